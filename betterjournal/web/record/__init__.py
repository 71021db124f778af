"""The page inside a sealed record: drawn once, read elsewhere."""
