"""A clinician's own programmes."""
