"""What other packages may use of the intake of files.

Everything else in `sources` is its own affair.
"""

from pipeline.sources.ingest import ingest
from pipeline.sources.raw import RawColumn, RawTable
from pipeline.sources.raw_tables import raw_tables
from pipeline.sources.receipt import Receipt, current_submissions, read_receipts

__all__ = [
    "RawColumn",
    "RawTable",
    "Receipt",
    "current_submissions",
    "ingest",
    "raw_tables",
    "read_receipts",
]
