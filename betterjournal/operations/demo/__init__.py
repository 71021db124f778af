"""The sample practice: its story, and what turns it into rows."""
