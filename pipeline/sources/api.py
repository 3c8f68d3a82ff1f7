"""What other packages may use of the intake of files.

Everything else in `sources` is its own affair.
"""

from pipeline.sources.contract.definition import Source, Table
from pipeline.sources.contract.load import load_sources
from pipeline.sources.explain import Explanation
from pipeline.sources.explain_files import explain_files, open_shelf
from pipeline.sources.explain_sheet import HeadingReading, SheetReading
from pipeline.sources.file_list import FileEntry, list_files
from pipeline.sources.incoming import Instruction
from pipeline.sources.ingest import Order, ingest
from pipeline.sources.raw import RawColumn, RawTable
from pipeline.sources.raw_tables import raw_tables
from pipeline.sources.receipt import Receipt, current_submissions, read_receipts

__all__ = [
    "Explanation",
    "FileEntry",
    "HeadingReading",
    "Instruction",
    "Order",
    "RawColumn",
    "RawTable",
    "Receipt",
    "SheetReading",
    "Source",
    "Table",
    "current_submissions",
    "explain_files",
    "ingest",
    "list_files",
    "load_sources",
    "open_shelf",
    "raw_tables",
    "read_receipts",
]
