"""What a client writes: drafts, sharing, taking back, and the honest ends."""
