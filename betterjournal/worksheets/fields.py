"""Turns a definition and the answers so far into fields to draw, in one language."""

from collections.abc import Mapping
from functools import cached_property

from betterjournal.worksheets import computed, conditions, figures, rows, showing
from betterjournal.worksheets.definition import Definition, Field, Section
from betterjournal.worksheets.question import Column, Language
from betterjournal.worksheets.views import CellView, ColumnView, FieldView, RowView, SectionView

_SCALES = {(0.0, 10.0, 1.0): "scale_10", (0.0, 100.0, 1.0): "scale_100"}


def fields(
    definition: Definition,
    language: Language,
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
    language: Language,
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


def example(definition: Definition, language: Language) -> list[SectionView]:
    """The filled example, to read; [] where the worksheet has none."""
    answers = (definition.example or {}).get(language)
    return sections(definition, language, answers, {}, opened_after=True, reading=True) if answers else []


class _Page:
    """One worksheet with its answers, while it is drawn."""

    def __init__(
        self,
        definition: Definition,
        language: Language,
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
        question = self._column(field)
        columns = {one.key: self._column(one) for one in field.columns if not _hidden(one)}
        drawn = self._rows(field, columns)
        value = self._value(field, drawn)
        fewest, most = _row_limits(field, len(drawn))
        return FieldView(
            key=field.key,
            kind=question.kind,
            label=self.prompt if field.takes_prompt and self.prompt else question.label,
            help=field.help.to(self.language),
            value=value,
            chosen=_chosen(field, value),
            low=question.low,
            high=question.high,
            minimum=field.minimum,
            maximum=field.maximum,
            step=field.step,
            unit=question.unit,
            options=question.options,
            columns=list(columns.values()),
            rows=drawn,
            minimum_rows=fewest,
            maximum_rows=most,
            locked=self.reading or (section.part == "before" and self.opened_after),
            carried=self._carried(field),
            version=self.versions.get(field.key, 0),
            shown=self._shown(field, value),
            visible=self._visible(section, field, drawn),
            required=field.required,
            part=section.part,
            section=section.key,
        )

    def _column(self, column: Column) -> ColumnView:
        return ColumnView(
            key=column.key,
            kind=_drawing_kind(column),
            label=column.label.to(self.language),
            low=column.low.to(self.language),
            high=column.high.to(self.language),
            minimum=column.minimum,
            maximum=column.maximum,
            step=column.step,
            unit=column.unit.to(self.language),
            options=showing.options(column, self.language),
        )

    def _rows(self, field: Field, columns: dict[str, ColumnView]) -> list[RowView]:
        if field.kind != "rows":
            return []
        found = rows.ids(self.definition, field, self.answers)
        if self.reading and not field.rows_of:
            found = [row for row in found if rows.holds(field.key, row, self.answers)]
        return [self._row(field, row, columns) for row in found]

    def _row(self, field: Field, row: str, columns: dict[str, ColumnView]) -> RowView:
        found = figures.of_row(field, row, self.answers)
        cells = []
        for column in field.columns:
            if column.key in columns:
                value, shown = self._cell(field, row, column, found)
                path = rows.cell(field.key, row, column.key)
                cells.append(CellView(path, columns[column.key], value, shown))
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
        if field.key not in self.asked or _hidden(field) or (field.rows_of and not drawn):
            return False
        if section.part != "after" or self.opened_after:
            return True
        begun = any(conditions.answered(self.definition, one, self.answers) for one in section.fields)
        return self.reading and begun


def _row_limits(field: Field, drawn: int) -> tuple[int, int]:
    """Rows of other rows are as many as those, so nothing can be added or removed."""
    if field.rows_of:
        return drawn, drawn
    return (field.minimum_rows, field.maximum_rows) if field.kind == "rows" else (0, 0)


def _chosen(field: Field, value: str) -> list[str]:
    """The options chosen; own words in an open choice are the value itself."""
    known = {option.value for option in field.options}
    picked = conditions.chosen(field.kind, value) if known else []
    return [item for item in picked if item in known]


def _hidden(column: Column) -> bool:
    return column.computed is not None and column.computed.hidden


def _drawing_kind(column: Column) -> str:
    """A scale is drawn by its ends: 0-10 and 0-100 have controls of their own."""
    ends = (column.minimum or 0.0, column.maximum or 0.0, column.step or 0.0)
    return _SCALES.get(ends, "scale") if column.kind == "scale" else column.kind
