"""New keys while the server serves, and the master key on paper."""
