"""The owner's section about who did what."""
