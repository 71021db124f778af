"""The owner's page: settings and the record of who did what."""
