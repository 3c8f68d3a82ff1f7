"""Whether a workbook can be read without harm: which form it has, and how much memory it would take.

A workbook's sheets are held as a whole, every cell between the first and the last, so what unpacks to too much is
refused before it is opened. What does not belong here: reading cells (`workbook`).
"""

from __future__ import annotations

import mmap
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from pipeline.errors import RefusedError
from pipeline.sources.formats.kind import HEAD_BYTES, looks_like_ole, looks_like_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_UNPACKED = 2**30
# Spreadsheets are packed 10 to 40 times; a bomb, a thousand times. Small parts may be packed as they like.
_MOST_RATIO = 200
_RATIO_MATTERS = 50 * 2**20
# A cell takes 31 bytes whether it is filled or not (60 million: 1,890 MB, November 2026).
_MOST_CELLS = 25_000_000
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 2**20
_MOST_SECONDS = 120
_LONGEST_ELEMENT = 4096
# Literal beginnings make these ten times as fast; `_PLAIN` makes every way of writing an attribute one.
_CELL_COLUMN = re.compile(rb' r="([A-Z]{1,9})')
_CELL_ROW = re.compile(rb' r="[A-Z]{1,9}([0-9]{1,9})')
_ERROR_CELL = b' t="e"'
_PLAIN = bytes.maketrans(b"'\t\r\n", b'"   ')
# What zipfile and expat raise of damaged content.
_DAMAGE = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    expat.ExpatError,
)
_ODS_TYPE = b"opendocument.spreadsheet"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_AS_CSV = "Save each of its sheets as CSV (File, Save As, CSV UTF-8) and send the CSV files."
_SAVE_AGAIN = "Open it, save it again and send that, or send each sheet as CSV."


def form_of_workbook(path: Path) -> str:
    """Return "xlsx", "ods" or "xls", or "" when a file is none of them.

    What was locked with a password looks like "xls" from outside.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if looks_like_ole(head):
        return "xls"
    if not looks_like_zip(head):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            return _form_of_zip(archive)
    except _DAMAGE:
        return _form_by_head(head)


def refuse_harmful(path: Path, form: str) -> tuple[str, ...]:
    """Refuse a workbook that cannot be read or would take too much memory; return notes on the others.

    Raises:
        RefusedError: It is locked, damaged, of an unknown form, or unpacks to too much.
    """
    if form == "xls":
        _refuse_locked(path)
        _refuse_deadly(path)
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_by_directory(archive)
            errors = sum(_inspect_part(archive, part) for part in archive.infolist())
    except _DAMAGE as error:
        raise damaged() from error
    if not errors:
        return ()
    return (
        f"{errors} cells of the workbook hold a formula error (#N/A and the like); they were read as blank.",
    )


def damaged() -> RefusedError:
    """Return the refusal of a workbook that cannot be opened."""
    return RefusedError("The workbook is damaged.", remedy=_SAVE_AGAIN)


def locked() -> RefusedError:
    """Return the refusal of a workbook that is locked with a password."""
    return RefusedError(
        "The workbook is locked with a password.",
        remedy="Save it without a password (File, Info, Protect Workbook) and send that.",
    )


def _form_of_zip(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "mimetype" in names and "content.xml" in names:
        return "ods" if _ODS_TYPE in archive.read("mimetype")[:100] else ""
    return "xlsx" if any(name.startswith("xl/") for name in names) else ""


def _form_by_head(head: bytes) -> str:
    if _ODS_TYPE in head:
        return "ods"
    return "xlsx" if b"[Content_Types].xml" in head else ""


def _refuse_locked(path: Path) -> None:
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        if len(content) > _MOST_UNPACKED:
            raise _too_large("is larger than 1 GiB")
        if content.find(_LOCKED) >= 0:
            raise locked()


def _refuse_deadly(path: Path) -> None:
    script = Path(__file__).with_name("workbook_probe.py")
    # -P: the names of the modules beside the script must not hide those of the standard library.
    command = [sys.executable, "-P", str(script), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise damaged() from error
    if done.returncode:
        raise damaged()


def _refuse_by_directory(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise _too_large("unpacks to more than 1 GiB")
    if any(
        part.file_size > _RATIO_MATTERS and part.file_size > _MOST_RATIO * part.compress_size
        for part in parts
    ):
        raise _too_large(f"is packed more than {_MOST_RATIO} times")
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise damaged()
    if any(part.filename == "xl/workbook.bin" for part in parts):
        raise RefusedError(
            "The file is a binary workbook (.xlsb), which is not read.",
            remedy="Save it as .xlsx (File, Save As, Excel Workbook) and send that.",
        )


def _too_large(why: str) -> RefusedError:
    return RefusedError(f"The workbook {why}.", remedy=_AS_CSV)


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Read a part to its end, which shows whether it is whole; return how many cells of it are errors."""
    chunks = _chunks(archive, part)
    if part.filename == "content.xml":
        return _inspect_ods(chunks)
    if part.filename.startswith("xl/worksheets/"):
        return _inspect_xlsx(chunks)
    for _ in chunks:
        pass
    return 0


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        yield from iter(lambda: file.read(_CHUNK), b"")


def _inspect_xlsx(chunks: Iterator[bytes]) -> int:
    columns, rows, errors, rest = set[bytes](), set[bytes](), 0, b""
    for chunk in chunks:
        text = rest + chunk.translate(_PLAIN)
        # At the beginning of an element, so that none is cut in two; no cell's is longer.
        cut = max(0, text.rfind(b"<"), len(text) - _LONGEST_ELEMENT)
        text, rest = text[:cut], text[cut:]
        columns.update(_CELL_COLUMN.findall(text))
        rows.update(_CELL_ROW.findall(text))
        errors += text.count(_ERROR_CELL)
    _refuse_wide(max(map(_column_number, columns), default=0), max(map(int, rows), default=0))
    return errors


def _refuse_wide(columns: int, rows: int) -> None:
    if columns * rows > _MOST_CELLS:
        raise _too_large(f"has a sheet of {rows:,} rows by {columns:,} columns")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _inspect_ods(chunks: Iterator[bytes]) -> int:
    extent = _OdsExtent()
    parser = expat.ParserCreate("UTF-8")  # the only encoding of an ODS, whatever it declares
    parser.StartElementHandler = extent.start
    parser.StartDoctypeDeclHandler = extent.refuse_doctype
    for chunk in chunks:
        parser.Parse(chunk, False)  # noqa: FBT003 (expat takes no keyword)
    parser.Parse(b"", True)  # noqa: FBT003
    return 0


class _OdsExtent:
    """How far the filled cells of each sheet of an ODS reach; repeated cells and rows are stated, not written."""

    def __init__(self) -> None:
        self.row = self.row_repeats = self.column = self.width = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow the start of an element."""
        if name == "table:table":
            self.row = self.row_repeats = self.width = 0
        elif name == "table:table-row":
            self.row += self.row_repeats
            self.row_repeats = int(attributes.get("table:number-rows-repeated", 1))
            self.column = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self.column += int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes or "calcext:value-type" in attributes:
                self.width = max(self.width, self.column)
                _refuse_wide(self.width, self.row + self.row_repeats)

    def refuse_doctype(self, *_: object) -> None:
        """Refuse declarations, which no spreadsheet has."""
        raise damaged()
