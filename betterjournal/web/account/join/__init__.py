"""A client joins: what to know, then a way in."""
