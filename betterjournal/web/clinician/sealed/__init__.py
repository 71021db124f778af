"""One client's sealed records: asked for, looked at once more, fetched once."""
