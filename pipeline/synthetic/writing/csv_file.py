"""CSV files as case systems export them: quotes only where they are needed.

What belongs here: lines and quotes. What does not: where a file lies (`folder`), what is in it.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_ROWS_AT_ONCE = 1 << 17  # their text is far below the 2 GB that one Arrow array can hold
_SPECIAL = (b",", b'"', b"\r", b"\n")


def write_csv(
    path: Path,
    columns: Mapping[str, pa.Array],
    headings: Mapping[str, str],
    *,
    line_end: str = "\r\n",
) -> int:
    """Write a CSV; a reader sees all of it or none.

    Args:
        path: The file; its folder is made, and a file that is there is replaced.
        columns: Strings without nulls, by our names.
        headings: The heading of each column to write, by our names, in order.
        line_end: What ends a line.

    Returns:
        The number of bytes written.
    """
    wanted = [columns[name] for name in headings]
    rows = len(wanted[0])
    with whole_file(path) as file:
        file.write(_heading_line(headings, line_end))
        for start in range(0, rows, _ROWS_AT_ONCE):
            part = [_quoted(column.slice(start, _ROWS_AT_ONCE)) for column in wanted]
            part[-1] = pc.binary_join_element_wise(part[-1], line_end, "")
            file.write(characters(pc.binary_join_element_wise(*part, ",")))
        return file.tell()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name when all of it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        yield file
    part.replace(path)


def characters(texts: pa.Array) -> memoryview:
    """Return all texts of an array without nulls, one after the other, as bytes; nothing is copied."""
    if not len(texts):
        return memoryview(b"")
    _, offsets, data = texts.buffers()
    if data is None:
        return memoryview(b"")
    ends = memoryview(offsets).cast("i")
    return memoryview(data)[ends[texts.offset] : ends[texts.offset + len(texts)]]


def has_any(texts: pa.Array, letters: tuple[bytes, ...]) -> bool:
    """Tell whether some letters come anywhere in texts: one look at all of them, not one at each."""
    found = bytes(characters(texts))
    return any(letter in found for letter in letters)


def _heading_line(headings: Mapping[str, str], line_end: str) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator=line_end).writerow(headings.values())
    return line.getvalue().encode()


def _quoted(texts: pa.Array) -> pa.Array:
    if not has_any(texts, _SPECIAL):
        return texts
    inside = pc.replace_substring(texts, '"', '""')
    quoted = pc.binary_join_element_wise('"', inside, '"', "")
    return pc.if_else(pc.match_substring_regex(texts, '[,"\r\n]'), quoted, texts)
