"""Reading a return's XML from its first child to its last: units in, pieces of tables out.

What is here is the order of things and the bounds of memory; each step has its own module.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, cast

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import heading_key
from pipeline.sources.formats.xml.head import local_name, read_head
from pipeline.sources.formats.xml.parse import close, feed, open_parser, read_events
from pipeline.sources.formats.xml.paths import Paths
from pipeline.sources.formats.xml.plan import compile_plan
from pipeline.sources.formats.xml.rows import Rows
from pipeline.sources.formats.xml.units import add_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lxml import etree

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.definition import Piece
    from pipeline.sources.formats.xml.plan import Plan

# The longest child of a return seen has under 100 KB. As arrays, 4 MB of the shortest elements take 200 MB.
_LONGEST_UNIT = 4 << 20
# Values are held once, as long as they are in the file: rows of all tables together never take more.
_LONGEST_HELD = 32 << 20
# Units are turned into rows together, 2 MB at a time: less costs time, more only memory.
_BATCH = 2 << 20


def read_xml(path: Path, tables: Sequence[Table], *, root: str) -> Iterator[Piece]:
    """Read the rows of a source's tables from an XML, in bounded memory.

    Args:
        path: The file, unpacked.
        tables: All tables of the source; those that come in no XML are left out.
        root: Name of the root element that the source's returns have.

    Yields:
        Pieces of each table in the order of the file; of a table without rows one that is empty.

    Raises:
        RefusedError: It is no well-formed XML of that root, or holds what no return holds.
        OSError: The file cannot be read.
    """
    found = read_head(path).root
    if heading_key(found) != heading_key(root):
        raise RefusedError(
            f"The root element is <{found}>, not <{root}>.",
            remedy="Send the return as the case system exports it.",
        )
    yield from _Reading(compile_plan(tables)).read(path, root=found)


class _Reading:
    """The reading of one file.

    After each chunk, every element but those still open is written out and forgotten. Asking the parser to tell of each
    unit as it ends would take half as long again.
    """

    def __init__(self, plan: Plan) -> None:
        from lxml import etree

        write = partial(etree.tostring, encoding="UTF-8", with_tail=False)
        self.write = cast("Callable[..., bytes]", write)
        self.plan = plan
        self.rows = Rows(plan)
        self.paths = Paths(plan)
        self.units: list[bytes] = []
        self.held = self.unit_count = 0

    def read(self, path: Path, *, root: str) -> Iterator[Piece]:
        """Read the file; see `read_xml`."""
        parser = open_parser(("start",), [f"{{*}}{root}"])
        since_unit = since_pieces = 0
        top: etree._Element | None = None
        for size in feed(path, parser):
            top = (
                next((element for _, element in read_events(parser)), None) if top is None else top
            )
            units = self.unit_count
            if top is not None:
                self.take_whole(top)
            since_unit = 0 if self.unit_count > units else since_unit + size
            if since_unit > _LONGEST_UNIT:
                raise self.refused_for_length()
            if self.held > _BATCH:
                self.add_rows()
                yield from self.rows.full_pieces()
            since_pieces += size
            if since_pieces > _LONGEST_HELD:
                since_pieces = 0
                yield from self.rows.pieces()
        self.take(close(parser))
        self.add_rows()
        yield from self.rows.last_pieces()

    def take_whole(self, top: etree._Element) -> None:
        """Take what is whole below the root, and forget it."""
        element: etree._Element | None = top
        while element is not None and _key(element) not in self.plan.units:
            for child in list(element)[:-1]:
                self.take(child)
                element.remove(child)
            element = element[-1] if len(element) else None

    def take(self, whole: etree._Element) -> None:
        """Write out the units in an element that has ended, and keep what stands outside them."""
        if _key(whole) in self.plan.units:
            self.units.append(self.write(whole))
            self.held += len(self.units[-1])
            self.unit_count += 1
        else:
            self.keep_outside(whole, whole.text)
            for child in whole:
                self.take(child)
        self.keep_outside(whole.getparent(), whole.tail)

    def keep_outside(self, around: etree._Element | None, text: str | None) -> None:
        """Keep a text that stands in no unit."""
        if around is not None and text and not text.isspace():
            names = [local_name(element.tag) for element in (around, *around.iterancestors())]
            self.rows.refuse({"/".join(reversed(names)): text.strip()})

    def add_rows(self) -> None:
        """Add the rows of the units written out so far."""
        if self.units:
            add_rows(b"".join(self.units), self.plan, self.paths, self.rows)
        self.units, self.held = [], 0

    def refused_for_length(self) -> RefusedError:
        """Return the refusal of a file in which no unit ends for too long."""
        return RefusedError(
            f"After {self.unit_count:,} children, more than {_LONGEST_UNIT >> 20} MB follow without the end "
            "of another.",
            remedy="Export the return again from the case system.",
        )


def _key(element: etree._Element) -> str:
    return _key_of_tag(element.tag)


@lru_cache(maxsize=64)
def _key_of_tag(tag: str) -> str:
    return heading_key(local_name(tag))
