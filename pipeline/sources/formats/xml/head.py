"""What an XML return says of itself before its first child: which return, of whom, of when.

Reading the children does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import heading_key
from pipeline.sources.formats.xml.parse import (
    check_prolog,
    close,
    feed,
    open_parser,
    read_events,
    refused_doctype,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

_FIRST_ROW = "CHILD"
# A header is a few hundred bytes; a file of something else is not read to its end to find none.
_LIMIT = 1 << 20


@dataclass(frozen=True)
class XmlHead:
    """The root element and the header of a return; "" for what the file does not state.

    Attributes:
        root: Local name of the root element: "Message" (CIN census), "EXPSSDA903".
        collection: The collection, as in the header ("CIN").
        year: The year, as in the header; it may be the year before that of `reference_date`.
        reference_date: The day that the return is of, as in the header.
        lea: The DfE number of the local authority.
    """

    root: str
    collection: str = ""
    year: str = ""
    reference_date: str = ""
    lea: str = ""


def local_name(tag: str) -> str:
    """Return an element's or attribute's name without its namespace.

    >>> local_name("{urn:return}Child")
    'Child'
    """
    return tag.rpartition("}")[2]


def read_head(path: Path) -> XmlHead:
    """Read a return up to its first child.

    Raises:
        RefusedError: It is no XML that may be read.
        OSError: The file cannot be read.
    """
    check_prolog(path)
    root = ""
    texts: dict[str, str] = {}
    for event, element in _elements(path):
        key = heading_key(local_name(element.tag))
        if not root:
            root = _root_name(element)
        elif event == "start" and key == _FIRST_ROW:
            break
        elif event == "end" and not len(element):
            texts.setdefault(key, (element.text or "").strip())
    return XmlHead(
        root=root,
        collection=texts.get("COLLECTION", ""),
        year=texts.get("YEAR", ""),
        reference_date=texts.get("REFERENCEDATE", ""),
        lea=texts.get("LEA", ""),
    )


def _elements(path: Path) -> Iterator[tuple[str, etree._Element]]:
    parser, read = open_parser(("start", "end")), 0
    for size in feed(path, parser):
        yield from read_events(parser)
        read += size
        if read > _LIMIT:
            return
    close(parser)


def _root_name(element: etree._Element) -> str:
    if element.getroottree().docinfo.internalDTD is not None:
        raise refused_doctype()
    name = local_name(element.tag)
    if len(name) > 60:
        raise RefusedError(
            "The root element has a name of more than 60 characters.",
            remedy="Send the return as the case system exports it.",
        )
    return name
