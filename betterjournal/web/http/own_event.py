"""Makes a client the file of one event for their own calendar. Nothing of it is kept here."""

from starlette.requests import Request
from starlette.responses import Response

from betterjournal import clock
from betterjournal.calendars import own_event
from betterjournal.errors import Invalid, NotFound, Refused
from betterjournal.web import routes
from betterjournal.web.http.entering import signed_in_here
from betterjournal.web.http.posted import Fields, Form, onward, told
from betterjournal.web.wording import text

_HEADERS = {"content-disposition": 'attachment; filename="note.ics"', "cache-control": "no-store"}


@Form(routes.SIGN_IN)
async def own_event_file(request: Request, given: Fields) -> Response:
    """A post, so that no day and no hour stands in an address, and only a page of ours can ask for it."""
    actor = await signed_in_here(request)
    if actor.client_id is None or actor.second_factor_needed:
        raise NotFound
    chosen, today = given.one("calendar_line"), clock.today(actor.time_zone)
    try:
        at = own_event.typed(given.one("calendar_on"), given.one("calendar_at"), today)
    except Invalid as problem:
        # The field it belongs to is folded there: it is told to the page.
        return await told(onward(routes.TODAY), routes.TODAY, Refused(problem.key, **problem.values), {})
    line = text(actor.language, f"own_event.{chosen if chosen in own_event.LINES else own_event.LINES[0]}")
    file = own_event.own_event(line, at, today, rings=given.one("calendar_rings") == "on")
    return Response(file, media_type="text/calendar; charset=utf-8", headers=_HEADERS)
