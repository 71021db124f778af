"""The appointment as the clock: when the next one is, and the reading window it opens."""
