"""The list before the first client, as the owner reads it."""

from sqlmodel import Session, col, select

from betterjournal import access, clock, database, vault
from betterjournal.access import Actor
from betterjournal.accounts.models import Person
from betterjournal.readiness import facts, reading_back
from betterjournal.readiness.facts import Standing
from betterjournal.readiness.help_lines import HelpLine, help_lines
from betterjournal.readiness.steps import NEVER_CALLED, STEPS, is_open
from betterjournal.readiness.views import HelpLineView, ReadinessView, StepView


def readiness(actor: Actor) -> ReadinessView:
    """Every step, who said what about it and when, and the help lines to call."""
    access.owner(actor)
    with database.reading() as session:
        now = facts.read(session)
        names = _names(session, now)
        binding = facts.is_binding(session)
    today = clock.today(actor.time_zone)
    return ReadinessView(
        id="readiness",
        steps=[_step(step, now, names, actor.time_zone) for step in STEPS],
        lines=[_line(line, now, names, actor.time_zone) for line in help_lines() if line.key not in NEVER_CALLED],
        left=len(now.left),
        asked=reading_back.asked(actor, today),
        on_this_computer=facts.on_this_computer(),
        binding=binding,
        today=today.isoformat(),
    )


def _names(session: Session, now: Standing) -> dict[str, str]:
    ids = {fact.person_id for fact in now.facts.values() if fact} | {row.person_id for row in now.called.values()}
    return {row.id: vault.get(row, "name") for row in session.exec(select(Person).where(col(Person.id).in_(ids)))}


def _step(step: str, now: Standing, names: dict[str, str], zone: str) -> StepView:
    fact = now.facts[step]
    if fact is None:
        return StepView(step, "open" if is_open(step, None, now.seen) else "done", "", "", "", "")
    return StepView(
        id=step,
        state="waived" if fact.waived else "done",
        by=names.get(fact.person_id, ""),
        on=clock.local(fact.at, zone).date().isoformat(),
        words=vault.get(fact, "words"),
        checked_on=fact.checked_on.isoformat() if fact.checked_on else "",
    )


def _line(line: HelpLine, now: Standing, names: dict[str, str], zone: str) -> HelpLineView:
    last = now.called.get(line.key)
    return HelpLineView(
        id=line.key,
        name_en=line.name_en,
        name_fr=line.name_fr,
        phone=line.phone,
        by=names.get(last.person_id, "") if last else "",
        on=clock.local(last.at, zone).date().isoformat() if last else "",
        due=line.key in now.due,
    )
