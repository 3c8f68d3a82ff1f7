"""What other packages may use of linkage. Everything else in `linkage` is its own affair."""

from pipeline.linkage.candidates import Linkage, find_candidates, write_candidates
from pipeline.linkage.splink_model import require_splink

__all__ = ["Linkage", "find_candidates", "require_splink", "write_candidates"]
