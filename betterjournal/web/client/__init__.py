"""The client's room: today, the work itself, their own pages, and what they keep."""
