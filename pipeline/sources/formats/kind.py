"""What a file is by its first bytes, whatever its name says, and the remedy for what cannot be read.

What belongs here: signatures and remedies. What does not: decoding text, opening archives and workbooks.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 4096
_OTHER = "Export the table again as CSV, Excel workbook or XML from the system it comes from and send that."
_UNPACK = "Unpack it and send what is in it, or pack it as .zip."
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP_SIGNATURE = b"\x1f\x8b"
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class _Kind:
    signature: bytes
    name: str
    remedy: str = _OTHER


_KINDS = (
    _Kind(b"\x89PNG", "a PNG picture"),
    _Kind(b"\xff\xd8\xff", "a JPEG picture"),
    _Kind(b"GIF8", "a GIF picture"),
    _Kind(b"BM\x00", "a bitmap picture"),
    _Kind(b"%PDF", "a PDF document"),
    _Kind(b"{\\rtf", "a rich text document"),
    _Kind(b"PAR1", "a Parquet file"),
    _Kind(b"SQLite format 3", "a database"),
    _Kind(b"\x00\x01\x00\x00Standard", "an Access database"),
    _Kind(_GZIP_SIGNATURE, "a gzip archive inside a gzip archive", _UNPACK),
    _Kind(b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    _Kind(b"Rar!", "a RAR archive", _UNPACK),
    _Kind(b"BZh", "a bzip2 archive", _UNPACK),
    _Kind(b"\xfd7zXZ", "an xz archive", _UNPACK),
    _Kind(b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    _Kind(_OLE_SIGNATURE, "an old Excel or Word file inside a gzip archive", _UNPACK),
    _Kind(_ZIP_SIGNATURES[0], "a zip inside a gzip archive", _UNPACK),
    _Kind(_ZIP_SIGNATURES[1], "a zip inside a gzip archive", _UNPACK),
)


def looks_like_zip(head: bytes) -> bool:
    """Tell whether the first bytes are those of a zip (XLSX and ODS workbooks are zips too)."""
    return head.startswith(_ZIP_SIGNATURES)


def looks_like_gzip(head: bytes) -> bool:
    """Tell whether the first bytes are those of a gzip archive."""
    return head.startswith(_GZIP_SIGNATURE)


def looks_like_ole(head: bytes) -> bool:
    """Tell whether the first bytes are those of an old Office file, or of a new one that is locked."""
    return head.startswith(_OLE_SIGNATURE)


def mark_of(head: bytes) -> tuple[int, str] | None:
    """Return the length of the byte order mark and the encoding it stands for, or None without one."""
    return next(((len(mark), name) for mark, name in _MARKS if head.startswith(mark)), None)


def is_xml(head: bytes) -> bool:
    """Tell whether the first bytes are those of an XML in UTF-8 or UTF-16; a web page is none.

    >>> is_xml(b" <?xml version='1.0'?>"), is_xml("<Message/>".encode("utf-16")), is_xml(b"<html>")
    (True, True, False)
    """
    start = _start_of_text(head)
    return start.startswith("<") and not _is_web_page(start)


def holds_xml(path: Path) -> bool:
    """Tell whether a file is XML, by its first bytes.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return is_xml(file.read(HEAD_BYTES))


def refuse_unless_text(head: bytes) -> None:
    """Refuse a file whose first bytes show that it is no table of text.

    Raises:
        RefusedError: It is empty, a picture, an archive, a web page, an XML or another binary file.
    """
    start = _start_of_text(head)
    if not start:
        raise RefusedError("The file is empty.", remedy="Export the table again and send it.")
    for kind in _KINDS:
        if head.startswith(kind.signature):
            raise RefusedError(f"The file is {kind.name}, not a table.", remedy=kind.remedy)
    if _is_web_page(start):
        raise RefusedError("The file is a web page, not a table.", remedy=_OTHER)
    if start.startswith("<"):
        raise RefusedError("The file is XML, not a CSV.", remedy="Unpack it and send the XML.")
    if _is_binary(head):
        raise not_text()


def not_text() -> RefusedError:
    """Return the refusal of a binary file of no known kind."""
    return RefusedError("The file is not text, so it is not a table.", remedy=_OTHER)


def utf16_by_pattern(head: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark, or None when the bytes are no UTF-16.

    Raises:
        RefusedError: There are too many NULs for any text.
    """
    # ASCII in UTF-16 has a NUL in every other byte: after each character (LE) or before it (BE).
    even, odd, half = head[::2].count(0), head[1::2].count(0), max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    # A few stray NULs are damage within text; many are another kind of file.
    if 50 * (even + odd) > len(head):
        raise not_text()
    return None


def _start_of_text(head: bytes) -> str:
    # Enough for a signature of text; NULs are those of UTF-16, whichever way round.
    mark = mark_of(head)
    plain = (head[mark[0] :] if mark else head).replace(b"\x00", b"")
    return plain.decode("latin-1").strip().lower()


def _is_web_page(start: str) -> bool:
    return start.startswith(("<!doctype html", "<html", "<table", "<head", "<body"))


def _is_binary(head: bytes) -> bool:
    # NULs are left to `utf16_by_pattern`; tab, line ends, form feed and the end-of-file mark of DOS occur in text.
    controls = sum(byte < 32 and byte not in b"\x00\t\n\r\x0b\x0c\x1a" for byte in head)
    return controls > len(head) // 50
