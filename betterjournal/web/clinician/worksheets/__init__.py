"""Every worksheet of the practice."""
