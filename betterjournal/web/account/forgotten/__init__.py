"""Asking for a mailed link."""
