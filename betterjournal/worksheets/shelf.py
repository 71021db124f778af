"""The worksheets as staff browse them before using one."""

from dataclasses import dataclass

from betterjournal import access, database
from betterjournal.access import Actor
from betterjournal.errors import NotFound
from betterjournal.worksheets import fields, queries
from betterjournal.worksheets.views import SectionView


@dataclass(frozen=True)
class ShelfLine:
    """One worksheet in both languages."""

    key: str
    title_en: str
    title_fr: str
    purpose_en: str
    purpose_fr: str


@dataclass(frozen=True)
class ShelfView:
    lines: list[ShelfLine]


@dataclass(frozen=True)
class LeafView:
    """One worksheet, empty, in both languages; `id` is its key. `basis` says whose wording it is."""

    id: str
    title_en: str
    title_fr: str
    purpose_en: str
    purpose_fr: str
    english: list[SectionView]
    french: list[SectionView]
    minutes: int
    copyright: str
    basis: str


def shelf(actor: Actor) -> ShelfView:
    """Every worksheet in its newest revision."""
    access.reader(actor)
    with database.reading() as session:
        english, french = (queries.choices(session, language) for language in ("en", "fr"))
    other = {choice.key: choice for choice in french}
    return ShelfView([ShelfLine(c.key, c.title, other[c.key].title, c.purpose, other[c.key].purpose) for c in english])


def leaf(actor: Actor, key: str) -> LeafView:
    """One worksheet as a client meets it, empty; NotFound for a key there is none of."""
    access.reader(actor)
    with database.reading() as session:
        definition = queries.definition_of(session, queries.current_revision(session, key))
    if definition.key != key:
        raise NotFound

    def drawn(language: str) -> list[SectionView]:
        return fields.sections(definition, language, {}, {}, opened_after=True)

    return LeafView(
        id=key,
        title_en=definition.title.en,
        title_fr=definition.title.fr,
        purpose_en=definition.purpose.en,
        purpose_fr=definition.purpose.fr,
        english=drawn("en"),
        french=drawn("fr"),
        minutes=definition.defaults.minutes,
        copyright=definition.licence.copyright,
        basis=definition.licence.basis,
    )
