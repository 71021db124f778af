"""One client's file from one day to another, to take away."""
