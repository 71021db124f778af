"""The web: the only importer of Reflex."""
