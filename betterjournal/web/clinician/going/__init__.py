"""A programme for one client: starting it, and what is still to come."""
