"""Worksheets: the forms of the practice, their immutable revisions, and the rules their answers keep."""
