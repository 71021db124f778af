"""The numbers of one's own sheets over time."""
