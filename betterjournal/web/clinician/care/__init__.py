"""Who reads for one client: shown to whoever answers for them, and settled there."""
