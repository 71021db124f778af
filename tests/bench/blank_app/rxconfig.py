"""The blank app is built with the product's settings and none of its pages."""

import os

os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "0")

import reflex as rx
from reflex.plugins import SitemapPlugin

config = rx.Config(
    app_name="blank",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    state_manager_mode="memory",
    cors_allowed_origins=[os.environ.get("BLANK_URL") or "http://localhost:8000"],
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[rx.plugins.TailwindV4Plugin()],
    disable_plugins=[SitemapPlugin],
)
