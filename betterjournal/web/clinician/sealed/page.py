"""One client's sealed records: the form, a second look at it, the file to fetch, and those made before."""

import reflex as rx

from betterjournal.privacy.sealing import BASES, COURT
from betterjournal.privacy.views import AskedView, OfferView, SealedLine, SealedView
from betterjournal.web import routes
from betterjournal.web.browser.proving import proved_button
from betterjournal.web.browser.shown import shown
from betterjournal.web.clinician.desk import desk_page
from betterjournal.web.clinician.sealed.state import SealedState
from betterjournal.web.clinician.stopping import is_stopped, stop_button, stopped_banner
from betterjournal.web.components import (
    actions,
    button,
    card,
    checkbox,
    ghost,
    heading,
    own_words,
    post_form,
    quiet_button,
    radio_group,
    section,
    subheading,
    text_area,
    text_field,
    text_link,
    wording,
)
from betterjournal.web.problems import field_error
from betterjournal.web.wording import date, say

# What is asked about an order stands there once an order is the ground.
ONLY_FOR_COURT = f"stack-small [form:not(:has([value={COURT}]:checked))_&]:hidden"


def sealed_page() -> rx.Component:
    return desk_page(
        shown(SealedState.view, "client_id", _sealed, otherwise=ghost(6)), title_key="sealed.tab", current="practice"
    )


def _sealed(view: rx.Var[SealedView]) -> rx.Component:
    back = rx.cond(
        view.in_care,
        text_link(say("sealed.back_to_client", name=view.first_name), routes.client(view.id)),
        text_link(say("sealed.back_to_list"), routes.SEALED_LIST),
    )
    offered = SealedState.offer & (SealedState.offer.id == view.id)
    asked = SealedState.asked & (SealedState.asked.id == view.id)
    return rx.el.div(
        rx.el.p(back),
        heading(view.name),
        stopped_banner(),
        section(
            say("sealed.heading"),
            wording(say("sealed.lead", name=view.first_name), quiet=True),
            rx.cond(offered, _offer(SealedState.offer), rx.fragment()),
            rx.cond(asked, _check(SealedState.asked, view), rx.fragment()),
            # Kept while it is looked at once more, so that nothing is typed twice; gone once there is a file.
            rx.cond(offered, rx.fragment(), rx.el.div(_form(view), class_name=rx.cond(asked, "hidden", ""))),
        ),
        section(
            say("sealed.made"),
            rx.cond(view.lines.length() > 0, rx.foreach(view.lines, _line), wording(say("sealed.none"), quiet=True)),
        ),
        rx.cond(is_stopped(), rx.fragment(), rx.el.div(stop_button())),
        class_name="stack max-w-2xl",
        on_unmount=SealedState.leave,
    )


def _form(view: rx.Var[SealedView]) -> rx.Component:
    name = view.first_name
    order = rx.el.div(
        checkbox("untold", say("sealed.untold", name=name)),
        text_field(
            "untold_until",
            say("sealed.untold_until"),
            type="date",
            error=field_error("untold_until"),
            class_name="short",
        ),
        class_name=ONLY_FOR_COURT,
    )
    return rx.el.form(
        rx.el.input(type="hidden", name="client_id", value=view.id, read_only=True),
        _line_of("recipient"),
        _line_of("known_as"),
        radio_group(
            "basis",
            say("sealed.basis"),
            [(each, say(f"sealed.basis_{each}")) for each in BASES],
            error=field_error("basis"),
        ),
        order,
        text_area(
            "reason", say("sealed.reason"), help=say("sealed.reason_help", name=name), error=field_error("reason")
        ),
        checkbox("with_notes", say("sealed.with_notes"), help=say("sealed.with_notes_help", name=name)),
        _line_of("public_key", spell_check=False),
        actions(button(say("sealed.next"), kind="submit")),
        on_submit=SealedState.check,
        no_validate=True,
        class_name="stack",
    )


def _line_of(name: str, **props: bool) -> rx.Component:
    return text_field(
        name,
        say(f"sealed.{name}"),
        help=say(f"sealed.{name}_help"),
        error=field_error(name),
        auto_complete="off",
        **props,
    )


def _check(asked: rx.Var[AskedView], view: rx.Var[SealedView]) -> rx.Component:
    """What will be made and who will know, before the last press asks who it is."""
    name = view.first_name
    opens = rx.cond(
        asked.public_key != "", say("sealed.check_key", public_key=asked.public_key), say("sealed.check_words")
    )
    known = rx.cond(
        asked.untold_until != "",
        say("sealed.check_untold", name=name, day=date(asked.untold_until)),
        say("sealed.check_told", name=name),
    )
    return card(
        subheading(say("sealed.check"), level="h3"),
        rx.el.p(say("sealed.check_for", name=asked.recipient, known=asked.known_as)),
        rx.el.p(_basis(asked.basis)),
        own_words(asked.reason),
        wording(say("sealed.check_inside", name=name)),
        wording(rx.cond(asked.with_notes, say("sealed.check_notes"), say("sealed.check_no_notes"))),
        rx.el.p(opens, class_name="break-words"),
        rx.el.p(known),
        rx.el.div(
            proved_button(say("sealed.confirm"), on_proved=SealedState.make),
            quiet_button(say("sealed.change"), on_click=SealedState.change),
            class_name="actions",
        ),
    )


def _offer(offer: rx.Var[OfferView]) -> rx.Component:
    words = rx.el.div(
        rx.el.p(say("sealed.words"), class_name="label"),
        rx.el.p(offer.words, class_name="text-xl font-semibold break-words"),
        wording(say("sealed.words_help", name=offer.recipient), quiet=True),
    )
    fetch = post_form(
        *(
            rx.el.input(type="hidden", name=name, value=value, read_only=True)
            for name, value in (("client_id", offer.id), ("ticket", offer.ticket), ("words", offer.words))
        ),
        button(say("sealed.download"), kind="submit"),
        action=routes.SEALED_FILE,
        # A page that posts itself away lets go of its socket, also when only a file comes back.
        target="_blank",
        class_name="contents",
    )
    return card(
        subheading(say("sealed.ready", number=offer.number), level="h3"),
        rx.cond(offer.words != "", words, rx.fragment()),
        wording(say("sealed.once"), quiet=True),
        wording(say("sealed.tool"), quiet=True),
        rx.el.div(fetch, quiet_button(say("sealed.done"), on_click=SealedState.leave), class_name="actions"),
    )


def _line(line: rx.Var[SealedLine]) -> rx.Component:
    untold = wording(say("sealed.line_untold", day=date(line.untold_until)), quiet=True, small=True)
    return card(
        subheading(line.recipient, level="h3"),
        rx.el.p(line.known_as, class_name="quiet small"),
        rx.el.p(_basis(line.basis)),
        own_words(line.reason),
        wording(say("sealed.made_line", day=date(line.on), name=line.by, number=line.number), quiet=True, small=True),
        rx.cond(line.untold_until != "", untold, rx.fragment()),
        rx.cond(line.with_notes, wording(say("sealed.line_notes"), quiet=True, small=True), rx.fragment()),
        wording(say("sealed.digest", digest=line.digest), quiet=True, small=True, class_name="break-all"),
        key=line.id,
    )


def _basis(basis: rx.Var[str]) -> rx.Var[str]:
    return rx.match(basis, *((each, say(f"sealed.basis_{each}")) for each in BASES), "").to(str)
