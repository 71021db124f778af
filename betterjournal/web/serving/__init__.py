"""Serving: builds the front end, stands in front of it and runs it."""
