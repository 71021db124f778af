"""What I keep: takeaways and decisions."""
