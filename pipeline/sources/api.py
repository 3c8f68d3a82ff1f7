"""What other packages may use of the intake of files.

Everything else in `sources` is its own affair.
"""

from pipeline.sources.contract.codes import Code, read_codes
from pipeline.sources.contract.dates import DATE_FORMATS, TIMESTAMP_FORMATS
from pipeline.sources.contract.definition import Column, Source, Table
from pipeline.sources.contract.load import load_sources
from pipeline.sources.explaining.explain import Explanation
from pipeline.sources.explaining.explain_files import explain_files, open_shelf
from pipeline.sources.explaining.explain_sheet import HeadingReading, SheetReading
from pipeline.sources.keeping.file_list import FileEntry, list_files
from pipeline.sources.keeping.raw import RawColumn, RawTable, first_columns, place_columns
from pipeline.sources.keeping.raw_tables import raw_tables
from pipeline.sources.keeping.receipt import Receipt, current_submissions, read_receipts
from pipeline.sources.placing.authority import Authority, Gazetteer, load_gazetteer
from pipeline.sources.placing.year_in_name import format_year
from pipeline.sources.receiving.incoming import Instruction
from pipeline.sources.receiving.ingest import Order, ingest
from pipeline.sources.seed import read_seed

__all__ = [
    "DATE_FORMATS",
    "TIMESTAMP_FORMATS",
    "Authority",
    "Code",
    "Column",
    "Explanation",
    "FileEntry",
    "Gazetteer",
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
    "first_columns",
    "format_year",
    "ingest",
    "list_files",
    "load_gazetteer",
    "load_sources",
    "open_shelf",
    "place_columns",
    "raw_tables",
    "read_codes",
    "read_receipts",
    "read_seed",
]
