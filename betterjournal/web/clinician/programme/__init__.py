"""One programme: its steps and their order."""
