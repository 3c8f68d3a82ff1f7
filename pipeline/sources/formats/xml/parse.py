"""The guarded XML parser: no entities, no network, no document type, bounded memory.

Every fault of the file becomes a `RefusedError` that names its line and column and never a value: the parser's own
messages may quote the file. What the elements mean does not belong here.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Literal, cast

from pipeline.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml import etree

    # lxml's elements have no other name.
    Event = tuple[str, etree._Element]  # noqa: SLF001

# 128 KB: smaller ones cost time, larger ones only memory (measured from 16 KB to 4 MB).
_CHUNK = 1 << 17
_HEAD = 1 << 18
# The head of an XML in an encoding whose ASCII is not ASCII; UTF-32 before UTF-16, which begins alike.
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_PROLOG = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_REASONS = {
    "ERR_DOCUMENT_EMPTY": "it does not begin with an element",
    "ERR_TAG_NOT_FINISHED": "the file ends before its last element does",
    "ERR_GT_REQUIRED": "the file ends, or a tag breaks off, before its '>'",
    "ERR_TAG_NAME_MISMATCH": "an end tag does not match its start tag",
    "ERR_INVALID_ENCODING": "bytes that are not in the encoding it declares",
    "ERR_UNSUPPORTED_ENCODING": "an encoding that is not known",
    "ERR_INVALID_CHAR": "a character that XML does not allow",
    "ERR_RESOURCE_LIMIT": "elements nested too deep, or a value too long, for any return",
    "ERR_DOCUMENT_END": "something follows its last element",
}
_REMEDY = "Export the return again from the case system and send that file unchanged."


def check_prolog(path: Path) -> None:
    """Make sure that no document type stands before the first element.

    Raises:
        RefusedError: It declares a document type, or its first element begins later than that.
    """
    with path.open("rb") as file:
        start = file.read(_HEAD)
        is_whole = not file.read(1)
    encoding = next((name for mark, name in _WIDE if start.startswith(mark)), "latin-1")
    text = start.decode(encoding, errors="replace").removeprefix("\ufeff")
    match = _PROLOG.match(text)
    end = match.end() if match else 0
    if text.startswith("<!", end) and not text.startswith("<!--", end):
        raise refused_doctype()
    if not is_whole and (end == len(text) or text.startswith(("<!--", "<?"), end)):
        raise RefusedError("No element begins in the first 256 KB of the file.", remedy=_REMEDY)


def refused_doctype() -> RefusedError:
    """Return the refusal of a file with a document type, in which entities may be declared."""
    return RefusedError(
        "The file declares a document type (DOCTYPE), which no return has and which is not read.",
        remedy="Export the return without a document type.",
    )


def open_parser(
    events: Sequence[Literal["start", "end"]], tags: Sequence[str] | None = None
) -> etree.XMLPullParser:
    """Return a parser that gives the events of some tags (None: all) and touches nothing but the file.

    It leaves out room between elements, comments and instructions.
    """
    from lxml import etree

    return etree.XMLPullParser(
        events=events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )


def feed(path: Path, parser: etree.XMLPullParser) -> Iterator[int]:
    """Feed a file to a parser; give the size of each chunk when its events can be read.

    A chunk ends with a tag: the parser tells room between elements from a blank value by the tag that follows.

    Raises:
        RefusedError: The XML is not well-formed, nested too deep, or not in its encoding.
    """
    kept = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            end = chunk.rfind(b">") + 1
            if end:
                _feed(parser, kept + chunk[:end])
            kept = chunk[end:] if end else kept + chunk
            yield len(chunk)
    _feed(parser, kept)


def _feed(parser: etree.XMLPullParser, chunk: bytes) -> None:
    from lxml import etree

    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        raise _refused(error) from None


def read_events(parser: etree.XMLPullParser) -> Iterator[Event]:
    """Return the events that a parser has for what it was fed: "start" or "end", and the element."""
    return cast("Iterator[Event]", parser.read_events())


def close(parser: etree.XMLPullParser) -> etree._Element:
    """Return the root of what a parser was fed.

    Raises:
        RefusedError: The XML ends before its root does.
    """
    from lxml import etree

    try:
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise _refused(error) from None


def _refused(error: etree.XMLSyntaxError) -> RefusedError:
    from lxml import etree

    name = etree.ErrorTypes._getName(getattr(error, "code", 0), "")  # noqa: SLF001 - its only way to a name
    reason = _REASONS.get(name, "a fault of its markup")
    line, column = error.position
    place = f"line {line}, column {column}" if line else "its start"
    return RefusedError(f"The XML cannot be read on from {place}: {reason}.", remedy=_REMEDY)
