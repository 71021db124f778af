"""The clinician's desk: one folder per screen."""
