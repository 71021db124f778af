"""Me: the client's own account."""
