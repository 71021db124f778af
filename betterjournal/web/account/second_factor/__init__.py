"""The second factor of staff: a code to type, or one to set up."""
