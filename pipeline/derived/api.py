"""What other packages may use of the files written from contracts."""

from pipeline.derived.write import Drift, derived_files, find_drift, write_derived

__all__ = ["Drift", "derived_files", "find_drift", "write_derived"]
