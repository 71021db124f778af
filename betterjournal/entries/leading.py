"""Which answers change how other fields are drawn. Pure."""

from betterjournal.worksheets.definition import Definition, Field


def leads(definition: Definition) -> frozenset[str]:
    """The keys of fields that show, hide, compute, carry into or give rows to another; the rest change nothing."""
    return frozenset(name for field in definition.fields for name in _behind(field))


def _behind(field: Field) -> list[str]:
    found = [condition.field for condition in field.show_when]
    found += [field.carried_from, field.rows_of]
    found += [name.partition(".")[0] for name in (field.computed.of if field.computed else ())]
    if any(column.computed for column in field.columns):
        found.append(field.key)
    return [name for name in found if name]
