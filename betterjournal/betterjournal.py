"""Assembles the Reflex app: pages, wording of errors, guard, pushes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx

from betterjournal import clock, settings
from betterjournal.operations import housekeeping, landing
from betterjournal.web import letters
from betterjournal.web.first_frame import first_frame
from betterjournal.web.live import Pusher
from betterjournal.web.pages import add_pages
from betterjournal.web.pools import in_domain
from betterjournal.web.serving.cookies import cookie_name
from betterjournal.web.serving.following import follow_calendars
from betterjournal.web.serving.guard import Guard
from betterjournal.web.serving.order import keep_order
from betterjournal.web.serving.tabs import Tabs
from betterjournal.web.session import failed_outside
from betterjournal.web.theme import HTML_LANGUAGE, STYLESHEETS, head

HOUR, LANDING = 3600.0, 15.0

app = rx.App(
    html_lang=HTML_LANGUAGE,
    stylesheets=STYLESHEETS,
    head_components=head(),
    # Tailwind brings the same.
    reset_style=False,
    toaster=None,
    # Without Reflex's own overlay: its notices are English, and ours stand in the page's status region.
    app_wraps={},
    hydrate_fallback=first_frame(),
    frontend_exception_handler=failed_outside,
    backend_exception_handler=failed_outside,
)
add_pages(app)
tabs = Tabs(app)
app.add_middleware(Guard(tabs, cookie_name(settings.load().secure)))


@asynccontextmanager
async def pushes() -> AsyncIterator[None]:
    """Follow announcements for as long as the server runs, each tab's events in their order."""
    keep_order(app.event_processor)
    with Pusher(app, tabs):
        yield


app.register_lifespan_task(pushes)


async def tidies() -> None:
    """Look every hour whether today's housekeeping is done."""
    while True:
        await in_domain(housekeeping.tidy)
        await asyncio.sleep(HOUR)


app.register_lifespan_task(tidies)


async def lands() -> None:
    """Send what appointments send by themselves and the morning mail, tell open pages what landed since the last look,
    and let go of what was deleted."""
    told, deleted = clock.now(), {}
    while True:
        await asyncio.sleep(LANDING)
        await in_domain(landing.release)
        told = await in_domain(landing.announce, told)
        deleted = await in_domain(landing.let_go, deleted)
        await in_domain(landing.send_digest, letters.digest)


app.register_lifespan_task(lands)
app.register_lifespan_task(follow_calendars)
