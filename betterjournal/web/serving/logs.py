"""Configures logging so that no payload, cookie or clinical word reaches it."""

import json
import logging
import traceback
from types import TracebackType

_OURS = "betterjournal"


class Redacted(logging.Formatter):
    """Keeps our own messages whole; of a library's only where it was said, of an exception type and lines.

    Reflex and its socket library put event payloads and Cookie headers into messages and exception texts.
    """

    def __init__(self, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        parts = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "where": record.name,
            "what": self._what(record),
        }
        return json.dumps(parts) if self._as_json else "{at} {level} {where}: {what}".format(**parts)

    def _what(self, record: logging.LogRecord) -> str:
        ours = record.name.split(".")[0] == _OURS or record.name.startswith("_granian")
        said = record.getMessage() if ours else f"{record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            said += " " + _where_from(record.exc_info[1])
        return said


def configure(log_format: str) -> None:
    """One handler on the root for everything; the access log stays off: it would tell when a client writes."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacted(log_format == "json"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("alembic", "fontTools", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # A logger without a level gets a handler of the library's own, past the redaction.
    for chatty in ("engineio.server", "socketio.server"):
        logging.getLogger(chatty).setLevel(logging.ERROR)


def _where_from(problem: BaseException) -> str:
    chain = [f"{type(problem).__name__} at {_lines(problem.__traceback__)}"]
    cause = problem.__cause__ or problem.__context__
    if cause is not None:
        chain.append(f"from {_where_from(cause)}")
    return " ".join(chain)


def _lines(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-4:]
    return " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames)
