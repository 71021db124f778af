"""The commands `audit verify` and `audit restored`: what they look at and what they say."""

from betterjournal import audit, database, heads
from betterjournal.access import Operator
from betterjournal.audit import Act
from betterjournal.changes import changing
from betterjournal.errors import CannotStart

_SHORTENED = """\
The audit record is whole in itself, {count} records, but it is not the one that was copied to the keyring:
{broken}.
Either somebody cut off its end and wrote it anew, or an older backup of the database was put back.
If you put one back, say so with: python -m betterjournal audit restored"""


def verify() -> tuple[bool, str]:
    """Whether the record is whole, and the words for it. One that is whole is copied to the keyring."""
    with database.reading() as session:
        count, broken = audit.verify(session)
        shortened = heads.compare(session)
    if broken:
        return False, f"The audit record is broken: {broken}"
    if shortened:
        return False, _SHORTENED.format(count=count, broken=shortened)
    heads.keep(again=True)
    return True, f"The audit record is whole: {count} records."


def restored() -> str:
    """Put on record that an older backup was restored, and begin to copy the head from there."""
    with database.reading() as session:
        broken = audit.verify(session)[1]
        shortened = heads.compare(session)
    if broken:
        raise CannotStart(f"The audit record is broken, and no backup explains that: {broken}")
    if shortened is None:
        return "The audit record continues what was copied to the keyring; there is nothing to say."
    with changing(Operator()) as change:
        change.record(Act.RECORD_RESTORED, kind=f"record {shortened.count} of {shortened.on}")
    heads.begin_anew()
    return "It is on record that an older backup was restored."
