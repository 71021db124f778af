"""A clinician's own away dates."""
