"""Signing in, joining, setting up, and one's own account."""
