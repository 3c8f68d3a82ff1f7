"""From the bytes of a CSV to its text, delimiter and headings.

What belongs here: encodings, delimiters, the heading line. What does not: the rows (`csv_table`),
what the headings mean (each source's `recognise`).
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RefusedError
from pipeline.sources.file_kind import HEAD_BYTES, refuse_markup, refuse_unless_text

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_HEADING_REACH = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class CsvText:
    """A CSV as text.

    Attributes:
        text: All of it, without the byte order mark.
        encoding: utf-8, utf-16-le, utf-16-be or windows-1252.
        delimiter: What parts the values.
        headings: The first line that is not blank, as values; trailing blank headings are left out.
        body_start: Where in the text the rows begin.
        notes: What a person should know about the form of the file.
    """

    text: str
    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    body_start: int
    notes: tuple[str, ...]


@dataclass
class LineRecorder:
    """An iterator of lines that remembers those it gave, and whether it was asked for more.

    A CSV reader asks for a line beyond the end only inside a record that is not finished: inside an
    open quote.
    """

    lines: Iterator[str]
    taken: list[str]
    exhausted: bool = False

    def __iter__(self) -> "LineRecorder":
        return self

    def __next__(self) -> str:
        try:
            line = next(self.lines)
        except StopIteration:
            self.exhausted = True
            raise
        self.taken.append(line)
        return line

    def take(self) -> str:
        """Return the text given since the last call."""
        text = "".join(self.taken)
        self.taken.clear()
        return text


def record_lines(text: str) -> LineRecorder:
    """Return the lines of a text, ends kept, as a recorder."""
    return LineRecorder(lines=io.StringIO(text, newline=""), taken=[])


def read_csv_text(path: Path, *, is_known: Callable[[str], bool]) -> CsvText:
    """Return the text of a file with its headings.

    Args:
        path: The file.
        is_known: Whether a heading is one of the return; chooses between delimiters.

    Raises:
        RefusedError: The file is empty, or it is no CSV.
    """
    data = path.read_bytes()
    refuse_unless_text(data[:HEAD_BYTES])
    text, encoding, notes = decode(data)
    refuse_markup(text)
    return _with_headings(text, encoding=encoding, notes=notes, is_known=is_known)


def decode(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of some bytes, the name of their encoding, and notes on it.

    UTF-8 and UTF-16 are taken at their mark or pattern; what is neither is Windows-1252, of which
    every byte is kept.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    return _decode_as(data, _utf16_by_pattern(data[:HEAD_BYTES]) or "utf-8")


def _decode_as(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    if encoding != "utf-8":
        text = data.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        damage = (f"{lost} characters are damaged and were replaced.",) if lost else ()
        return (
            text,
            encoding,
            (f"The file is {encoding.upper()}, not UTF-8; it was read all the same.", *damage),
        )
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _decode_windows(data)


def _decode_windows(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    notes = ["The file is not UTF-8; it was read as Windows-1252. Look at names with accents."]
    undefined = sum(data.count(byte) for byte in _undefined_in_windows())
    if undefined:
        notes.append(
            f"{undefined} bytes mean nothing in Windows-1252; they were kept as control characters."
        )
    return data.decode("latin-1").translate(_windows_table()), "windows-1252", tuple(notes)


def _windows_table() -> dict[int, str]:
    undefined = _undefined_in_windows()
    return {
        byte: bytes([byte]).decode("cp1252")
        for byte in range(0x80, 0xA0)
        if bytes([byte]) not in undefined
    }


def _undefined_in_windows() -> tuple[bytes, ...]:
    return (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")


def _utf16_by_pattern(head: bytes) -> str | None:
    # ASCII in UTF-16 has a NUL in every other byte: after each character (LE) or before it (BE).
    even, odd, half = head[::2].count(0), head[1::2].count(0), max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    # A few stray NULs are damage within text; many are another kind of file.
    if 50 * (even + odd) > len(head):
        raise RefusedError(
            "The file is not text, so it is not a CSV.",
            remedy="Export the module again as CSV from the case system and send that.",
        )
    return None


def _with_headings(
    text: str, *, encoding: str, notes: tuple[str, ...], is_known: Callable[[str], bool]
) -> CsvText:
    start = text[:_HEADING_REACH]
    readings = {delimiter: _first_record(start, delimiter) for delimiter in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda mark: sum(map(is_known, readings[mark][0])))
    headings, body_start = readings[delimiter]
    if not headings:
        raise RefusedError("The file is empty.", remedy="Export the module again and send it.")
    if delimiter != ",":
        notes = (
            *notes,
            f"The values are parted by {_DELIMITERS[delimiter]}, not commas; "
            "they were read all the same.",
        )
    return CsvText(text, encoding, delimiter, headings, body_start, notes)


def _first_record(text: str, delimiter: str) -> tuple[tuple[str, ...], int]:
    lines, position = record_lines(text), 0
    for record in csv.reader(lines, delimiter=delimiter):
        position += len(lines.take())
        while record and not record[-1].strip():
            record.pop()
        if record:
            return tuple(record), position
    return (), position
