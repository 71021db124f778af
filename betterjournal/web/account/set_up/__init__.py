"""The first start of a practice."""
