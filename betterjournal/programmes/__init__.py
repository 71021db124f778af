"""Programmes: work in an order, built once by a clinician and sent step by step to a client."""
