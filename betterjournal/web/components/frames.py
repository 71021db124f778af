"""The frame of every page: skip link, bar, one column, and the footer with its fixed words."""

from collections.abc import Sequence
from typing import Any, Literal

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.browser.hide import hide_button, hide_link
from betterjournal.web.browser.language import language_switch, person_language
from betterjournal.web.browser.lock import Lock, unlock_form
from betterjournal.web.browser.title import PageTitle
from betterjournal.web.browser.waiting import Waiting
from betterjournal.web.components.blocks import heading
from betterjournal.web.components.buttons import Words, dialled, plain_link, text_link
from betterjournal.web.components.forms import post_form
from betterjournal.web.locking import Locking
from betterjournal.web.session import Seat
from betterjournal.web.wording import say

SIGN_OUT = "/auth/sign-out"
CLIENT_PLACES = (
    ("today", routes.TODAY, "app.today"),
    ("journal", routes.JOURNAL, "app.pages"),
    ("me", routes.ME, "app.me"),
)
STAFF_PLACES = (
    ("clients", routes.CLIENTS, "app.clients"),
    ("worksheets", routes.WORKSHEETS, "app.worksheets"),
)
OWNER_PLACE = ("practice", routes.PRACTICE, "app.practice")
ACCOUNT_PLACE = ("account", routes.ACCOUNT, "app.account")
Place = tuple[str, str, str]
LIFELINE = "9-8-8"
StaffPlace = Literal["clients", "worksheets", "practice", "account", ""]
Reading = Literal["appointments", "window", "always", "nobody", "away"]


def client_page(
    *children: rx.Component,
    title_key: str,
    current: Literal["today", "journal", "me", ""] = "",
    reading: Reading | rx.Var[str] = "appointments",
    clinician: Words = "",
    away: Sequence[rx.Component | Words] = (),
    language: rx.Var[str] | None = None,
    on_language: rx.EventHandler | None = None,
) -> rx.Component:
    """One quiet column. `reading`, `clinician` (a first name) and `away` make the footer true for this practice."""
    help_now = rx.el.div(_help_now(), class_name="aside")
    bar = _bar(hide_button(), _nav(CLIENT_PLACES, current), help_now, class_name="bar client")
    foot = footer(reading, clinician, _sign_out(), language_switch(on_language), away=away)
    page = _page("narrow", bar, foot, title_key, language, children, hide_link())
    locked_bar = _bar(hide_button(), help_now, class_name="bar client")
    locked_foot = footer("appointments", "", _sign_out(), language_switch())
    return _lockable(page, locked_bar, locked_foot, hide_link(), on_hide=Locking.hide)


def staff_page(
    *children: rx.Component,
    title_key: str,
    current: StaffPlace = "",
    is_owner: rx.Var[bool] | bool = False,
    is_clinician: rx.Var[bool] | bool = True,
    language: rx.Var[str] | None = None,
    on_language: rx.EventHandler | None = None,
) -> rx.Component:
    """The desk: places on the left, account and the way out on the right. Never a person's name in the title."""
    places = [rx.cond(is_clinician, _place(place, current), rx.fragment()) for place in STAFF_PLACES]
    owner = rx.cond(is_owner, _place(OWNER_PLACE, current), rx.fragment())
    nav = _nav_of([*places, owner, _place(ACCOUNT_PLACE, current)])
    bar = _bar(nav, rx.el.div(_sign_out(), class_name="aside"))
    foot = _foot(_emergency(), _help_now("small"), language_switch(on_language))
    page = _page("wide", bar, foot, title_key, language, children)
    locked_foot = _foot(_emergency(), _help_now("small"), language_switch())
    return _lockable(page, _bar(rx.el.div(_sign_out(), class_name="aside")), locked_foot)


def room_page(*children: rx.Component, title_key: str) -> rx.Component:
    """A clinician's screen turned to a client: no places to go to, so no other client's name is a press away."""
    bar, foot = _room_bar(), _foot(_emergency(), _sign_out(), language_switch())
    page = _page("narrow", bar, foot, title_key, None, children)
    return _lockable(page, _room_bar(), _foot(_emergency(), _sign_out(), language_switch()))


def plain_page(*children: rx.Component, title_key: str, language: rx.Var[str] | None = None) -> rx.Component:
    """Before anyone is known: sign in, join, set-up, privacy."""
    bar = _bar(
        text_link(say("app.name"), routes.HOME, class_name="quiet-link"),
        rx.el.div(_help_now(), class_name="aside"),
    )
    foot = _foot(_emergency(), plain_link(say("app.privacy"), routes.PRIVACY), language_switch())
    return _page("narrow", bar, foot, title_key, language, children)


def footer(
    reading: Reading | rx.Var[str], clinician: Words, *links: rx.Component, away: Sequence[rx.Component | Words] = ()
) -> rx.Component:
    """Every sentence about who reads comes from the practice's setting, so that it is always true."""
    names = {"name": clinician}
    read = rx.match(
        reading,
        ("window", say("app.read_window", **names)),
        ("always", say("app.read_always", **names)),
        ("nobody", say("app.read_nobody")),
        say("app.read_appointments"),
    )
    now = rx.cond(rx.Var.create(reading) == "away", rx.fragment(*away), rx.fragment(read)) if away else read
    return _foot(rx.el.p(now, " ", *dialled(say("app.help_footer"), LIFELINE)), *links)


def _page(
    width: str,
    bar: rx.Component,
    foot: rx.Component,
    title_key: str,
    language: rx.Var[str] | None,
    children: tuple[Any, ...],
    *before: rx.Component,
) -> rx.Component:
    """`before` stands before everything else, for those who hear the page read."""
    main = rx.el.main(rx.el.div(*children, class_name="stack"), id="main", tab_index=-1)
    tab = PageTitle.create(text=say("app.tab_title", page=say(title_key)))
    chosen = [] if language is None else [person_language(language)]
    skip = plain_link(say("app.skip"), "#main", class_name="skip")
    return rx.el.div(*before, skip, tab, *chosen, bar, main, foot, class_name=f"frame {width}")


def _lockable(
    page: rx.Component, bar: rx.Component, foot: rx.Component, *before: rx.Component, **events: rx.EventHandler
) -> rx.Component:
    """The page while somebody is there. Its lock holds nothing of anybody's: no name, no place."""
    words = (heading(say("lock.title")), rx.el.p(say("lock.words")), unlock_form())
    return Lock.create(
        _page("narrow", bar, foot, "lock.title", None, words, *before),
        rx.fragment(page, Waiting.create(waits=say("app.waits_for_line"), held=say("app.not_sent"))),
        locked=Seat.locked,
        idle=Seat.idle,
        hidden=Seat.hidden,
        mark=Seat.mark,
        looks=Locking.looks,
        soon=say("lock.soon"),
        on_look=Locking.look,
        on_lock=Locking.lock,
        on_stay=Locking.stay,
        **events,
    )


def _room_bar() -> rx.Component:
    return _bar(rx.el.div(_help_now(), class_name="aside"))


def _bar(*children: rx.Component, class_name: str = "bar") -> rx.Component:
    return rx.el.header(*children, class_name=class_name)


def _nav(places: tuple[Place, ...], current: str) -> rx.Component:
    return _nav_of([_place(place, current) for place in places])


def _nav_of(items: list[rx.Component]) -> rx.Component:
    return rx.el.nav(rx.el.ul(*items, role="list"), aria_label=say("app.places"))


def _place(place: Place, current: str) -> rx.Component:
    name, path, words = place
    here = {"aria_current": "page"} if name == current else {}
    return rx.el.li(text_link(say(words), path, **here))


def _help_now(classes: str = "") -> rx.Component:
    return plain_link(say("app.help_now"), routes.HELP_NOW, class_name=f"quiet-link {classes}".strip())


def _emergency() -> rx.Component:
    return rx.el.p(*dialled(say("app.help_footer"), LIFELINE))


def _sign_out() -> rx.Component:
    return post_form(rx.el.button(say("app.sign_out"), type="submit"), action=SIGN_OUT, class_name="contents")


def _foot(sentence: rx.Component, *links: rx.Component) -> rx.Component:
    return rx.el.footer(sentence, rx.el.div(*links, class_name="row"), class_name="foot")
