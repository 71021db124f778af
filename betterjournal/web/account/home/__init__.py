"""What this site is."""
