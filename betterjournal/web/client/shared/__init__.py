"""What I shared, and who opened it on which day."""
