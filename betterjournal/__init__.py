"""Betterjournal: between-session therapy work for small practices."""

from betterjournal import clock as clock  # chooses the list of time zones, before anybody asks for one

__version__ = "0.1.0"
