"""Betterjournal: between-session therapy work for small practices."""

__version__ = "0.1.0"
