"""The owner's settings of the practice; every sentence about reading is made from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import people
from betterjournal.accounts.models import Care
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid

LONGEST_PHONE = 40
# The settings of appointments/window.py, which stands above this domain; a test holds the two together.
READING_WINDOWS = ("same_day", "previous_working_day", "two_days", "three_days", "always")


@dataclass(frozen=True)
class SettingsView:
    """What the owner may set. The province and time zone were chosen at set-up and stay."""

    id: str
    name: str
    phone: str
    reading_window: str
    first_language: str
    bilingual: bool
    province: str
    time_zone: str
    privacy_name: str
    privacy_reach: str


def settings(actor: Actor) -> SettingsView:
    """The practice as its owner sees it."""
    access.owner(actor)
    with database.reading() as session:
        row = access.practice(session)
    return SettingsView(
        id=str(row.id),
        name=row.name,
        phone=row.phone,
        reading_window=row.reading_window,
        first_language=row.first_language,
        bilingual=row.bilingual,
        province=row.province,
        time_zone=row.time_zone,
        privacy_name=vault.get(row, "privacy_name"),
        privacy_reach=vault.get(row, "privacy_reach"),
    )


def change(actor: Actor, form: Mapping[str, str]) -> None:
    """Write the settings. Every open page of staff and clients reads them again, since its sentences change."""
    access.owner(actor)
    name, phone = people.named(form.get("practice", ""), "practice"), _phone(form.get("phone", ""))
    opens, language = form.get("reading_window", ""), form.get("first_language", "")
    if opens not in READING_WINDOWS:
        raise Invalid("reading_window", "problem.choose")
    if language not in people.LANGUAGES:
        raise Invalid("first_language", "problem.choose")
    contact = {field: _contact(form.get(field, ""), field) for field in ("privacy_name", "privacy_reach")}
    with changing(actor) as changed:
        row = access.practice(changed.session)
        kind = opens if opens != row.reading_window else ""
        if kind:
            row.window_before, row.window_since = row.reading_window, clock.now()
        row.name, row.phone, row.reading_window, row.first_language = name, phone, opens, language
        row.bilingual = form.get("bilingual") == "on"
        for field, words in contact.items():
            vault.put(row, field, words or None, vault.PRACTICE, "practice")
        changed.session.add(row)
        changed.record(Act.SETTINGS, object_id="practice", kind=kind)
        changed.announce("practice")
        if kind:
            clients = changed.session.exec(select(Care.client_id).where(col(Care.until_at).is_(None)))
            changed.announce(*(f"{side}:{identity}" for identity in clients for side in ("client", "staff")))


def _phone(text: str) -> str:
    phone = " ".join(text.split())
    if not phone:
        raise Invalid("phone", "problem.needed")
    if len(phone) > LONGEST_PHONE:
        raise Invalid("phone", "problem.long", most=str(LONGEST_PHONE))
    return phone


def _contact(text: str, field: str) -> str:
    """Who answers questions about privacy, or nobody yet."""
    return people.named(text, field) if text.strip() else ""
