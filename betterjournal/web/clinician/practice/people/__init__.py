"""The people who work here: invited, given roles, disabled, helped back in."""
