"""What a client keeps, on paper."""
