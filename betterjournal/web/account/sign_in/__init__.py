"""Sign in with email and password."""
