"""Makes the things tests talk about, through the same actions as everybody."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import select

from betterjournal import clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts import passkey_rows, passkeys, passwords, people, proving, sessions, staff_inviting
from betterjournal.accounts.models import Care, Client, Consent, FactorReset, Person, StaffInvitation
from betterjournal.accounts.proving import Proof
from betterjournal.appointments import away as absences
from betterjournal.appointments.models import Appointment
from betterjournal.assignments import actions as assignments
from betterjournal.assignments.composing import Given
from betterjournal.assignments.views import Content
from betterjournal.care import covering
from betterjournal.care.models import Cover
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, sharing
from betterjournal.programmes import building
from betterjournal.programmes import starting as programmes
from betterjournal.programmes.models import StartedProgramme, StartedStep
from betterjournal.review import noting
from betterjournal.worksheets import queries as worksheets
from tests.authenticator import Authenticator
from tests.cast import PASSPHRASE


def appointment(clinician: Actor, client: Actor, starts_at: datetime, *, outcome: str = "") -> str:
    """An appointment at any moment, past ones too."""
    with database.writing() as session:
        row = Appointment(
            client_id=client.client_id,
            clinician_id=clinician.person_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=50),
            outcome=outcome,
            created_at=clock.now(),
        )
        session.add(row)
    return row.id


def paper_client(clinician: Actor, name: str = "Gil Roy", language: str = "en") -> Actor:
    """A client who has no account and never signs in; only the id of this actor is anybody's."""
    with database.writing() as session:
        row = Client(language=language, created_at=clock.now())
        vault.put(row, "name", name, vault.PRACTICE, "practice")
        session.add(row)
        session.flush()
        session.add(Care(client_id=row.id, person_id=clinician.person_id, from_at=clock.now()))
    return Actor("", name, "", client_id=row.id)


def earlier_text(client: Actor) -> None:
    """As if the words had changed since that client agreed to them."""
    with database.writing() as session:
        for row in session.exec(select(Consent).where(Consent.client_id == client.client_id)):
            row.version -= 1


def away(clinician: Actor, *, in_days: int = 200) -> str:
    """A week away, some time from now; returns its id."""
    first = clock.today(clinician.time_zone) + timedelta(days=in_days)
    back = first + timedelta(days=7)
    return absences.set_away(clinician, first.isoformat(), back.isoformat(), "403-555-0134")


def assignment(
    clinician: Actor,
    client: Actor,
    *,
    worksheet: str = "journal_prompt",
    what: str = "Write a few lines",
    **repeating: Any,
) -> str:
    """Work sent to the client now."""
    with database.reading() as session:
        revision = worksheets.current_revision(session, worksheet)
    content = Content(title=what, what=what, note="One line is plenty.", **repeating)
    return assignments.send(clinician, client.client_id or "", Given(new_id(), revision, content)).id


def step(what: str = "Write a few lines", worksheet: str = "just_a_task") -> Given:
    """One step of a programme, as its form was sent."""
    with database.reading() as session:
        revision = worksheets.current_revision(session, worksheet)
    return Given(new_id(), revision, Content(what=what))


def programme(clinician: Actor, *whats: str, language: str = "en") -> str:
    """A programme of the clinician's with these steps, or two of them."""
    kept = building.create(clinician, "Sleep better", language)
    for what in whats or ("Get up at seven", "Leave the bed when awake"):
        building.add_step(clinician, kept, step(what))
    return kept


def under_way(clinician: Actor, client: Actor) -> tuple[str, str, str]:
    """A programme started for this client with nothing sent yet: the programme's id, what was started, its step."""
    kept, client_id = programme(clinician), client.client_id or ""
    programmes.start(clinician, client_id, programmes.Start(new_id(), kept, "hand", first_now=False))
    started = next(row for row in rows(StartedProgramme) if row.client_id == client_id)
    steps = [row for row in rows(StartedStep) if row.started_id == started.id]
    return kept, started.id, min(steps, key=lambda each: each.position).id


def draft(client: Actor, assignment_id: str, words: str, path: str = "text") -> str:
    """Words in the assignment's entry; returns the entry's id."""
    entry_id = entries.begin(client, assignment_id)
    drafts.save(client, drafts.Words(entry_id, path, words, 0, "tab", 1))
    return entry_id


def shared(client: Actor, assignment_id: str, words: str = "It went well enough.") -> str:
    """The assignment done and shared; returns the shared id."""
    return share(client, draft(client, assignment_id, words))


def share(client: Actor, entry_id: str, *, smallest: bool = False, bring: bool = False) -> str:
    """An entry looked at and shared as it stands; returns the shared id."""
    looked_at = given.preview(client, entry_id).looked_at
    return sharing.share(client, entry_id, looked_at=looked_at, smallest=smallest, bring=bring)


def shared_page(client: Actor, words: str = "The ice was loud.", *, bring: bool = False) -> str:
    """A page of their own, written and shared; returns the shared id."""
    entry_id = entries.new_page(client)
    drafts.save(client, drafts.Words(entry_id, "text", words, 0, "tab", 1))
    return share(client, entry_id, bring=bring)


def note(clinician: Actor, client: Actor, words: str = "Slept on the couch.", about: str = "") -> str:
    """A working note on the client, or on work or something shared; returns its id."""
    return noting.write(clinician, noting.Said(client.client_id or "", words, about, new_id()))


def signed_in(person: Actor) -> str:
    """One more sign-in of somebody, as on another phone; returns the session's id."""
    return sign_in(person).session_id


def proved(person: Actor) -> Actor:
    """The same person, having just shown by their password that it is still them: good for one change."""
    proving.prove(person, Proof(PASSPHRASE))
    return person


def passkey(person: Actor) -> str:
    """A passkey that somebody signed in added; returns its id."""
    asked = passkeys.offer(proved(person))
    passkeys.add(person, asked.ceremony, Authenticator().make(asked.options))
    with database.reading() as session:
        return passkey_rows.of(session, person.person_id)[-1].id


def leaver() -> str:
    """Somebody else who works here, so that what is done to them is done to nobody of the cast; their id."""
    return works_here("Lou Hart", is_clinician=True).person_id


def works_here(name: str, **roles: bool) -> Actor:
    """One more person who works here, not signed in."""
    address = f"{name.split()[0].lower()}@demo.test"
    with database.writing() as session:
        row = people.new(name, address, "en", passwords.hashed(PASSPHRASE), **roles)
        session.add(row)
    return Actor(row.id, name, "", **roles)


def sign_in(person: Actor) -> Actor:
    """Somebody of `works_here`, signed in with both factors."""
    with database.writing() as session:
        token = sessions.begin(session, session.get_one(Person, person.person_id), passed_factor=True).token
    found = sessions.resolve(token, act=False)
    assert found is not None
    return found


def covered(owner: Actor, client: Actor, by: Actor, days: int = 9) -> str:
    """Emergency care of a client by somebody, for so many days; returns the cover's id."""
    until = clock.today("America/Edmonton") + timedelta(days=days)
    covering.cover(proved(owner), client.client_id or "", by.person_id, "ill", until.isoformat())
    return rows(Cover)[-1].id


def invited(owner: Actor) -> str:
    """Somebody invited to work here; returns the invitation's id."""
    staff_inviting.invite(proved(owner), "Mia Roth", ["clinician"], "en")
    return rows(StaffInvitation)[-1].id


def reset(owner: Actor, person: Actor) -> str:
    """The notice of a second factor that was taken away, and nothing of what goes with it; its id."""
    with database.writing() as session:
        row = FactorReset(person_id=person.person_id, by_id=owner.person_id, at=clock.now())
        vault.put(row, "by_name", owner.name, vault.PRACTICE, "practice")
        session.add(row)
    return row.id


def said(language: str) -> tuple[str, str]:
    """The words of a mail, where they do not matter."""
    return "Changed", f"Changed {language}\n"


def rows(table: type) -> list:
    """Every row of a table, to look at what is stored."""
    with database.reading() as session:
        return list(session.exec(select(table)))
