"""What a practice sees to before its first client: a list that its owner ticks or waives by name."""
