"""What a fault is: its kind as the seed has it, the changes that plant it, and its entry in the ledger.

What belongs here: the shapes that the other modules hand on. What does not: how a kind of fault is planted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from pipeline.synthetic.extracts.definition import Extract

    Ints = NDArray[np.int64]

SheetKey = tuple[str, str]
WHOLE_FILE = -1


@dataclass(frozen=True)
class FaultKind:
    """One row of `seeds/calibration/fault_kind.csv`: a kind of fault in one column of one table.

    Attributes:
        kind: Name of the kind, which says how it is planted.
        source: Source of the table.
        table: Table whose rows are given the fault.
        column: Column that is made wrong.
        other_column: Column that it is compared with; "" for none. Of another table as `table.column`.
        wrong_values: Values to choose the wrong one from; empty where it is worked out.
        rule_code: The rule that must find it; "" when nothing need find it.
        also: Other rules that may find it, on any row of the child, in that year or the next.
        weight: How often, beside the other kinds of the table.
        first_year: First collection year in which it is a fault; None for all.
        last_year: Last such year; None for all.
    """

    kind: str
    source: str
    table: str
    column: str
    other_column: str
    wrong_values: tuple[str, ...]
    rule_code: str
    also: tuple[str, ...]
    weight: float
    first_year: int | None
    last_year: int | None

    @property
    def sheet(self) -> SheetKey:
        """The table whose rows are given the fault."""
        return self.source, self.table

    def is_of(self, year: int) -> bool:
        """Return whether it is a fault in a collection year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True)
class Edit:
    """Another value in one cell."""

    sheet: SheetKey
    row: int
    column: str
    value: str


@dataclass(frozen=True)
class Copy:
    """A row that is there twice, the copy after the first."""

    sheet: SheetKey
    row: int


@dataclass(frozen=True)
class Removal:
    """A row that is left out."""

    sheet: SheetKey
    row: int


@dataclass(frozen=True)
class Rename:
    """A child's id that is another from this year on, in all tables."""

    old: str
    new: str


@dataclass(frozen=True)
class NotSent:
    """A whole table that is not sent."""

    sheet: SheetKey


Change = Edit | Copy | Removal | Rename | NotSent


@dataclass(frozen=True)
class Place:
    """Where a fault is to be found.

    Attributes:
        sheet: Source and table.
        row: Position of the row before anything is changed; WHOLE_FILE for none.
        column: Our name of the column.
        is_copy: Whether it is the copy of that row.
    """

    sheet: SheetKey
    row: int
    column: str
    is_copy: bool = False


@dataclass(frozen=True)
class Fault:
    """A fault that is to be planted.

    Attributes:
        kind: What kind it is.
        place: Where the rule must find it.
        planted: The wrong value, or what was done where it is no value.
        right: The value that was right.
        changes: What plants it.
    """

    kind: FaultKind
    place: Place
    planted: str
    right: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Options:
    """The rows that may be given a kind of fault, and how one of them is given it.

    Attributes:
        rows: Positions in the table of the kind.
        make: Gives the fault of a row; the second number is chance, to choose between wrong values.
    """

    rows: Ints
    make: Callable[[int, int], Fault]


@dataclass(frozen=True)
class LedgerEntry:
    """A planted fault: where it is, what it is, and which rule must find it.

    Attributes:
        la_code: ONS code of the local authority.
        collection_year: Year of the return.
        source: Source of the file.
        table: Table of the file.
        row: Data row in the file as it is written, from 1; -1 when the whole file is meant.
        field: Heading of the column in the file.
        column: Our name of the column.
        la_child_id: The child's id in that file; "" where the row has none.
        kind: Kind of fault.
        rule_code: The rule that must find it; "" when nothing need find it.
        also: Other rules that may find it, separated by blanks: on any row of the child, in that year or the next.
        planted: The wrong value.
        right: The right one.
    """

    la_code: str
    collection_year: int
    source: str
    table: str
    row: int
    field: str
    column: str
    la_child_id: str
    kind: str
    rule_code: str
    also: str
    planted: str
    right: str


@dataclass(frozen=True)
class Memory:
    """What must be remembered of the years before, because faults and rules compare a year with the last.

    Attributes:
        new_ids: Ids that changed, and what they are now.
        last_year: Tables of the last return as it was written.
        at_fault: Children that were given a fault in the last year.
    """

    new_ids: Mapping[str, str] = field(default_factory=dict)
    last_year: Mapping[SheetKey, Extract] = field(default_factory=dict)
    at_fault: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Planted:
    """A year's tables with their faults, the ledger of these, and what the next year must know."""

    extracts: list[Extract]
    ledger: list[LedgerEntry]
    memory: Memory
