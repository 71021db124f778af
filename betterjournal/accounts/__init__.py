"""People: the practice, its staff, its clients, and how they sign in."""
