"""Workbooks for tests that no library here writes: a small XLS, and an ODS of given rows."""

import struct
import zipfile
from pathlib import Path

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_ODS_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="S">"""
_ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def write_xls(path: Path, rows: list[list[str | float]], *, corner: int = 0) -> None:
    """Write a sheet in the form of Excel 97 (BIFF8 in an OLE2 file).

    Args:
        path: Where.
        rows: The cells.
        corner: Row and column of one cell more, from 0; 0 for none.
    """
    cells = [
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    ]
    far = [_cell(corner, corner, "x")] if corner else []
    path.write_bytes(ole({"Workbook": _biff(cells + far)}))


def write_ods(path: Path, rows: str) -> None:
    """Write a sheet from the XML of its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", _ODS_HEAD + rows + _ODS_TAIL)


def ods_cell(value: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{value}</text:p></table:table-cell>"


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE2 file of some streams, each padded to the size from which it has sectors of its own."""
    fat, entries, body = [_FAT, _END], [], b""
    for name, content in streams.items():
        padded = content.ljust(max(4096, -len(content) // _SECTOR * -_SECTOR), b"\0")
        entries.append(_ole_entry(name, 2, start=len(fat), size=len(padded)))
        count = len(padded) // _SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
        body += padded
    directory = b"".join([_ole_entry("Root Entry", 5, start=_END, size=0, child=1), *entries])
    table = b"".join(struct.pack("<I", sector) for sector in fat)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + table.ljust(_SECTOR, b"\xff") + directory.ljust(_SECTOR, b"\0") + body


def _ole_entry(name: str, kind: int, *, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _biff(cells: list[bytes]) -> bytes:
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    end = _record(0x0A, b"")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    sheet += b"".join(cells)
    name = b"Old"
    place = len(start) + 4 + 8 + len(name) + len(end)
    bound = _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    return start + bound + end + sheet + end


def _cell(row: int, column: int, value: str | float) -> bytes:
    head = struct.pack("<HHH", row, column, 0)
    if isinstance(value, float):
        return _record(0x203, head + struct.pack("<d", value))
    return _record(0x204, head + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
