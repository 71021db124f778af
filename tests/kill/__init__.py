"""Kills whatever stands between a sentence and the server, while it is written, and counts what is lost."""
