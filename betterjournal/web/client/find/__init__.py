"""One's own words, found again."""
