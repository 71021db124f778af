"""A screen that is turned to a client keeps nothing of the pages that the tab was on before."""

from typing import Any

from reflex.state import BaseState
from reflex_base.registry import RegistrationContext

from betterjournal.web import routes

# Each with the package whose states it is drawn from.
ROOMS = {routes.LOOK: "betterjournal.web.clinician.look.", routes.TOGETHER: "betterjournal.web.clinician.together."}
# What every page has: its one message, its seat, its lock.
EVERY_PAGE = ("betterjournal.web.problems", "betterjournal.web.session", "betterjournal.web.locking")


async def forget_the_desk(state: BaseState, path: Any) -> None:
    """What other pages held, other people's names too, would be sent along when such a page is loaded anew."""
    own = _package(str(path))
    if not own:
        return
    for each in tuple(RegistrationContext.get().base_states.values()):
        is_ours = each.__module__.startswith("betterjournal.")
        if is_ours and not each.__module__.startswith(own) and each.__module__ not in EVERY_PAGE:
            _forget(await state.get_state(each))


def _package(path: str) -> str:
    asked = path.strip("/").split("/")
    for route, package in ROOMS.items():
        parts = route.strip("/").split("/")
        if len(parts) == len(asked) and all(map(_fits, parts, asked)):
            return package
    return ""


def _fits(part: str, given: str) -> bool:
    return part == given or (part.startswith("[") and given != "")


def _forget(held: Any) -> None:
    """Only what holds something: whatever is set travels to the page."""
    own = [(name, field) for name, field in type(held).__fields__.items() if field._owner is type(held)]
    if any(getattr(held, name) != field.default_value() for name, field in own):
        held.reset()
