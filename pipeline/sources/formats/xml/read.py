"""Reading a return's XML from its first child to its last: units in, pieces of tables out.

What is here is the order of things and the bounds of memory; each step has its own module.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import heading_key
from pipeline.sources.formats.xml.head import local_name, read_head
from pipeline.sources.formats.xml.parse import close, feed, open_parser, read_events
from pipeline.sources.formats.xml.plan import compile_plan
from pipeline.sources.formats.xml.rows import Rows
from pipeline.sources.formats.xml.walk import take_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml import etree

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.definition import Piece
    from pipeline.sources.formats.xml.plan import Element, Plan

# The longest child of a return seen has under 100 KB.
_LONGEST_UNIT = 8 << 20
# Values are held once as long as they are in the file: rows of all tables together never take more.
_LONGEST_HELD = 32 << 20


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

    After each chunk, every element but those still open is read and forgotten. Asking the parser to tell of each unit
    as it ends would take twice as long.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = Rows(plan)
        self.ordinals: Counter[str] = Counter()
        self.units: list[tuple[etree._Element, Element, int]] = []

    def read(self, path: Path, *, root: str) -> Iterator[Piece]:
        """Read the file; see `read_xml`."""
        parser = open_parser(("start",), [f"{{*}}{root}"])
        since_unit = held = 0
        may_have_attributes = False
        top: etree._Element | None = None
        for chunk in feed(path, parser):
            # Every attribute has an equals sign, and next to no return has one: looking for bytes costs nothing.
            may_have_attributes |= b"=" in chunk
            since_unit, held = since_unit + len(chunk), held + len(chunk)
            top = (
                next((element for _, element in read_events(parser)), None) if top is None else top
            )
            if top is not None and self.take(top, may_have_attributes=may_have_attributes):
                since_unit, may_have_attributes = 0, b"=" in chunk
            elif since_unit > _LONGEST_UNIT:
                raise self.refused_for_length()
            if held > _LONGEST_HELD:
                held = 0
                yield from self.rows.pieces()
            yield from self.rows.full_pieces()
        self.gather(close(parser))
        self.take_gathered(may_have_attributes=may_have_attributes)
        yield from self.rows.last_pieces()

    def take(self, top: etree._Element, *, may_have_attributes: bool) -> bool:
        """Read what is whole below the root, and forget it; tell whether there was a unit."""
        element: etree._Element | None = top
        has_unit = False
        while element is not None and _key(element) not in self.plan.units:
            whole = element[:-1]
            for child in whole:
                self.gather(child)
            has_unit |= self.take_gathered(may_have_attributes=may_have_attributes)
            for child in whole:
                element.remove(child)
            element = element[-1] if len(element) else None
        return has_unit

    def take_gathered(self, *, may_have_attributes: bool) -> bool:
        """Add the rows of the units gathered; tell whether there were any."""
        units, self.units = self.units, []
        take_units(units, self.plan, self.rows, may_have_attributes=may_have_attributes)
        return bool(units)

    def gather(self, whole: etree._Element) -> None:
        """Note the units in an element that has ended, and keep what stands outside them."""
        unit = self.plan.units.get(_key(whole))
        if unit is None:
            self.keep_outside(whole, whole.text)
            for child in whole:
                self.gather(child)
        else:
            self.ordinals[unit.key] += 1
            self.units.append((whole, unit, self.ordinals[unit.key]))
        self.keep_outside(whole.getparent(), whole.tail)

    def keep_outside(self, around: etree._Element | None, text: str | None) -> None:
        """Keep a text that stands in no unit."""
        if around is not None and text and not text.isspace():
            names = [local_name(element.tag) for element in (around, *around.iterancestors())]
            self.rows.refuse({"/".join(reversed(names)): text.strip()})

    def refused_for_length(self) -> RefusedError:
        """Return the refusal of a file in which no unit ends for too long."""
        counts = ", ".join(f"{count:,} <{name}>" for name, count in self.ordinals.items())
        return RefusedError(
            f"After {counts or 'the start'}, more than {_LONGEST_UNIT >> 20} MB follow without the end of another "
            f"{' or '.join(f'<{name}>' for name in self.plan.units)}.",
            remedy="Export the return again from the case system.",
        )


def _key(element: etree._Element) -> str:
    return heading_key(local_name(element.tag))
