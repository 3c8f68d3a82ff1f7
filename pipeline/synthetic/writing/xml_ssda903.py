"""The one XML of an SSDA903 return: EXPSSDA903 with a CHILD for each child.

What belongs here: the shape, as `pipeline.sources` reads it and docs/sources/ssda903.md tells it. What does not: how
pieces become a file (`xml_fragments`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.writing.xml_fragments import (
    CHILD,
    Fragments,
    elements,
    number_children,
    same_text,
    write_fragments,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from pipeline.synthetic.writing.xml_fragments import Children, Ints

    Columns = Mapping[str, pa.Array]

_SECTION_BITS = 4
_OTHER_NAMES = {CHILD: "CHILDID", "placement_type_code": "PL"}
_MOTHER = ("mother_code", "mothers_child_birth_date")
_REPEATED = {CHILD, "birth_date"}  # a child's, told once in its header
_NOT_BESIDE = {"uasc": {"sex_code"}}


@dataclass(frozen=True)
class _Part:
    """Where the rows of a table stand in a child's element, and the element around each ("" for none)."""

    section: int
    element: str = ""
    flag: str = ""


_PARTS = {
    "uasc": _Part(1, flag="<UASC>1</UASC>"),
    "oc3": _Part(2),
    "ad1": _Part(3),
    "missing": _Part(4, "AMISSING"),
    "reviews": _Part(5, "AREVIEW"),
    "previous_permanence": _Part(7, "PERMANENCE"),
    "placed_for_adoption": _Part(8, "AD_PLACED"),
    "oc2": _Part(9, "OC2"),
    # What the Department calls these is not known; the intake tells them by what is in them.
    "social_worker_episodes": _Part(10, "SWEPISODE"),
    "episodes": _Part(12, "EPISODE"),
}
_OPENING, _NO_ASYLUM, _MOTHERHOOD, _HEADER_END, _CHILD_END = 0, 1, 6, 11, 13


def write_ssda903_xml(
    path: Path, tables: Mapping[str, Columns], headings: Mapping[str, Mapping[str, str]]
) -> int:
    """Write the return of a local authority and year.

    Args:
        path: The file.
        tables: The columns of each table of the return, strings without nulls; tables may be missing.
        headings: The headings of the columns of each table, by our names.

    Returns:
        The number of bytes written.
    """
    tables = {name: columns for name, columns in tables.items() if name in {"header", *_PARTS}}
    children = number_children(tables, "header")
    fragments = [*_frame(children), *_of_header(children, tables, headings)]
    fragments += [
        _rows(table, tables[table], headings[table], children)
        for table in _PARTS
        if table in tables
    ]
    return write_fragments(path, fragments, before="<EXPSSDA903>\n", after="</EXPSSDA903>\n")


def _frame(children: Children) -> Iterator[Fragments]:
    """What begins and ends a child, and its header when it has none."""
    everyone = np.arange(len(children.ids))
    strangers = everyone[children.main_count :]
    ids = children.ids.slice(children.main_count)
    yield Fragments(
        _place(strangers, _OPENING),
        elements({CHILD: ids}, {CHILD: "CHILDID"}, around=("<CHILD>\n<HEADER>", "\n")),
    )
    yield same_text(_place(everyone, _HEADER_END), "</HEADER>\n")
    yield same_text(_place(everyone, _CHILD_END), "</CHILD>\n")
    asylum = children.numbers.get("uasc", np.zeros(0, np.int64))
    yield same_text(_place(np.setdiff1d(everyone, asylum), _NO_ASYLUM), "<UASC></UASC>")


def _of_header(
    children: Children,
    tables: Mapping[str, Columns],
    headings: Mapping[str, Mapping[str, str]],
) -> Iterator[Fragments]:
    if "header" not in tables:
        return
    number, columns = children.numbers["header"], tables["header"]
    names = _names(headings["header"])
    first = {name: heading for name, heading in names.items() if name not in _MOTHER}
    mother = {name: heading for name, heading in names.items() if name in _MOTHER}
    opening = elements(columns, first, around=("<CHILD>\n<HEADER>", "\n"))
    yield Fragments(_place(number, _OPENING), opening)
    yield Fragments(_place(number, _MOTHERHOOD), elements(columns, mother, around=("", "\n")))


def _rows(
    table: str, columns: Columns, headings: Mapping[str, str], children: Children
) -> Fragments:
    part = _PARTS[table]
    left_out = _REPEATED | _NOT_BESIDE.get(table, set())
    names = {name: heading for name, heading in _names(headings).items() if name not in left_out}
    before = f"<{part.element}>" if part.element else part.flag
    after = f"</{part.element}>\n" if part.element else "\n"
    texts = elements(columns, names, around=(before, after))
    return Fragments(_place(children.numbers[table], part.section), texts)


def _names(headings: Mapping[str, str]) -> dict[str, str]:
    return {name: _OTHER_NAMES.get(name, heading) for name, heading in headings.items()}


def _place(child: Ints, section: int) -> Ints:
    return (child << _SECTION_BITS) | section
