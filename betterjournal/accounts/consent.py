"""What a client agrees to before anything is stored; the words stand in the catalogue as `join.consent.<topic>`."""

VERSION = 1
TOPICS = ("use", "storage", "who_reads", "telling", "not_watched", "file", "kept_how_long", "withdraw")
