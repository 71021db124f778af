"""One assignment on paper."""
