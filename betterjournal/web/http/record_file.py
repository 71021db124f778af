"""The record as a file: the same lines as on the page, a few hundred at a time, off the event loop."""

import csv
import io
import re
from collections.abc import AsyncIterator, Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

from betterjournal.access import Actor
from betterjournal.accounts import record, sessions
from betterjournal.accounts.record import RecordLine
from betterjournal.accounts.record_pages import Wanted
from betterjournal.audit import Act
from betterjournal.errors import NotFound, Problem, SignedOut
from betterjournal.web import routes
from betterjournal.web.http.entering import address, token
from betterjournal.web.pools import in_domain
from betterjournal.web.session import refusal
from betterjournal.web.wording import CATALOGUE, text

FIELDS = ("person", "act", "client", "since", "until")
COLUMNS = (
    "record.when",
    "record.who",
    "record.role",
    "record.what",
    "record.about",
    "record.reason",
    "record.result",
    "record.address",
)
# A spreadsheet takes what begins with one of these for a formula (SEC-23). In French it parts cells at semicolons.
FORMULA = re.compile(r"(^|[;,\t\r\n]\s*)(?=[=+\-@\t\r])")
# Without it a spreadsheet takes the file for another alphabet.
BYTE_ORDER = "\ufeff"
_HEADERS = {
    "content-disposition": 'attachment; filename="record.csv"',
    "cache-control": "no-store",
    "x-accel-buffering": "no",
}


async def record_file(request: Request) -> Response:
    """The owner's; to everybody else there is nothing here."""
    actor = await in_domain(sessions.resolve, token(request), act=True, address=address(request))
    if actor is None or actor.second_factor_needed:
        return RedirectResponse(routes.SIGN_IN, 303)
    wanted = Wanted(*(request.query_params.get(name, "") for name in FIELDS))
    try:
        pages = await in_domain(record.export, actor, wanted)
    except Problem as problem:
        await refusal(actor, problem, "record")
        missing = isinstance(problem, NotFound)
        return PlainTextResponse(text(actor.language, problem.key), 404 if missing else 400)
    return StreamingResponse(_written(request, actor, pages), media_type="text/csv; charset=utf-8", headers=_HEADERS)


async def _written(request: Request, actor: Actor, pages: Iterator[list[RecordLine]]) -> AsyncIterator[str]:
    """A file that nobody may have any more breaks off, as the browser then says: half of it is not all of it."""
    said = actor.language
    yield BYTE_ORDER + line([text(said, name) for name in COLUMNS])
    while page := await in_domain(next, pages, None):
        now = await in_domain(sessions.resolve, token(request), act=False)
        if now is None or not now.is_owner:
            raise SignedOut
        yield "".join(line(_cells(each, said)) for each in page)


def line(cells: list[str]) -> str:
    """One line of the file, with nothing in it that a spreadsheet would run."""
    written = io.StringIO()
    csv.writer(written).writerow([FORMULA.sub(r"\1'", cell) for cell in cells])
    return written.getvalue()


def _cells(line: RecordLine, language: str) -> list[str]:
    roles = ", ".join(_words(language, f"record.role_{role}", role) for role in line.roles)
    detail = _words(language, f"ready.{line.detail}", line.detail) if line.detail else ""
    what = _words(language, f"practice.act_{_name(line.act)}", line.act)
    result = text(language, "record.refused" if line.refused else "record.done")
    told = f"{what}: {detail}" if detail else what
    return [line.at.replace("T", " "), line.name, roles, told, line.about, line.reason, result, line.address]


def _name(act: str) -> str:
    known = {each.value: each.name.lower() for each in Act}
    return known.get(act, "")


def _words(language: str, key: str, otherwise: str) -> str:
    return text(language, key) if key in CATALOGUE else otherwise
