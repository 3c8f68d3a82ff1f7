"""Taking units (children) apart into rows.

Nothing of a unit is lost: what no column is for is kept with a row, under its path. Holding the rows belongs to `rows`.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.formats.xml.head import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from pipeline.sources.formats.xml.plan import Element, Plan, TablePlan
    from pipeline.sources.formats.xml.rows import Rows, Texts

_YES = frozenset({"1", "TRUE", "YES"})
_DECIDED = _YES | {"", "0", "FALSE", "NO"}
_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
# An identifier is repeated in every row below it; one as long as a book would fill the disk.
_LONGEST_IDENTIFIER = 1_000


class _Scope:
    """What was found in an element that makes rows or is counted: values by key, such elements below, and the rest."""

    __slots__ = ("below", "plan", "rest", "values")

    def __init__(self, plan: Element) -> None:
        self.plan = plan
        self.values: dict[str, str] = {}
        self.below: list[tuple[Element, etree._Element]] = []
        self.rest: dict[str, str | list[str]] = {}

    def keep(self, path: str, text: str | None) -> None:
        """Keep a text that no column is for, unless it is blank."""
        if text and not text.isspace():
            keep(self.rest, path, text)


def keep(rest: dict[str, str | list[str]], path: str, text: str) -> None:
    """Add a text under its path, in a list when there is another already."""
    before = rest.get(path)
    if before is None:
        rest[path] = text
    else:
        rest[path] = [*(before if isinstance(before, list) else [before]), text]


def take_units(
    units: Sequence[tuple[etree._Element, Element, int]],
    plan: Plan,
    rows: Rows,
    *,
    may_have_attributes: bool,
) -> None:
    """Add the rows of some units.

    The quick way takes for granted that an element has either text or elements, and a value but once. When it has met
    fewer letters than the units have, or there are attributes, its rows are taken back and the thorough way is gone.

    Args:
        units: Elements as parsed, whole; what is to be done with them; their number among those of their name.
        plan: The source's tables.
        rows: Where to add the rows.
        may_have_attributes: Whether an element of them may have attributes.

    Raises:
        RefusedError: An identifier that other rows repeat is longer than any.
    """
    elements = [element for element, _, _ in units]
    if not (may_have_attributes and any(_has_attributes()(element) for element in elements)):
        marks = rows.mark()
        walk = _Walk(plan, rows)
        walk.take(units)
        if letters(str(_text()(element)) for element in elements) == letters(walk.met):
            return
        rows.take_back(marks)
    _Thorough(plan, rows).take(units)


def letters(texts: Iterable[str]) -> int:
    """Return how many characters texts have that are no white space."""
    return len("".join("".join(texts).split()))


class _Walk:
    """The quick way through units."""

    def __init__(self, plan: Plan, rows: Rows) -> None:
        self.plan, self.rows = plan, rows
        self.met: list[str] = []
        # What an element without a row of its own left over, until the next row.
        self.waiting: dict[str, str | list[str]] = {}

    def take(self, units: Sequence[tuple[etree._Element, Element, int]]) -> None:
        """Add the rows of units."""
        for element, unit, ordinal in units:
            given = {unit.number_key: str(ordinal)} if unit.number_key else {}
            scope = self.read(element, unit)
            if unit.tables:
                self.add_all(scope, given)
            else:
                self.add_beside(scope, given)
            if self.waiting:
                self.rows.refuse(self.waiting)
                self.waiting = {}

    def read(self, element: etree._Element, plan: Element) -> _Scope:
        """Find what is in an element."""
        scope = _Scope(plan)
        if len(element):
            self.gather(element, scope, "")
        elif plan.own_key:
            scope.values[plan.own_key] = element.text or ""
        else:
            scope.keep(local_name(element.tag), element.text)
        self.met.extend(scope.values.values())
        if scope.rest:
            self.met.extend(_flat(scope.rest))
        return scope

    def gather(self, group: etree._Element, scope: _Scope, path: str) -> None:
        """Find what is in a scope's element, or in a group within it; groups come after the direct values."""
        plan, values = scope.plan, scope.values
        columns, others = plan.columns, []
        for child in group:
            tag = child.tag
            if tag in columns:
                values[columns[tag]] = child.text or ""
            else:
                others.append((child, tag))
        for child, tag in others:
            if tag not in plan.others:
                self.gather_new(child, scope, path)
            elif (below := plan.others[tag]) is not None:
                scope.below.append((below, child))
            else:
                self.gather_unknown(child, scope, path)

    def gather_new(self, child: etree._Element, scope: _Scope, path: str) -> None:
        """Find what a tag is that was never met here."""
        plan = scope.plan
        plan.learn(child.tag)
        if child.tag in plan.columns:
            scope.values[plan.columns[child.tag]] = child.text or ""
        elif (below := plan.others[child.tag]) is not None:
            scope.below.append((below, child))
        else:
            self.gather_unknown(child, scope, path)

    def gather_unknown(self, child: etree._Element, scope: _Scope, path: str) -> None:
        """Find what is in an element that the scope knows no name of."""
        if not len(child):
            scope.keep(path + local_name(child.tag), child.text)
            return
        by_content = self.plan.by_content and self.plan.find(tuple([leaf.tag for leaf in child]))
        if by_content:
            scope.below.append((by_content, child))
        else:
            self.gather(child, scope, f"{path}{local_name(child.tag)}/")

    def add_all(self, scope: _Scope, given: dict[str, str]) -> None:
        """Add the rows of an element and of all below it.

        Args:
            scope: What is in it.
            given: What its rows may have from elsewhere, by key.
        """
        self.add_rows(scope, given)
        if scope.below:
            if scope.plan.given:
                given = self.handed_on(scope, given)
            counts: dict[str, int] = {}
            for plan, run in groupby(scope.below, key=itemgetter(0)):
                elements = [element for _, element in run]
                first = counts.get(plan.number_key, 0) + 1
                counts[plan.number_key] = first + len(elements) - 1
                self.add_below(plan, elements, given, first=first)

    def add_beside(self, scope: _Scope, given: dict[str, str]) -> None:
        """Add the rows of a unit that has none itself: below it, one may have the identifiers of another."""
        scopes = [self.read(element, plan) for plan, element in scope.below]
        for one in scopes:
            if one.plan.is_beside:
                given = self.handed_on(one, {}) | given
        given = self.handed_on(scope, given)
        self.add_rows(scope, given)
        counts: dict[str, int] = {}
        for one in scopes:
            key = one.plan.number_key
            counts[key] = counts.get(key, 0) + 1
            self.add_all(one, {**given, key: str(counts[key])} if key else given)

    def add_below(
        self, plan: Element, elements: list[etree._Element], given: dict[str, str], *, first: int
    ) -> None:
        """Add the rows of elements of one name that follow each other."""
        if plan.own_key and not any(map(len, elements)):
            texts = [element.text or "" for element in elements]
            self.met.extend(texts)
            for table in plan.tables:
                self.rows.add_leaves(table, given, plan.own_key, texts)
            return
        for number, element in enumerate(elements, first):
            if plan.number_key:
                given = {**given, plan.number_key: str(number)}
            self.add_all(self.read(element, plan), given)

    def add_rows(self, scope: _Scope, given: dict[str, str]) -> None:
        """Add the rows of an element itself."""
        rest = self.with_waiting(scope) if scope.rest or self.waiting or scope.plan.flags else None
        values = {**given, **scope.values}
        for table in scope.plan.tables:
            if table.is_flat and not _has_row(table, scope.values):
                continue
            if table.strict:
                inherited = {key: text for key, text in given.items() if key not in table.strict}
                self.rows.add(table, {**inherited, **scope.values}, rest)
            else:
                self.rows.add(table, values, rest)
            rest = None

    def with_waiting(self, scope: _Scope) -> Texts | None:
        """Return what no column is for; without a table it waits for the next row."""
        for flag in scope.plan.flags & scope.values.keys():
            if scope.values[flag].strip().upper() not in _DECIDED:
                scope.keep(flag, scope.values[flag])
        for path, text in _pairs(scope.rest):
            keep(self.waiting, path, text)
        if not scope.plan.tables:
            return None
        rest, self.waiting = self.waiting, {}
        return rest

    def handed_on(self, scope: _Scope, given: dict[str, str]) -> dict[str, str]:
        """Return what rows below an element may have from it or from above."""
        for key in scope.plan.given:
            if key in scope.values:
                text = scope.values[key]
                if len(text) > _LONGEST_IDENTIFIER:
                    raise RefusedError(
                        f"An identifier ({key}) has more than {_LONGEST_IDENTIFIER:,} characters.",
                        remedy="Export the return again from the case system.",
                    )
                given = {**given, key: text}
        return given


class _Thorough(_Walk):
    """The way through units that have text between elements, attributes, or a value more than once."""

    def gather(self, group: etree._Element, scope: _Scope, path: str) -> None:
        """Find what is in a group, with what stands between its elements."""
        _keep_between(group, scope, path)
        groups = []
        for child in group:
            if child.tag not in scope.plan.columns and child.tag not in scope.plan.others:
                scope.plan.learn(child.tag)
            below = scope.plan.others.get(child.tag)
            key = scope.plan.columns.get(child.tag)
            if below is not None:
                scope.below.append((below, child))
            elif len(child):
                groups.append(child)
            elif key is None or scope.values.get(key, "").strip():
                scope.keep(path + local_name(child.tag), child.text)
            else:
                scope.values[key] = child.text or ""
        for child in groups:
            self.gather_unknown(child, scope, path)


def _has_row(table: TablePlan, values: dict[str, str]) -> bool:
    """Tell whether a table that lies flat among another's values has a row."""
    if values.get(table.flag, "").strip().upper() in _YES:
        return True
    return any(values.get(key, "").strip() for key in table.own if key != table.flag)


def _pairs(rest: Texts) -> list[tuple[str, str]]:
    return [
        (path, text)
        for path, kept in rest.items()
        for text in (kept if isinstance(kept, list) else [kept])
    ]


def _flat(rest: Texts) -> list[str]:
    return [text for _, text in _pairs(rest)]


def _keep_between(group: etree._Element, scope: _Scope, path: str) -> None:
    """Keep the text between a group's elements, and the attributes of the group and its leaves."""
    name = path.rstrip("/") or local_name(group.tag)
    for text in (group.text, *(child.tail for child in group)):
        scope.keep(name, text and text.strip())
    for leaf in (group, *(child for child in group if not len(child))):
        owner = path if leaf is group else f"{path}{local_name(leaf.tag)}/"
        for key, value in leaf.attrib.items():
            if not str(key).startswith(_SCHEMA_INSTANCE):
                scope.keep(f"{owner}@{local_name(str(key))}", str(value))


@cache
def _text() -> etree.XPath:
    from lxml import etree

    return etree.XPath("string()", smart_strings=False)


@cache
def _has_attributes() -> etree.XPath:
    from lxml import etree

    return etree.XPath("boolean(descendant-or-self::*/@*)")
