"""The whole ASGI application, from the gate in front to the pages at the back; granian calls `create`."""

from reflex_base.environment import environment
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from betterjournal import live, settings, vault
from betterjournal.web.http import routes
from betterjournal.web.serving import build, logs
from betterjournal.web.serving.failing import Failing, pass_on
from betterjournal.web.serving.frontend import Frontend
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers


def create() -> ASGIApp:
    """Build the application of one worker."""
    wishes = settings.load()
    logs.configure(wishes.log_format)
    vault.prepare(wishes)
    if wishes.redis_url:
        live.join(wishes.redis_url)
    environment.REFLEX_SKIP_COMPILE.set(True)
    from betterjournal.betterjournal import app

    pages = Mount("/", Frontend(build.current(), app.router, wishes.public_url))
    _beside(app._api, pages)
    gate = Gate(app(), wishes.public_url, wishes.trusted_proxies)
    return Headers(Failing(gate), wishes.public_url)


def _beside(api: Starlette | None, pages: Mount) -> None:
    if api is None:
        raise RuntimeError("the Reflex app has no routes")
    # Of Reflex's own routes only the socket stays: its ping, health and upload answer anybody.
    api.routes[:] = [route for route in api.routes if getattr(route, "path", "") == "/_event"]
    api.routes.extend([*routes(), pages])
    api.add_exception_handler(Exception, pass_on)
