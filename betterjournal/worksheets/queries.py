"""What worksheets there are, and the definition behind a revision; nobody's matter, so no actor is asked."""

from sqlmodel import Session, col, select

from betterjournal import database
from betterjournal.errors import NotFound
from betterjournal.worksheets.definition import Definition, digest, parse
from betterjournal.worksheets.models import Revision
from betterjournal.worksheets.views import PlanDefaults, WorksheetChoice

JUST_A_TASK = "just_a_task"
JOURNAL_PROMPT = "journal_prompt"

_parsed: dict[str, Definition] = {}


def choices(session: Session, language: str) -> list[WorksheetChoice]:
    """Every worksheet in its newest revision, by title; "just a task" stands last."""
    newest = {revision.worksheet_key: revision.id for revision in _by_number(session)}
    found = [_choice(identity, definition_of(session, identity), language) for identity in newest.values()]
    return sorted(found, key=lambda choice: (choice.key == JUST_A_TASK, choice.title.casefold()))


def current_revision(session: Session, key: str) -> str:
    """The id of a worksheet's newest revision, or NotFound."""
    newest = select(Revision.id).where(Revision.worksheet_key == key).order_by(col(Revision.number).desc())
    identity = session.exec(newest).first()
    if identity is None:
        raise NotFound
    return identity


def definition_of(session: Session, revision_id: str) -> Definition:
    """The definition of one revision, or NotFound; kept once read, because a revision never changes."""
    if revision_id not in _parsed:
        revision = session.get(Revision, revision_id)
        if revision is None:
            raise NotFound
        if digest(revision.content) != revision.digest:
            raise RuntimeError(f"revision {revision_id} is not what was published: its digest differs")
        _parsed[revision_id] = parse(revision.content)
    return _parsed[revision_id]


def known_definition(revision_id: str) -> Definition:
    """The same for a caller that holds no session, as the hot save does."""
    if revision_id not in _parsed:
        with database.reading() as session:
            return definition_of(session, revision_id)
    return _parsed[revision_id]


def suggested(definition: Definition, language: str) -> PlanDefaults:
    """What the worksheet suggests for the plan."""
    start = definition.defaults
    return PlanDefaults(
        when=start.when.to(language),
        where=start.where.to(language),
        how_many=start.how_many,
        first_step=start.first_step.to(language),
        smallest=start.smallest.to(language),
        minutes=start.minutes,
    )


def _by_number(session: Session) -> list[Revision]:
    return list(session.exec(select(Revision).order_by(col(Revision.number))))


def _choice(revision_id: str, definition: Definition, language: str) -> WorksheetChoice:
    title, purpose = definition.title.to(language), definition.purpose.to(language)
    minutes = definition.defaults.minutes
    return WorksheetChoice(definition.key, revision_id, title, purpose, minutes, suggested(definition, language))
