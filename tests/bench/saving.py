"""One tab on a work page whose one field is saved again and again, as the page's own keeper would."""

from typing import Any
from uuid import uuid4

from tests.bench.handlers import SAVE
from tests.bench.product import Writer
from tests.bench.seed import PATH
from tests.bench.wire import Delta, Wire, var


class Saving:
    """Keeps the version it writes over; `acknowledged` are the last words the server said it kept."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.saves, self.version, self.acknowledged = 0, 0, ""
        self._name = uuid4().hex

    async def open(self, tab: Wire) -> None:
        """Load the work page and find the version to write over."""
        self.version = _version(await tab.open(self.writer.work))

    async def save(self, tab: Wire) -> None:
        """New words, to the acknowledgement."""
        seq = self.saves + 1
        words = f"Line {seq} of {self._name}: it was easier than I thought."
        where = {"entry": self.writer.entry_id, "field": PATH}
        await tab.send(SAVE, self.writer.work, **where, value=words, base=self.version, writer=self._name, seq=seq)
        _, version, verdict = _answer(await tab.until(lambda delta: var(delta, "ack") is not None))
        if verdict != "saved":
            raise RuntimeError(f"a save was answered {verdict!r}")
        self.saves, self.version, self.acknowledged = seq, version, words


def _answer(delta: Delta) -> tuple[int, int, str]:
    seq, version, verdict = var(delta, "ack")["fields"][PATH]
    return seq, version, verdict


def _version(seen: Any) -> int:
    """The version of the field somewhere in the page's view."""
    if isinstance(seen, dict) and seen.get("key") == PATH and "version" in seen:
        return int(seen["version"])
    inner = seen.values() if isinstance(seen, dict) else seen if isinstance(seen, list) else ()
    return max((_version(each) for each in inner), default=0)
