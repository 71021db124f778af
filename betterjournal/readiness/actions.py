"""The owner ticks a step, waives it by name, or opens it again; each is a fact with who and when."""

from datetime import date

from sqlmodel import Session, col, select

from betterjournal import access, clock, keyring, recovery_sheet, vault
from betterjournal.access import Actor
from betterjournal.audit import Act
from betterjournal.changes import Change, changing
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.readiness import facts, reading_back
from betterjournal.readiness.help_lines import help_lines
from betterjournal.readiness.models import HelpLineCheck, ReadyFact
from betterjournal.readiness.steps import NEVER_CALLED, STEPS, sensible

LONGEST = 300


def check_sheet(actor: Actor, words: list[str]) -> None:
    """The recovery sheet is on paper: three of its words were typed back."""
    access.owner(actor)
    if not reading_back.fits(actor, words, clock.today(actor.time_zone)):
        raise Invalid("sheet", "problem.sheet")
    with changing(actor) as change:
        _done(change, "sheet", about=recovery_sheet.label(keyring.master()))


def say_backup(actor: Actor, where: str, checked_on: str) -> None:
    """Backups go somewhere else, and one was restored on that day to see that it works."""
    access.owner(actor)
    place = _words(where, "where")
    try:
        on = date.fromisoformat(checked_on)
    except ValueError:
        raise Invalid("checked_on", "problem.date") from None
    if not sensible(on, clock.today(actor.time_zone)):
        raise Invalid("checked_on", "problem.day_come")
    with changing(actor) as change:
        _done(change, "backup", words=place, checked_on=on)


def name_executor(actor: Actor, who: str) -> None:
    """Who takes over the records when the owner cannot."""
    access.owner(actor)
    name = _words(who, "executor")
    with changing(actor) as change:
        _done(change, "executor", words=name)


def read_consent(actor: Actor) -> None:
    """The owner read what clients agree to."""
    access.owner(actor)
    with changing(actor) as change:
        _done(change, "consent")


def waive(actor: Actor, step: str, reason: str) -> None:
    """Go without one step, by name and for a reason."""
    access.owner(actor)
    why = _words(reason, "reason")
    with changing(actor) as change:
        if step not in facts.read(change.session).left:
            raise NotFound
        _waived(change, step, why)


def waive_all(actor: Actor) -> None:
    """Go without every step that is left: only where nobody but this computer reaches the product."""
    access.owner(actor)
    if not facts.on_this_computer():
        raise Refused("problem.not_local")
    with changing(actor) as change:
        left = facts.read(change.session).left
        if not left:
            raise Refused("problem.all_ready")
        for step in left:
            _waived(change, step, "")


def reopen(actor: Actor, step: str) -> None:
    """What was said of a step no longer holds."""
    access.owner(actor)
    with changing(actor) as change:
        standing = _standing(change.session, step)
        if not standing:
            raise NotFound
        for fact in standing:
            fact.undone_at = clock.now()
            change.session.add(fact)
        change.record(Act.REOPENED, object_id=standing[0].id, kind=step)
        change.announce("practice")


def called(actor: Actor, line: str) -> None:
    """Somebody called this help line today, and it answered as we say."""
    access.owner(actor)
    if line not in {each.key for each in help_lines()} - NEVER_CALLED:
        raise NotFound
    with changing(actor) as change:
        change.session.add(HelpLineCheck(line=line, person_id=actor.person_id, at=clock.now()))
        change.record(Act.HELP_LINE_CHECKED, object_id=line)
        change.announce("practice")


def _done(change: Change, step: str, *, words: str = "", checked_on: date | None = None, about: str = "") -> None:
    fact = _fact(change, step, waived=False, words=words)
    fact.checked_on, fact.about = checked_on, about
    change.session.add(fact)
    change.record(Act.READY, object_id=fact.id, kind=step)
    change.announce("practice")


def _waived(change: Change, step: str, reason: str) -> None:
    fact = _fact(change, step, waived=True, words=reason)
    change.session.add(fact)
    change.record(Act.WAIVED, object_id=fact.id, kind=step, reason=reason)
    change.announce("practice")


def _fact(change: Change, step: str, *, waived: bool, words: str) -> ReadyFact:
    # What was said before is no longer what stands.
    for before in _standing(change.session, step):
        before.undone_at = clock.now()
        change.session.add(before)
    by = change.actor.by.person_id
    fact = ReadyFact(step=step, waived=waived, person_id=by, at=clock.now())
    vault.put(fact, "words", words or None, vault.PRACTICE, "practice")
    return fact


def _standing(session: Session, step: str) -> list[ReadyFact]:
    if step not in STEPS:
        return []
    rows = select(ReadyFact).where(ReadyFact.step == step, col(ReadyFact.undone_at).is_(None))
    return list(session.exec(rows))


def _words(text: str, field: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Invalid(field, "problem.needed")
    if len(words) > LONGEST:
        raise Invalid(field, "problem.long", most=str(LONGEST))
    return words
