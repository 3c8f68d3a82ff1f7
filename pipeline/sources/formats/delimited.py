"""Delimited text as a sheet: its delimiter, its heading line, its rows when asked for.

What belongs here: what the first records tell. What does not: encodings, the rows themselves (`rows`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.formats.ahead import read_ahead
from pipeline.sources.formats.blocks import BLOCK_BYTES, read_blocks, skip, take
from pipeline.sources.formats.definition import Sheet
from pipeline.sources.formats.encoding import find_encoding, last_line_end, utf8_blocks
from pipeline.sources.formats.headings import REACH, find_heading_line, is_filled
from pipeline.sources.formats.layout import Layout
from pipeline.sources.formats.records import RecordReader
from pipeline.sources.formats.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.sources.formats.definition import RowBatch
    from pipeline.sources.formats.encoding import Encoding
    from pipeline.sources.formats.headings import HeadingLine
    from pipeline.sources.formats.records import Record

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_HEAD_BYTES = 2**20


@dataclass(frozen=True)
class _Reading:
    """The beginning of a text, as one delimiter parts it."""

    delimiter: str
    line: HeadingLine
    body_start: int  # in bytes of UTF-8, where the rows begin


def open_delimited(
    path: Path, *, is_known: Callable[[str], bool], block_bytes: int = BLOCK_BYTES
) -> Sheet:
    """Return a file of delimited text as a sheet.

    Args:
        path: The file, which may be packed as gzip.
        is_known: Whether a heading is one of any contract; chooses the delimiter and the heading line.
        block_bytes: How much of it is read at once.

    Raises:
        RefusedError: It is empty or no text, a line is too long, or it has no heading line.
    """
    blocks = partial(read_blocks, path, size=block_bytes)
    encoding = find_encoding(blocks)
    start = take(utf8_blocks(blocks(), encoding), _HEAD_BYTES)
    found = _find_reading(start, is_known)

    def read() -> Iterator[RowBatch]:
        body = skip(utf8_blocks(blocks(), encoding), found.body_start)
        return read_ahead(RowReader(_layout(found)).read(body))

    return Sheet(
        name="",
        headings=found.line.headings,
        heading_row=found.line.place + 1,
        encoding=encoding.name,
        notes=_notes(encoding, found),
        read=read,
    )


def _layout(found: _Reading) -> Layout:
    return Layout(found.delimiter, len(found.line.headings), found.line.blank_columns)


def _notes(encoding: Encoding, found: _Reading) -> tuple[str, ...]:
    named = _DELIMITERS[found.delimiter]
    parted = f"The values are parted by {named}, not commas; they were read all the same."
    return (*encoding.notes, *([] if named == "commas" else [parted]), *found.line.notes)


def _find_reading(start: bytes, is_known: Callable[[str], bool]) -> _Reading:
    is_whole = len(start) < _HEAD_BYTES
    text = start[: len(start) if is_whole else last_line_end(start, len(start))].decode()
    readings = [
        _read_start(RecordReader(text, mark, is_last=is_whole), is_known) for mark in _DELIMITERS
    ]
    found = [reading for reading in readings if reading]
    if not found:
        raise RefusedError(
            "The file has no heading line: it has only blank lines, a quotation mark in its first lines is never "
            "closed, or the first line is longer than 1 MiB.",
            remedy="Look at the first lines, export the table again and send it.",
        )
    return max(found, key=lambda reading: (reading.line.known, len(reading.line.headings)))


def _read_start(records: RecordReader, is_known: Callable[[str], bool]) -> _Reading | None:
    first = list(islice(_with_ends(records), REACH))
    line = find_heading_line(
        [record.values if record.is_closed else [] for record, _ in first], is_known=is_known
    )
    if not line:
        return None
    body_start = len(records.text[: first[line.place][1]].encode())
    return _Reading(records.delimiter, line, body_start)


def _with_ends(records: RecordReader) -> Iterator[tuple[Record, int]]:
    """Yield the records that are not blank, each with its end in the text."""
    end = 0
    for record in records:
        end += len(record.text)
        if is_filled(record.values):
            yield record, end
