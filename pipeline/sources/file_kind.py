"""What a file is by its first bytes, whatever its name says, and the remedy for what is no CSV.

What belongs here: signatures and remedies. What does not: decoding text, opening archives.
"""

from dataclasses import dataclass

from pipeline.errors import RefusedError

HEAD_BYTES = 4096
_EXCEL = "Save each sheet of the return as CSV (File, Save As, CSV UTF-8) and send the CSV files."
_OTHER = "Export the module again as CSV from the case system and send that."
_XML = (
    "This version reads the CSV files of the return: export each module as CSV from the case "
    "system, and send those instead of the XML."
)
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class _Kind:
    signature: bytes
    name: str
    remedy: str = _OTHER


_KINDS = (
    _Kind(b"\x89PNG", "a PNG picture"),
    _Kind(b"\xff\xd8\xff", "a JPEG picture"),
    _Kind(b"GIF8", "a GIF picture"),
    _Kind(b"%PDF", "a PDF document"),
    _Kind(b"\xd0\xcf\x11\xe0", "an old Excel or Word file", _EXCEL),
    _Kind(b"{\\rtf", "a rich text document"),
    _Kind(b"PAR1", "a Parquet file"),
    _Kind(b"SQLite format 3", "a database"),
    _Kind(b"\x1f\x8b", "a gzip archive", "Unpack it and send the CSV files."),
    _Kind(b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it, or pack it as .zip, and send that."),
    _Kind(b"Rar!", "a RAR archive", "Unpack it, or pack it as .zip, and send that."),
)


def looks_like_zip(head: bytes) -> bool:
    """Tell whether the first bytes are those of a zip (an .xlsx workbook is one too)."""
    return head.startswith(_ZIP_SIGNATURES)


def refuse_unless_text(head: bytes) -> None:
    """Refuse a file whose first bytes show that it is no text.

    Raises:
        RefusedError: It is a picture, a workbook, an archive or another binary file.
    """
    if not head.strip():
        raise RefusedError("The file is empty.", remedy="Export the module again and send it.")
    if looks_like_zip(head):
        raise _refusal_of_zip(head)
    for kind in _KINDS:
        if head.startswith(kind.signature):
            raise RefusedError(f"The file is {kind.name}, not a CSV.", remedy=kind.remedy)
    if _is_binary(head):
        raise RefusedError("The file is not text, so it is not a CSV.", remedy=_OTHER)


def refuse_markup(text: str) -> None:
    """Refuse text that is XML or a web page.

    Raises:
        RefusedError: It is.
    """
    start = text[:HEAD_BYTES].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<table")):
        raise RefusedError("The file is a web page, not a CSV.", remedy=_OTHER)
    if start.startswith("<"):
        raise RefusedError("The file is XML, not a CSV.", remedy=_XML)


def refuse_workbook() -> RefusedError:
    """Return the refusal of an Excel workbook."""
    return RefusedError("The file is an Excel workbook, not a CSV.", remedy=_EXCEL)


def _refusal_of_zip(head: bytes) -> RefusedError:
    if b"[Content_Types].xml" in head or b"xl/" in head:
        return refuse_workbook()
    return RefusedError(
        "The file is a zip inside a zip.",
        remedy="Unpack the inner zip and send its files, or one plain zip.",
    )


def _is_binary(head: bytes) -> bool:
    # NULs are left to the decoder, which knows UTF-16 by their pattern; tab, line ends, form feed
    # and the end-of-file mark of DOS occur in text.
    controls = sum(byte < 32 and byte not in b"\x00\t\n\r\x0b\x0c\x1a" for byte in head)
    return controls > len(head) // 50
