"""Finds what stands behind an event's name and checks its arguments strictly, before anything runs."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_type_hints

import reflex as rx
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from reflex.state import OnLoadInternalState
from reflex_base.registry import RegistrationContext
from reflex_base.utils.form import form_data_as_dict
from reflex_base.utils.format import format_event_handler

from betterjournal.web.session import Placing

_STRICT = ConfigDict(strict=True, extra="forbid", arbitrary_types_allowed=True)


class Nothing(BaseModel):
    """No arguments."""

    model_config = _STRICT


class Boot(BaseModel):
    """What a tab sends when it connects. Client storage is never used, so `vars` may only be empty."""

    model_config = _STRICT
    vars: dict[str, None] | None = None
    hashes: list[str] | None = None

    def model_post_init(self, context: Any, /) -> None:
        if self.vars:
            raise ValueError("client storage is not used")


class Hydrated(BaseModel):
    """The flag a tab's own load chain sets."""

    model_config = _STRICT
    value: bool


@dataclass(frozen=True)
class Door:
    """One callable handler: its arguments, and its placing unless it is the framework's own."""

    arguments: type[BaseModel]
    placing: Placing | None

    @property
    def is_load(self) -> bool:
        """Whether the framework itself opens a page with it: the tab connects or goes somewhere."""
        return self.placing is None

    @staticmethod
    def comes_back(given: Mapping[str, Any]) -> bool:
        """Whether a page that stood there already asks to be filled again.

        One that is new says by `hashes` what it was built with; somebody who goes on inside brings nothing at all.
        """
        return bool(given) and given.get("hashes") is None

    def read(self, payload: Mapping[str, Any]) -> dict[str, Any] | None:
        """The arguments with their defaults, or None when they are not exactly what the handler takes.

        A form travels as a list of names and values, which the framework turns into a dict after the guard;
        here the same function does, so that what is checked is what arrives.
        """
        try:
            given = {name: form_data_as_dict(value) for name, value in payload.items()}
            return dict(self.arguments.model_validate(given))
        except (ValidationError, ValueError, TypeError):
            return None

    def is_act(self, given: Mapping[str, Any]) -> bool:
        """Whether this is something the person did (SEC-12)."""
        if self.placing is None:
            return self.arguments is Nothing
        return self.placing.act if isinstance(self.placing.act, bool) else self.placing.act(given)


@lru_cache(maxsize=1)
def framework() -> dict[str, Door]:
    """The few handlers of Reflex that a page cannot do without; every other one stays shut."""
    root, loads = rx.State.event_handlers, OnLoadInternalState.event_handlers
    return {
        format_event_handler(root["hydrate"]): Door(Boot, None),
        format_event_handler(root["hydrate_and_load"]): Door(Boot, None),
        format_event_handler(loads["on_load_internal"]): Door(Nothing, None),
        format_event_handler(loads["set_is_hydrated"]): Door(Hydrated, None),
    }


@lru_cache(maxsize=4096)
def find(name: str) -> Door | None:
    """The door with this name, or None: not registered, or registered and not placed."""
    if name in framework():
        return framework()[name]
    registered = RegistrationContext.get().event_handlers.get(name)
    placing = getattr(registered.handler.fn, "placing", None) if registered else None
    if registered is None or not isinstance(placing, Placing):
        return None
    return Door(_arguments(registered.handler.fn), placing)


def _arguments(fn: Any) -> type[BaseModel]:
    hints = get_type_hints(fn)
    names = list(inspect.signature(fn).parameters.values())[1:]
    fields: dict[str, Any] = {
        each.name: (hints[each.name], ... if each.default is each.empty else each.default) for each in names
    }
    return create_model(f"{fn.__qualname__}Arguments", __config__=_STRICT, **fields)
