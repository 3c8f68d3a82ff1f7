"""What other packages may use of the intake of files.

Everything else in `sources` is its own affair.
"""

from pipeline.sources.contract.definition import Source, Table
from pipeline.sources.contract.load import load_sources
from pipeline.sources.file_list import FileEntry, list_files
from pipeline.sources.incoming import Instruction
from pipeline.sources.ingest import Order, ingest
from pipeline.sources.raw import RawColumn, RawTable
from pipeline.sources.raw_tables import raw_tables
from pipeline.sources.receipt import Receipt, current_submissions, read_receipts

__all__ = [
    "FileEntry",
    "Instruction",
    "Order",
    "RawColumn",
    "RawTable",
    "Receipt",
    "Source",
    "Table",
    "current_submissions",
    "ingest",
    "list_files",
    "load_sources",
    "raw_tables",
    "read_receipts",
]
