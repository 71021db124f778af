"""One worksheet, to look at before using it."""
