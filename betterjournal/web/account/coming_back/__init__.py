"""Choosing a new way in."""
