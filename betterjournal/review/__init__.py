"""Looking at it together: the timeline and the decisions taken there."""
