"""A table of text as the planters look at it: cells, days, children, and which row of a child follows which.

What belongs here: reading an extract. What does not: changing it, and what makes a fault.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.synthetic.extracts.collection_year import CollectionYear
from pipeline.synthetic.faults.values import day_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.faults.definition import Memory, SheetKey

    Texts = NDArray[np.object_]
    Days = NDArray[np.datetime64]
    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

CHILD = "la_child_id"
_CASE = "case_number"


@dataclass(frozen=True)
class Sheet:
    """One table of one year, its columns unpacked when they are first asked for."""

    extract: Extract
    _texts: dict[str, Texts] = field(default_factory=dict, repr=False)
    _days: dict[str, Days] = field(default_factory=dict, repr=False)
    _order: dict[str, tuple[Ints, Ints]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.extract)

    @property
    def form(self) -> str:
        """The form in which the file writes a day, as strftime has it."""
        return day_form(self.extract.source)

    def has(self, column: str) -> bool:
        """Return whether the table has a column in that year."""
        return column in self.extract.columns

    def text(self, column: str) -> Texts:
        """Return the cells of a column, "" for blank."""
        if column not in self._texts:
            filled = pc.fill_null(self.extract.columns[column].cast(pa.string()), "")
            self._texts[column] = filled.to_numpy(zero_copy_only=False)
        return self._texts[column]

    def days(self, column: str) -> Days:
        """Return the cells of a column as days, NaT where there is none."""
        if column not in self._days:
            cells = pa.array(self.text(column), pa.string())
            read = pc.strptime(cells, format=self.form, unit="s", error_is_null=True)
            self._days[column] = read.to_numpy(zero_copy_only=False).astype("datetime64[D]")
        return self._days[column]

    def is_filled(self, column: str) -> Flags:
        """Return which cells of a column are not blank."""
        return np.asarray(self.text(column) != "", dtype=bool)

    @cached_property
    def units(self) -> Texts:
        """Whom each row is about: the child, else the court case, else the row itself."""
        for column in (CHILD, _CASE):
            if self.has(column) and self.is_filled(column).all():
                return self.text(column)
        found: Texts = np.array([f"{self.extract.table}/{row}" for row in range(len(self))])
        for column in (_CASE, CHILD):
            if self.has(column):
                found = np.where(self.is_filled(column), self.text(column), found)
        return found.astype(object)

    @cached_property
    def number_of_unit(self) -> Ints:
        """A number for whom each row is about."""
        codes = pa.array(self.units, pa.string()).dictionary_encode().indices
        return np.asarray(codes.to_numpy(), dtype=np.int64)

    @cached_property
    def is_alone(self) -> Flags:
        """Which rows are the only one of their child."""
        return np.asarray(np.bincount(self.number_of_unit)[self.number_of_unit] == 1)

    def before_and_after(self, column: str) -> tuple[Ints, Ints]:
        """Return the rows of the same child before and after each row, by a column of days; -1 for none."""
        if column not in self._order:
            units, days = self.number_of_unit, self.days(column).astype(np.int64)
            order = np.lexsort((days, units))
            same = units[order[1:]] == units[order[:-1]]
            before, after = np.full(len(self), -1), np.full(len(self), -1)
            before[order[1:][same]] = order[:-1][same]
            after[order[:-1][same]] = order[1:][same]
            self._order[column] = (before, after)
        return self._order[column]

    def first_rows(self) -> dict[str, int]:
        """Return the first row of each child in the file."""
        rows = range(len(self) - 1, -1, -1)
        return {self.units[row]: row for row in rows}


@dataclass(frozen=True)
class Scene(CollectionYear):
    """All tables of one local authority and year, and what is known of the year before.

    Attributes:
        sheets: The tables.
        memory: What is remembered of the years before.
    """

    sheets: Mapping[SheetKey, Sheet]
    memory: Memory

    @cached_property
    def last_year(self) -> dict[SheetKey, Sheet]:
        """The tables that are remembered of the last return."""
        return {key: Sheet(extract) for key, extract in self.memory.last_year.items()}

    @cached_property
    def birth_dates(self) -> dict[str, np.datetime64]:
        """The date of birth of each child in the return and the census."""
        found: dict[str, np.datetime64] = {}
        for key in (("cin_census", "child_identifiers"), ("ssda903", "header")):
            if (sheet := self.sheets.get(key)) is not None:
                days = sheet.days("birth_date")
                known = np.flatnonzero(~np.isnat(days))
                found |= dict(zip(sheet.units[known], days[known], strict=True))
        return found

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id of a child in any table."""
        return frozenset(
            one for sheet in self.sheets.values() if sheet.has(CHILD) for one in sheet.text(CHILD)
        )
