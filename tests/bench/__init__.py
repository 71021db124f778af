"""The benchmarks of `make bench`: the product against the framework's own floor, both measured in the same run."""
