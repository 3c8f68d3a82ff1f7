"""The one XML of a CIN census: Message with a Header and a Child for each child, its cases within it.

What belongs here: the shape, as `pipeline.sources` reads it and docs/sources/cin_census.md tells it. What does not: how
pieces become a file (`xml_fragments`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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

    from pipeline.synthetic.writing.xml_fragments import Children, Ints

    Columns = Mapping[str, pa.Array]
    Headings = Mapping[str, Mapping[str, str]]

_COLLECTION = ("collection_code", "census_year", "reference_date")
_CASE = "cin_details_id"
_NO_FURTHER_ACTION = "is_referral_no_further_action"
_NO_CHILD = np.zeros(1, dtype=np.int64)  # for what is added to the place of a child
_LAST_CASE = 1023  # the end of a child comes after its cases


@dataclass(frozen=True)
class _Part:
    """Where the rows of a table of a case stand: the section of the case, the element, the column of its number."""

    section: int
    element: str
    number: str


@dataclass(frozen=True)
class _Inner:
    """Rows within the rows of a part: their table, the part's, and the element around all of one."""

    table: str
    around: str


_PARTS = {
    "assessments": _Part(1, "Assessments", "assessment_id"),
    "cin_plan_dates": _Part(2, "CINPlanDates", "cin_plan_id"),
    "section_47": _Part(3, "Section47", "section_47_id"),
    "child_protection_plans": _Part(5, "ChildProtectionPlans", "child_protection_plan_id"),
    "pre_proceedings": _Part(6, "PreProceedingsandFGDM", "pre_proceedings_id"),
}
_INNER = {
    "assessments": _Inner("assessment_factors", "FactorsIdentifiedAtAssessment"),
    "child_protection_plans": _Inner("child_protection_plan_reviews", "Reviews"),
}
_NUMBERS = {CHILD, _CASE, *(part.number for part in _PARTS.values())}
_NO_ACTION_SECTION, _CASE_END = 4, 7
_IDENTIFIERS, _CHARACTERISTICS, _DISABILITIES, _CHARACTERISTICS_END = 0, 1, 2, 3
_OPEN, _INNER_OPEN, _INNER_ROW, _INNER_END, _END = range(5)


def write_cin_census_xml(path: Path, tables: Mapping[str, Columns], headings: Headings) -> int:
    """Write the census of a local authority and year.

    Args:
        path: The file.
        tables: The columns of each table of the census, strings without nulls; tables may be missing.
        headings: The headings of the columns of each table, by our names.

    Returns:
        The number of bytes written.
    """
    children = number_children(tables, "child_identifiers")
    fragments = [
        *_of_children(children, tables, headings),
        *_of_characteristics(children, tables, headings),
        *_of_cases(children, tables, headings),
    ]
    for table in (name for name in _PARTS if name in tables):
        fragments += _of_part(table, children, tables, headings)
    before = f"<Message>\n{_header(tables, headings)}<Children>\n"
    return write_fragments(path, fragments, before=before, after="</Children>\n</Message>\n")


def _header(tables: Mapping[str, Columns], headings: Headings) -> str:
    if "header" not in tables:
        return ""
    names, columns = headings["header"], tables["header"]
    collection = {name: names[name] for name in _COLLECTION if name in names}
    source = {name: heading for name, heading in names.items() if name not in collection}
    around = "<CollectionDetails>", "</CollectionDetails>"
    first = elements(columns, collection, around=around).to_pylist()
    second = elements(columns, source, around=("<Source>", "</Source>")).to_pylist()
    return "".join(
        f"<Header>\n{one}\n{other}\n</Header>\n" for one, other in zip(first, second, strict=True)
    )


def _of_children(
    children: Children, tables: Mapping[str, Columns], headings: Headings
) -> Iterator[Fragments]:
    around = "<Child>\n<ChildIdentifiers>", "</ChildIdentifiers>\n"
    everyone = np.arange(len(children.ids))
    strangers = {CHILD: children.ids.slice(children.main_count)}
    yield Fragments(
        _place(everyone[children.main_count :]),
        elements(strangers, {CHILD: "LAchildID"}, around=around),
    )
    yield same_text(_place(everyone, _LAST_CASE), "</Child>\n")
    if "child_identifiers" in tables:
        names, columns = headings["child_identifiers"], tables["child_identifiers"]
        yield Fragments(
            _place(children.numbers["child_identifiers"]),
            elements(columns, names, around=around, leave_out_blank=True),
        )


def _of_characteristics(
    children: Children, tables: Mapping[str, Columns], headings: Headings
) -> Iterator[Fragments]:
    """Yield ethnicity and disabilities; a child with disabilities and no ethnicity has the element too."""
    known = [
        children.numbers[table]
        for table in ("child_characteristics", "disabilities")
        if table in tables
    ]
    if not known:
        return
    every = np.unique(np.concatenate(known))
    yield same_text(_place(every, 0, _CHARACTERISTICS), "<ChildCharacteristics>")
    yield same_text(_place(every, 0, _CHARACTERISTICS_END), "</ChildCharacteristics>\n")
    for table, section in (
        ("child_characteristics", _CHARACTERISTICS),
        ("disabilities", _DISABILITIES),
    ):
        if table in tables:
            number = children.numbers[table]
            names = _own_names(headings[table])
            texts = elements(tables[table], names, leave_out_blank=True)
            yield Fragments(_place(number, 0, section, 0, _INNER_ROW), texts)
    if "disabilities" in tables:
        disabled = np.unique(children.numbers["disabilities"])
        yield same_text(_place(disabled, 0, _DISABILITIES, 0, _INNER_OPEN), "<Disabilities>")
        yield same_text(_place(disabled, 0, _DISABILITIES, 0, _INNER_END), "</Disabilities>")


def _of_cases(
    children: Children, tables: Mapping[str, Columns], headings: Headings
) -> Iterator[Fragments]:
    """Yield the cases; one that only rows within it speak of has the element too."""
    inside = [table for table in tables if _CASE in tables[table]]
    if not inside:
        return
    places = [_case_place(children, tables, table, 0) for table in inside]
    every = np.unique(np.concatenate(places))
    yield same_text(every, "<CINdetails>")
    yield same_text(every | _place(_NO_CHILD, 0, _CASE_END), "</CINdetails>\n")
    if "cin_details" in tables:
        names, columns = _own_names(headings["cin_details"]), tables["cin_details"]
        action = {name: names.pop(name) for name in (_NO_FURTHER_ACTION,) if name in names}
        for section, some in ((0, names), (_NO_ACTION_SECTION, action)):
            yield Fragments(
                _case_place(children, tables, "cin_details", section) | _END,
                elements(columns, some, around=("", "\n"), leave_out_blank=True),
            )


def _of_part(
    table: str, children: Children, tables: Mapping[str, Columns], headings: Headings
) -> Iterator[Fragments]:
    """Yield the rows of a part of cases, with the rows within them."""
    part, inner = _PARTS[table], _INNER.get(table)
    places = _item_place(children, tables, table, part)
    texts = elements(
        tables[table],
        _own_names(headings[table]),
        around=(f"<{part.element}>", ""),
        leave_out_blank=True,
    )
    yield Fragments(places | _OPEN, texts)
    yield same_text(places | _END, f"</{part.element}>\n")
    if inner and inner.table in tables:
        within = _item_place(children, tables, inner.table, part)
        every = np.unique(within)
        yield same_text(every | _INNER_OPEN, f"<{inner.around}>")
        yield Fragments(
            within | _INNER_ROW, elements(tables[inner.table], _own_names(headings[inner.table]))
        )
        yield same_text(every | _INNER_END, f"</{inner.around}>")


def _own_names(headings: Mapping[str, str]) -> dict[str, str]:
    return {name: heading for name, heading in headings.items() if name not in _NUMBERS}


def _item_place(children: Children, tables: Mapping[str, Columns], table: str, part: _Part) -> Ints:
    number = _whole(tables[table][part.number])
    return _case_place(children, tables, table, part.section) | _place(_NO_CHILD, 0, 0, number)


def _case_place(
    children: Children, tables: Mapping[str, Columns], table: str, section: int
) -> Ints:
    return _place(children.numbers[table], _whole(tables[table][_CASE]), section)


def _whole(texts: pa.Array) -> Ints:
    return np.asarray(pc.cast(texts, pa.int64()).to_numpy(zero_copy_only=False))


def _place(
    child: Ints, case: Ints | int = 0, section: int = 0, item: Ints | int = 0, piece: int = 0
) -> Ints:
    """Return the place of a piece: child, case from 1 (0 for what is the child's own), section, item, piece."""
    return (((child << 10 | case) << 4 | section) << 12 | item) << 3 | piece
