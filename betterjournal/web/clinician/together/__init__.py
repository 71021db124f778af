"""The in-the-room view: one assignment filled in together."""
