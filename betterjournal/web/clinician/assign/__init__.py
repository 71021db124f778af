"""The composer: one piece of work for one client."""
