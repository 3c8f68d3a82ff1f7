"""Performance benchmarks: run by hand or nightly, never as timed tests. Ratios of two things in one run."""
