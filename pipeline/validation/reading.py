"""The files of a return, read by their contracts: a table is told by the file's name, else by its headings.

What belongs here: which files there are and what table each holds. What does not: forms of files (`sources`), and
whose and of when they are, which whoever validates says.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError, UsageError
from pipeline.sources.api import (
    NOT_UNDERSTOOD,
    Piece,
    Table,
    align,
    heading_key,
    holds_xml,
    match_headings,
    not_understood,
    open_sheets,
    read_head,
    read_xml,
    recognise,
)
from pipeline.validation.definition import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.sources.api import Recognised, Sheet, Source

_ENDINGS = {".csv", ".txt", ".tsv", ".gz", ".xlsx", ".xlsm", ".xls", ".ods", ".xml"}


@dataclass(frozen=True)
class ReadTable:
    """The rows of one table in one file.

    Attributes:
        table: Its contract.
        label: What a person calls it: the file's name without its ending.
        pieces: Its rows.
    """

    table: Table
    label: str
    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(piece.columns.num_rows for piece in self.pieces)


@dataclass
class Shelf:
    """What was read from some paths.

    Attributes:
        tables: The tables, in the order of the files.
        unread: What was not read.
        authorities: What XML headers state of the local authority.
    """

    tables: list[ReadTable] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    authorities: list[str] = field(default_factory=list)


def read_paths(paths: Sequence[Path], sources: Sequence[Source]) -> Shelf:
    """Read every file of some folders and files.

    Args:
        paths: Files, or folders whose own files are read (not those of folders within).
        sources: Whose tables there may be.

    Raises:
        UsageError: A path does not exist.
    """
    whole = Shelf()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for part in pool.map(lambda path: _read_path(path, sources), _files(paths)):
            whole.tables += part.tables
            whole.unread += part.unread
            whole.authorities += part.authorities
    return whole


def _read_path(path: Path, sources: Sequence[Source]) -> Shelf:
    shelf = Shelf()
    try:
        _read_file(path, sources, shelf)
    except RefusedError as refusal:
        shelf.unread.append(Unread(path.name, f"{refusal.message} {refusal.remedy}"))
    except NOT_UNDERSTOOD as error:
        shelf.unread.append(Unread(path.name, not_understood(error).message))
    except OSError as error:
        shelf.unread.append(Unread(path.name, f"It cannot be opened ({error.strerror})."))
    return shelf


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if _is_for_us(one))
        elif path.exists():
            yield path
        else:
            raise UsageError(f"There is no {path}.", remedy="Name the return's folder or files.")


def _is_for_us(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and path.suffix.lower() in _ENDINGS and not hidden


def _read_file(path: Path, sources: Sequence[Source], shelf: Shelf) -> None:
    if holds_xml(path):
        _read_xml_file(path, sources, shelf)
        return
    tables = [table for source in sources for table in source.tables]
    named = table_named(path.stem, tables)
    if named and not path.read_bytes()[:1024].strip():
        shelf.tables.append(ReadTable(named, path.stem, ()))
        return
    known = {key for table in tables for key in table.by_heading}
    sheets = open_sheets(path, is_known=lambda heading: heading_key(heading) in known)
    for sheet in sheets:
        label = sheet.name if len(sheets) > 1 else path.stem
        _read_sheet(sheet, label, tables, shelf)


def _read_sheet(sheet: Sheet, label: str, tables: Sequence[Table], shelf: Shelf) -> None:
    named = table_named(label, tables)
    recognised = (
        match_headings(sheet.headings, named)
        if named
        else recognise(sheet.headings, name=label, tables=tables)
    )
    pieces = tuple(_pieces(sheet, recognised))
    shelf.tables.append(ReadTable(recognised.table, label, pieces))
    shelf.unread += [
        Unread(label, f"Row {row.row_number}: {row.reason}")
        for piece in pieces
        for row in piece.refused
    ]


def _pieces(sheet: Sheet, recognised: Recognised) -> Iterator[Piece]:
    for batch in sheet.read():
        yield align(batch, recognised, rows_before=0)


def _read_xml_file(path: Path, sources: Sequence[Source], shelf: Shelf) -> None:
    head = read_head(path)
    roots = {heading_key(source.xml_root): source for source in sources if source.xml_root}
    source = roots.get(heading_key(head.root))
    if source is None:
        raise RefusedError(
            "The XML is not of the collection that is to be validated.",
            remedy="Name the collection that it is of with --collection.",
        )
    shelf.authorities += [head.lea] if head.lea else []
    tables = tuple(table for table in source.tables if table.xml_row)
    pieces: dict[str, list[Piece]] = {table.name: [] for table in tables}
    for piece in read_xml(path, tables, root=source.xml_root):
        pieces[piece.table.name].append(piece)
    shelf.tables += [
        ReadTable(table, table.file_name or table.name, tuple(pieces[table.name]))
        for table in tables
    ]


def table_named(name: str, tables: Sequence[Table]) -> Table | None:
    """Return the table that a file's name says it is, None when it says none of these.

    The whole name must be one of the table's: a longer one may be told by the headings.
    """
    key = heading_key(name)
    for table in tables:
        names = (table.file_name, table.name, table.title, *table.file_words)
        if key in {heading_key(one) for one in names if one}:
            return table
    return None
