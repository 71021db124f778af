"""The work page: does it still fit, the fields, and the honest ends."""
