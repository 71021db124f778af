"""One client's page: the timeline, the appointment, looking at work together."""
