"""Today: one obvious first thing."""
