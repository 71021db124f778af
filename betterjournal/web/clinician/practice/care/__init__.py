"""Who has whom in their care, by name, and what happens when a clinician cannot work."""
