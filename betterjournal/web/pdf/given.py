"""What somebody gave, on paper: the same lines as on the page."""

from betterjournal.review.views import ReturnedView
from betterjournal.web.pdf.said import UNSET, Said
from betterjournal.web.pdf.sheet import ASIDE, INDENT, STRONG, Sheet
from betterjournal.worksheets.views import FieldView

# More columns than this are too narrow for a word: then each row is told field by field.
MOST_COLUMNS = 7
PLAN = ("when", "where", "first_step")


def marks(sheet: Sheet, said: Said, row: ReturnedView, first_name: str) -> None:
    """What stands above the words."""
    if row.bring:
        sheet.say(said.say("client.bring", name=first_name), STRONG)
    if row.smallest:
        sheet.say(said.say("client.smallest_done"), ASIDE)
    if row.marked_by:
        sheet.say(said.say("paper.marked", name=row.marked_by), ASIDE)
    if row.together_on:
        sheet.say(said.say("together.mark", name=row.together_with, date=said.day(row.together_on)), ASIDE)
    if row.settled_on:
        told = "look.was_let_go" if row.place == "let_go" else "look.looked_at"
        sheet.say(said.say(told, day=said.day(row.settled_on)), ASIDE)


def words_of(sheet: Sheet, said: Said, row: ReturnedView) -> None:
    """Everything the client gave, as it was given."""
    for name in row.barriers:
        sheet.say(f"• {said.say(f'work.barrier_{name}')}", indent=INDENT)
    if row.way:
        sheet.say(said.say(f"work.way_{row.way}"), indent=INDENT)
    if row.kind == "check_in":
        sheet.say(said.numbers(row), indent=INDENT)
    sheet.say(row.words, indent=INDENT)
    for section in row.sections:
        shown = [field for field in section.fields if field.visible and field.kind != "text"]
        if shown:
            sheet.say(section.title, STRONG, indent=INDENT)
        for field in shown:
            _field(sheet, said, field)


def plan(sheet: Sheet, said: Said, row: ReturnedView, first_name: str) -> None:
    """The client's own plan, where they changed the clinician's."""
    lines = [(said.say(f"client.plan_{name}"), getattr(row, name)) for name in PLAN if getattr(row, name)]
    if not lines and not row.sureness:
        return
    sheet.say(said.say("client.own_plan", name=first_name), ASIDE, indent=INDENT)
    for name, words in lines:
        sheet.pair(name, words, indent=2 * INDENT)
    if row.sureness:
        sheet.say(said.say("client.sureness", number=row.sureness), ASIDE, indent=2 * INDENT)


def _field(sheet: Sheet, said: Said, field: FieldView) -> None:
    if field.kind != "rows":
        if field.carried:
            sheet.say(field.label, ASIDE, indent=INDENT)
            sheet.pair(said.say("field.earlier"), field.carried, indent=2 * INDENT)
        sheet.pair(
            "" if field.carried else field.label,
            field.shown or said.say("field.blank"),
            is_quiet=not field.shown,
            indent=INDENT,
        )
        return
    sheet.say(field.label, ASIDE, indent=INDENT)
    if field.rows and len(field.columns) <= MOST_COLUMNS:
        cells = [[cell.shown or UNSET for cell in row.cells] for row in field.rows]
        sheet.table([column.label for column in field.columns], cells, [1] * len(field.columns))
    else:
        for row in field.rows:
            told = [f"{cell.column.label}{said.colon} {cell.shown}" for cell in row.cells if cell.shown]
            sheet.say(" · ".join(told) or UNSET, indent=INDENT)
