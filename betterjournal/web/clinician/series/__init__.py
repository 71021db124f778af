"""A client's numbers over time."""
