"""The whole of a country, one local authority at a time: simulated, shown as extracts, written, answered."""
