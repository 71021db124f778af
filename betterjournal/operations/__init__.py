"""What the operator runs: migrations, checks, the demo practice."""
