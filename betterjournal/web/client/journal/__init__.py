"""My pages: own writing and check-ins, private until shared."""
