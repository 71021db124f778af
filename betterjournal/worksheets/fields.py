"""Turns a definition and the answers so far into fields to draw, in one language."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from betterjournal.worksheets import computed, conditions, figures, rows, showing
from betterjournal.worksheets.definition import Definition, Field, Section
from betterjournal.worksheets.drawing import hidden, unanswered
from betterjournal.worksheets.question import Column
from betterjournal.worksheets.views import CellView, ColumnView, FieldView, RowView, SectionView


def fields(
    definition: Definition,
    language: str,
    answers: Mapping[str, str],
    versions: Mapping[str, int],
    *,
    prompt: str = "",
    opened_after: bool = False,
    reading: bool = False,
) -> list[FieldView]:
    """Every field in order, also those not visible now: their words are kept until sharing.

    `prompt` is the clinician's own question for this assignment. `opened_after` opens the after part and
    locks the before part. `reading` locks everything and leaves out rows that hold nothing.
    """
    page = _Page(definition, language, answers, versions, prompt, opened_after, reading)
    return [page.field(section, field) for section in definition.sections for field in section.fields]


def sections(
    definition: Definition,
    language: str,
    answers: Mapping[str, str],
    versions: Mapping[str, int],
    *,
    prompt: str = "",
    opened_after: bool = False,
    reading: bool = False,
) -> list[SectionView]:
    """The same fields, card by card."""
    page = _Page(definition, language, answers, versions, prompt, opened_after, reading)
    return [page.section(section) for section in definition.sections]


def as_read(definition: Definition, language: str, answers: Mapping[str, str], prompt: str = "") -> list[SectionView]:
    """What is shared, as whoever may open it reads it."""
    return sections(definition, language, answers, {}, prompt=prompt, opened_after=True, reading=True)


def example(definition: Definition, language: str) -> list[SectionView]:
    """The filled example, to read; [] where the worksheet has none."""
    written = (definition.example or {}).items()
    answers = next((answers for name, answers in written if name == language), None)
    return as_read(definition, language, answers) if answers else []


class _Page:
    """One worksheet with its answers, while it is drawn."""

    def __init__(
        self,
        definition: Definition,
        language: str,
        answers: Mapping[str, str],
        versions: Mapping[str, int],
        prompt: str,
        opened_after: bool,
        reading: bool,
    ) -> None:
        self.definition, self.language, self.answers, self.versions = definition, language, answers, versions
        self.prompt, self.opened_after, self.reading = prompt.strip(), opened_after, reading

    @cached_property
    def asked(self) -> frozenset[str]:
        return conditions.asked(self.definition, self.answers)

    @cached_property
    def totals(self) -> figures.Figures:
        return figures.of_fields(self.definition, self.answers, self.asked)

    def section(self, section: Section) -> SectionView:
        title, words = section.title.to(self.language), section.help.to(self.language)
        drawn = [self.field(section, field) for field in section.fields]
        return SectionView(section.key, title, words, drawn)

    def field(self, section: Section, field: Field) -> FieldView:
        empty = unanswered(field, self.language)
        drawn = self._rows(field, empty.columns)
        value = self._value(field, drawn)
        return replace(
            empty,
            label=self.prompt if field.takes_prompt and self.prompt else empty.label,
            value=value,
            chosen=_chosen(field, value),
            rows=drawn,
            minimum_rows=len(drawn) if field.rows_of else empty.minimum_rows,
            maximum_rows=len(drawn) if field.rows_of else empty.maximum_rows,
            locked=self.reading or (section.part == "before" and self.opened_after),
            carried=self._carried(field),
            version=self.versions.get(field.key, 0),
            shown=self._shown(field, value),
            visible=self._visible(section, field, drawn),
        )

    def _rows(self, field: Field, columns: list[ColumnView]) -> list[RowView]:
        if field.kind != "rows":
            return []
        found = rows.ids(self.definition, field, self.answers)
        if self.reading and not field.rows_of:
            found = [row for row in found if rows.holds(field.key, row, self.answers)]
        return [self._row(field, row, columns) for row in found]

    def _row(self, field: Field, row: str, columns: list[ColumnView]) -> RowView:
        found = figures.of_row(field, row, self.answers)
        cells = []
        for view in columns:
            column = field.column(view.key)
            if column:
                value, shown = self._cell(field, row, column, found)
                path = rows.cell(field.key, row, view.key)
                cells.append(CellView(path, view, value, shown, self.versions.get(path, 0)))
        return RowView(row, cells)

    def _cell(self, field: Field, row: str, column: Column, found: figures.Figures) -> tuple[str, str]:
        """The value of a cell, and the same in words."""
        if column.computed:
            return figures.plain(found.get(column.key)), self._figure(column, found)
        question, rows_key, key = column, field.key, column.key
        source = self.definition.field(field.rows_of) if column.kind == "carried" else None
        if source:
            rows_key, key = source.key, column.carried_from
            question = source.column(key) or column
        value = self.answers.get(rows.cell(rows_key, row, key), "")
        return value, showing.shown(question, value, self.language)

    def _value(self, field: Field, drawn: list[RowView]) -> str:
        """For rows, the order as drawn: what adding or removing one starts from."""
        if field.kind == "rows":
            return rows.order([row.id for row in drawn])
        if field.computed:
            return figures.plain(self.totals.get(field.key))
        return self.answers.get(field.key, "")

    def _shown(self, field: Field, value: str) -> str:
        if field.computed:
            return self._figure(field, self.totals)
        return "" if field.kind == "rows" else showing.shown(field, value, self.language)

    def _figure(self, column: Column, found: figures.Figures) -> str:
        """A computed value in words, or the doubt about it."""
        if column.computed is None:
            return ""
        value = found.get(column.key)
        if value is not None and computed.in_doubt(column.computed, value):
            return column.computed.doubt.to(self.language)
        return showing.sentence(column.computed, found, column.key, self.language)

    def _carried(self, field: Field) -> str:
        source = self.definition.field(field.carried_from)
        return showing.shown(source, self.answers.get(source.key, ""), self.language) if source else ""

    def _visible(self, section: Section, field: Field, drawn: list[RowView]) -> bool:
        if field.key not in self.asked or hidden(field) or (field.rows_of and not drawn):
            return False
        if section.part != "after" or self.opened_after:
            return True
        begun = any(conditions.answered(self.definition, one, self.answers) for one in section.fields)
        return self.reading and begun


def _chosen(field: Field, value: str) -> list[str]:
    """The options chosen; own words in an open choice are the value itself."""
    known = {option.value for option in field.options}
    picked = conditions.chosen(field.kind, value) if known else []
    return [item for item in picked if item in known]
