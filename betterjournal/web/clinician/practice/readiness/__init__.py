"""The owner's section about what to see to before the first client."""
