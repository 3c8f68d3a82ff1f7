"""Which encoding a text has, and the text as blocks of UTF-8 whatever it was.

What belongs here: encodings, and the longest line that may be. What does not: delimiters, headings, rows.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.formats.blocks import skip, take
from pipeline.sources.formats.kind import (
    HEAD_BYTES,
    mark_of,
    refuse_unless_text,
    utf16_by_pattern,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# No line of a table is longer; a file without line ends would have to be held as a whole.
LONGEST_LINE = 16 * 2**20
_UNDEFINED_IN_WINDOWS = b"\x81\x8d\x8f\x90\x9d"
_WINDOWS = "".join(
    chr(byte) if byte in _UNDEFINED_IN_WINDOWS else bytes([byte]).decode("cp1252")
    for byte in range(256)
)
_REPLACEMENT = "\ufffd".encode()


@dataclass(frozen=True)
class Encoding:
    """The encoding of a text.

    Attributes:
        name: utf-8, utf-16-le, utf-16-be or windows-1252.
        mark_bytes: Length of the byte order mark.
        notes: What a person should know about it.
    """

    name: str
    mark_bytes: int
    notes: tuple[str, ...] = ()


def find_encoding(
    read: Callable[[], Iterator[bytes]], *, longest_line: int = LONGEST_LINE
) -> Encoding:
    """Return the encoding of a text, having read it through once (Windows-1252: twice).

    UTF-8 and UTF-16 are taken at their mark or pattern; what is neither is Windows-1252, of which every byte is kept.

    Args:
        read: Gives the blocks of the file from its beginning.
        longest_line: How many bytes of UTF-8 a line may have.

    Raises:
        RefusedError: It is no text, or a line is too long.
    """
    head = take(read(), HEAD_BYTES)
    refuse_unless_text(head)
    mark_bytes, name = mark_of(head) or (0, utf16_by_pattern(head) or "utf-8")
    if name == "utf-8":
        found = Encoding(name, mark_bytes)
        if _is_utf8(_guard_lines(lambda: utf8_blocks(read(), found), longest_line)):
            return found
        name = "windows-1252"
    found = Encoding(name, mark_bytes)
    blocks = _guard_lines(lambda: utf8_blocks(read(), found), longest_line)
    damaged = sum(_count_damaged(block, name) for block in blocks)
    return Encoding(name, mark_bytes, _notes(name, damaged))


def utf8_blocks(blocks: Iterator[bytes], encoding: Encoding) -> Iterator[bytes]:
    """Yield the text of a file as UTF-8, without its mark; a block may end inside a character.

    Args:
        blocks: The bytes of the file.
        encoding: Their encoding.
    """
    body = skip(blocks, encoding.mark_bytes)
    if encoding.name == "utf-8":
        return body
    if encoding.name == "windows-1252":
        return (_windows_to_utf8(block) for block in body)
    return _utf16_to_utf8(body, encoding.name)


def last_line_end(text: bytes, end: int) -> int:
    r"""Return where the last whole line of `text[:end]` ends, or 0.

    A carriage return in the last place may be half of a line end, so it is none.

    >>> last_line_end(b"ab\r\ncd", 6), last_line_end(b"ab\rcd\r", 6), last_line_end(b"ab\r", 3)
    (4, 3, 0)
    """
    return max(text.rfind(b"\n", 0, end), text.rfind(b"\r", 0, max(0, end - 1))) + 1


def _is_utf8(blocks: Iterator[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks:
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _windows_to_utf8(block: bytes) -> bytes:
    if block.isascii():
        return block
    return codecs.charmap_decode(block, "strict", _WINDOWS)[0].encode()


def _utf16_to_utf8(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    for block in blocks:
        if text := decoder.decode(block):
            yield text.encode()
    if text := decoder.decode(b"", final=True):
        yield text.encode()


def _guard_lines(read: Callable[[], Iterator[bytes]], longest: int) -> Iterator[bytes]:
    """Yield blocks of UTF-8, no longer than a line may be, as long as no line is too long."""
    place, since_line_end = 0, 0
    for block in read():
        first, last = _first_line_end(block), max(block.rfind(b"\n"), block.rfind(b"\r"))
        if since_line_end + first > longest:
            raise _too_long(read(), place, longest)
        place += len(block)
        since_line_end = len(block) - last - 1 + (since_line_end if last < 0 else 0)
        yield block
    if since_line_end > longest:
        raise _too_long(read(), place, longest)


def _first_line_end(block: bytes) -> int:
    ends = [end for end in (block.find(b"\n"), block.find(b"\r")) if end >= 0]
    return min(ends, default=len(block))


def _too_long(blocks: Iterator[bytes], place: int, longest: int) -> RefusedError:
    # Counted only now: counting the lines of every file would take longer than finding its encoding.
    number = 1
    for block in blocks:
        number += block[:place].count(b"\n")
        place = max(0, place - len(block))
    return RefusedError(
        f"Line {number} is longer than {longest / 2**20:.3g} MiB, so the file is no table.",
        remedy="Look at that line: line ends are missing, or another file was sent. Export the table again.",
    )


def _count_damaged(block: bytes, name: str) -> int:
    if name == "windows-1252":
        return sum(block.count(chr(byte).encode()) for byte in _UNDEFINED_IN_WINDOWS)
    return block.count(_REPLACEMENT)


def _notes(name: str, damaged: int) -> tuple[str, ...]:
    if name == "windows-1252":
        notes = ["The file is not UTF-8; it was read as Windows-1252. Look at names with accents."]
        if damaged:
            notes.append(
                f"{damaged} bytes mean nothing in Windows-1252; they were kept as control characters."
            )
        return tuple(notes)
    notes = [f"The file is {name.upper()}, not UTF-8; it was read all the same."]
    if damaged:
        notes.append(f"{damaged} characters are damaged and were replaced.")
    return tuple(notes)
