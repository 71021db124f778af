"""Plain HTTP routes beside the pages."""

from starlette.routing import BaseRoute, Route

from betterjournal.web import routes as paths
from betterjournal.web.http.auth import auth_routes
from betterjournal.web.http.coming_back import coming_back_routes
from betterjournal.web.http.device_key import device_key, device_key_gone
from betterjournal.web.http.health import health
from betterjournal.web.http.help_now import help_now
from betterjournal.web.http.own_event import own_event_file
from betterjournal.web.http.paper import paper_routes
from betterjournal.web.http.passkeys import passkey_routes
from betterjournal.web.http.phone import phone_routes
from betterjournal.web.http.proving import proving_routes
from betterjournal.web.http.record_file import record_file
from betterjournal.web.http.robots import robots
from betterjournal.web.http.sealed import sealed_routes
from betterjournal.web.http.unlocking import unlocking_routes


def routes() -> list[BaseRoute]:
    """Every plain route of the product."""
    return [
        Route("/health", health),
        Route("/robots.txt", robots),
        Route("/help-now", help_now),
        Route("/device-key", device_key),
        Route("/device-key/gone", device_key_gone),
        Route(paths.RECORD_FILE, record_file),
        Route(paths.OWN_EVENT_FILE, own_event_file, methods=["POST"]),
        *auth_routes(),
        *coming_back_routes(),
        *paper_routes(),
        *passkey_routes(),
        *phone_routes(),
        *sealed_routes(),
        *proving_routes(),
        *unlocking_routes(),
    ]
