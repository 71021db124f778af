"""Words that a clinician keeps for the personal note, to insert and then make fit."""

from sqlmodel import Session, col, select

from betterjournal import access, clock, vault
from betterjournal.access import Actor
from betterjournal.accounts.people import LANGUAGES
from betterjournal.assignments.models import Phrase
from betterjournal.assignments.views import PhraseView
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import Invalid, Refused

LONGEST = 1000
MOST = 60


def keep(actor: Actor, words: str, language: str) -> None:
    """Keep these words as one's own phrase; the same words twice are one."""
    access.clinician(actor)
    words = _checked(words, language)
    with changing(actor) as change:
        mine = _mine(change.session, actor)
        row = next((each for each in mine if (vault.get(each, "words"), each.language) == (words, language)), None)
        if row is None:
            if len(mine) >= MOST:
                raise Refused("problem.phrases_full", most=str(MOST))
            row = Phrase(person_id=actor.person_id, language=language, kept_at=clock.now())
            vault.put(row, "words", words, vault.PRACTICE, "practice")
            change.session.add(row)
        change.record(Act.PHRASE_KEPT, object_id=row.id)
        change.announce(f"person:{actor.person_id}")


def change(actor: Actor, phrase_id: str, words: str, language: str) -> None:
    """Other words for one of one's own phrases; notes it was put into stay as they are."""
    access.clinician(actor)
    words = _checked(words, language)
    with changing(actor) as doing:
        row = _own(doing.session, actor, phrase_id)
        row.language = language
        vault.put(row, "words", words, vault.PRACTICE, "practice")
        doing.session.add(row)
        doing.record(Act.PHRASE_KEPT, object_id=row.id)
        doing.announce(f"person:{actor.person_id}")


def remove(actor: Actor, phrase_id: str) -> None:
    """Forget one of one's own phrases."""
    access.clinician(actor)
    with changing(actor) as doing:
        row = _own(doing.session, actor, phrase_id)
        doing.session.delete(row)
        doing.record(Act.PHRASE_REMOVED, object_id=row.id)
        doing.announce(f"person:{actor.person_id}")


def of(session: Session, actor: Actor, language: str) -> list[PhraseView]:
    """The actor's own, those in the client's language first, then as they were kept."""
    rows = [PhraseView(row.id, vault.get(row, "words"), row.language) for row in _mine(session, actor)]
    return sorted(rows, key=lambda phrase: phrase.language != language)


def _checked(words: str, language: str) -> str:
    if language not in LANGUAGES:
        raise Invalid("phrase", "problem.choose")
    if not words.strip():
        raise Invalid("phrase", "problem.needed")
    if len(words.strip()) > LONGEST:
        raise Invalid("phrase", "problem.long", most=str(LONGEST))
    return words.strip()


def _own(session: Session, actor: Actor, phrase_id: str) -> Phrase:
    row = access.found(session.get(Phrase, phrase_id))
    return access.found(row if row.person_id == actor.person_id else None)


def _mine(session: Session, actor: Actor) -> list[Phrase]:
    mine = select(Phrase).where(Phrase.person_id == actor.person_id)
    return list(session.exec(mine.order_by(col(Phrase.kept_at).desc(), col(Phrase.id))))
