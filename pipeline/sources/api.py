"""What other packages may use of the intake of files.

Everything else in `sources` is its own affair. What takes in or explains files is imported when it is first asked for:
a command that does neither starts sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.sources.contract.codes import Code, read_codes
from pipeline.sources.contract.dates import DATE_FORMATS, DATE_FORMATS_OF_TEN, TIMESTAMP_FORMATS
from pipeline.sources.contract.definition import Column, Source, Table, heading_key
from pipeline.sources.contract.load import load_sources
from pipeline.sources.formats.definition import Piece, Sheet
from pipeline.sources.formats.kind import holds_xml
from pipeline.sources.formats.tabular import open_sheets
from pipeline.sources.formats.xml.head import read_head
from pipeline.sources.formats.xml.read import read_xml
from pipeline.sources.keeping.raw import RawColumn, RawTable, first_columns, place_columns
from pipeline.sources.keeping.raw_tables import raw_tables
from pipeline.sources.keeping.receipt import Receipt, current_submissions, read_receipts
from pipeline.sources.matching.align import align
from pipeline.sources.matching.reading import NOT_UNDERSTOOD, not_understood
from pipeline.sources.matching.recognise import Recognised, match_headings, recognise
from pipeline.sources.placing.authority import Authority, Gazetteer, load_gazetteer
from pipeline.sources.placing.year_in_name import find_years, format_year
from pipeline.sources.seed import read_seed

if TYPE_CHECKING:
    from pipeline.sources.explaining.explain import Explanation
    from pipeline.sources.explaining.explain_files import explain_files, open_shelf
    from pipeline.sources.explaining.explain_sheet import HeadingReading, SheetReading
    from pipeline.sources.keeping.file_list import FileEntry, list_files
    from pipeline.sources.receiving.incoming import Instruction
    from pipeline.sources.receiving.ingest import Order, ingest

__all__ = [
    "DATE_FORMATS",
    "DATE_FORMATS_OF_TEN",
    "NOT_UNDERSTOOD",
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
    "Piece",
    "RawColumn",
    "RawTable",
    "Receipt",
    "Recognised",
    "Sheet",
    "SheetReading",
    "Source",
    "Table",
    "align",
    "current_submissions",
    "explain_files",
    "find_years",
    "first_columns",
    "format_year",
    "heading_key",
    "holds_xml",
    "ingest",
    "list_files",
    "load_gazetteer",
    "load_sources",
    "match_headings",
    "not_understood",
    "open_sheets",
    "open_shelf",
    "place_columns",
    "raw_tables",
    "read_codes",
    "read_head",
    "read_receipts",
    "read_seed",
    "read_xml",
    "recognise",
]

_LATE = {
    "Explanation": "pipeline.sources.explaining.explain",
    "FileEntry": "pipeline.sources.keeping.file_list",
    "HeadingReading": "pipeline.sources.explaining.explain_sheet",
    "Instruction": "pipeline.sources.receiving.incoming",
    "Order": "pipeline.sources.receiving.ingest",
    "SheetReading": "pipeline.sources.explaining.explain_sheet",
    "explain_files": "pipeline.sources.explaining.explain_files",
    "ingest": "pipeline.sources.receiving.ingest",
    "list_files": "pipeline.sources.keeping.file_list",
    "open_shelf": "pipeline.sources.explaining.explain_files",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for late."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)
