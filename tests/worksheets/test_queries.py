"""The library in the database: installed once, revised by adding, never rewritten."""

import json
from collections.abc import Sequence

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from betterjournal.errors import NotFound
from betterjournal.worksheets import library, queries
from betterjournal.worksheets.definition import canonical
from betterjournal.worksheets.models import Revision, RevisionChangedError, Worksheet


def revisions(session: Session, key: str = "journal_prompt") -> Sequence[Revision]:
    return session.exec(select(Revision).where(Revision.worksheet_key == key).order_by(col(Revision.number))).all()


def reworded(content: str, key: str = "journal_prompt") -> str:
    sheet = json.loads(content)
    if sheet["key"] == key:
        sheet["title"] = {"en": "Another title", "fr": "Un autre titre"}
    return canonical(json.dumps(sheet))


def reword(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tuple(reworded(content) for content in library.contents())
    monkeypatch.setattr(library, "contents", lambda: changed)


def test_installing_twice_changes_nothing(session: Session) -> None:
    library.install(session)
    first = [revision.id for revision in session.exec(select(Revision))]
    library.install(session)
    assert [revision.id for revision in session.exec(select(Revision))] == first
    assert len(session.exec(select(Worksheet)).all()) == len(library.contents())


def test_a_changed_worksheet_becomes_a_new_revision_and_the_old_one_stays(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.install(session)
    (old,) = revisions(session)
    before = old.content
    reword(monkeypatch)
    library.install(session)
    library.install(session)
    session.expire_all()
    kept, new = revisions(session)
    assert (kept.id, kept.content, kept.number) == (old.id, before, 1)
    assert (new.number, queries.definition_of(session, new.id).title.en) == (2, "Another title")
    assert queries.definition_of(session, kept.id).title.en == "Journal prompt"
    assert queries.current_revision(session, "journal_prompt") == new.id
    assert json.loads(session.get(Worksheet, "journal_prompt").title)["fr"] == "Un autre titre"


def test_only_the_newest_revision_is_offered(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    library.install(session)
    reword(monkeypatch)
    library.install(session)
    offered = {choice.key: choice for choice in queries.choices(session, "en")}
    assert len(offered) == len(library.contents())
    assert offered["journal_prompt"].title == "Another title"


@pytest.mark.parametrize("harm", ["change", "delete"])
def test_a_revision_can_be_neither_changed_nor_deleted(session: Session, harm: str) -> None:
    library.install(session)
    session.commit()
    (revision,) = revisions(session)
    if harm == "change":
        revision.content = "{}"
    else:
        session.delete(revision)
    with pytest.raises(RevisionChangedError):
        session.flush()
    session.rollback()


def test_a_revision_changed_behind_our_back_is_not_used(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    library.install(session)
    identity = queries.current_revision(session, "mood_diary")
    monkeypatch.setattr(queries, "_parsed", {})
    session.exec(update(Revision).where(col(Revision.id) == identity).values(content="{}"))
    session.expire_all()
    with pytest.raises(RuntimeError, match="its digest differs"):
        queries.definition_of(session, identity)


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.definition_of(session, "0" * 32)
    with pytest.raises(NotFound):
        queries.current_revision(session, "mood_diary")


def test_choices_come_by_title_with_their_defaults_in_the_language(session: Session) -> None:
    library.install(session)
    titles = [choice.title for choice in queries.choices(session, "en")]
    assert titles == [*sorted(titles[:-1], key=str.casefold), "Just a task"]
    french = {choice.key: choice for choice in queries.choices(session, "fr")}["sleep_diary"]
    assert french.title == "Journal de sommeil"
    assert (french.defaults.where, french.defaults.how_many, french.minutes) == ("dans la cuisine", 5, 3)


def test_a_caller_without_a_session_gets_the_same_definition(session: Session) -> None:
    library.install(session)
    identity = queries.current_revision(session, "sleep_diary")
    assert queries.definition_of(session, identity) is queries.known_definition(identity)
