"""The one place where a `Problem` becomes words on a page."""

from collections.abc import Iterator
from contextlib import contextmanager

import reflex as rx

from betterjournal.errors import Invalid, NotFound, Problem
from betterjournal.web.browser.shown import Forget
from betterjournal.web.wording import say, say_problem


class Notice(rx.State):
    """The one message of a tab. `field` names the control it belongs to; `missing` replaces the page."""

    key: str = ""
    field: str = ""
    values: dict[str, str] = {}
    missing: bool = False

    def _tell(self, problem: Problem, *, whole_page: bool) -> None:
        self.missing = whole_page and isinstance(problem, NotFound)
        self.key = "" if self.missing else problem.key
        self.field = problem.field if isinstance(problem, Invalid) else ""
        self.values = {name: str(value) for name, value in problem.values.items()}

    def _fail(self, error_id: str) -> None:
        self.key, self.field, self.values, self.missing = "problem.failed", "", {"id": error_id}, False

    def _hush(self) -> None:
        """The message has been read. A page that is not there stays so: it says goodbye as it goes."""
        if not self.missing:
            self._clear()

    def _clear(self) -> None:
        if self.key or self.missing:
            self.key, self.field, self.values, self.missing = "", "", {}, False


def notice_region() -> rx.Component:
    """The page's status region: whatever was refused or failed, said once, politely, in view wherever one pressed."""
    shown = (Notice.key != "") & (Notice.field == "")
    words = rx.cond(shown, say_problem(Notice.key, Notice.values), "")
    return rx.el.div(words, role="status", aria_live="polite", class_name="notice page-notice")


def field_error(field: str | rx.Var[str]) -> rx.Component:
    """What is wrong with one control; give the control `aria_describedby=error_id(field)`."""
    shown = Notice.field == field
    return rx.cond(
        shown,
        rx.el.p(say_problem(Notice.key, Notice.values), id=error_id(field), role="alert", class_name="field-error"),
    )


@contextmanager
def in_form(name: str) -> Iterator[None]:
    """For a form that stands beside others with fields of the same name: its fields are called `<name>_<field>`."""
    try:
        yield
    except Invalid as problem:
        raise Invalid(f"{name}_{problem.field}", problem.key, **problem.values) from None


def error_id(field: str | rx.Var[str]) -> str:
    """The id of a control's error text."""
    return f"error-{field}"


def not_found_card() -> rx.Component:
    """What stands in place of a thing that is missing or not for this person: the same words for both."""
    return rx.el.section(
        rx.el.h1(say("problem.missing_title")),
        rx.el.p(say("problem.not_found")),
        rx.el.p(rx.el.a(say("problem.go_home"), href="/")),
        class_name="card",
    )


def or_not_found(page: rx.Component) -> rx.Component:
    """The page, or the not-found card when its load said so: of what is there no more the browser keeps nothing."""
    return rx.cond(Notice.missing, rx.fragment(Forget.create(), not_found_card()), page)
