"""The clinician's own calendar: connecting it, whom its entries mean, and how it goes."""
