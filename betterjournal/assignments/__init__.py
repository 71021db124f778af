"""Work set for a client: the assignment, its plan and what the client makes of it."""
