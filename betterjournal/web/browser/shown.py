"""A page of one thing: draws the view whose id is in the address, also while the state resets."""

import dataclasses
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

import reflex as rx
from reflex.vars import VarData

from betterjournal.web.browser.script import script

View = TypeVar("View")


class Forget(rx.Component):
    """Stands where nobody is signed in, or nothing is there any more: whatever earlier pages kept is gone."""

    library = script("shown.js")
    tag = "Forget"


def shown_view(view: rx.Var[View | None], param: str | None) -> rx.Var[View]:
    """The view while its `id` equals the address' `param` (None: a page without an id), else null."""
    name = f"shown_{sha256(f'{view!s} {param}'.encode()).hexdigest()[:12]}"
    address = f'"{param}"' if param else "null"
    data = VarData.merge(
        view._get_all_var_data(),
        VarData(
            imports={script("shown.js"): ["useShown"]},
            hooks={f'const {name} = useShown("{name}", {view!s}, {address})': None},
        ),
    )
    return rx.Var(_js_expr=name, _var_type=_view_type(view), _var_data=data).to(_view_type(view))


def shown(
    view: rx.Var[View | None],
    param: str | None,
    render: Callable[[rx.Var[View]], rx.Component],
    otherwise: rx.Component | None = None,
) -> rx.Component:
    """Draw `render(view)`; until there is one, `otherwise` (a ghost of the page)."""
    kept = shown_view(view, param)
    return rx.cond(kept, render(kept), otherwise or rx.fragment())


def _view_type(view: rx.Var[Any]) -> type[Any]:
    kinds = getattr(view._var_type, "__args__", (view._var_type,))
    return next(kind for kind in kinds if dataclasses.is_dataclass(kind))
