"""The owner's way to each client's sealed records: names and nothing else."""
