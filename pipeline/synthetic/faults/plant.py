"""Faults planted in the tables of one local authority, year by year, as many as the plan asks for.

A child is given one fault a year at most, so that what a rule finds has one cause. What belongs here: how many, of
which kinds, in whose rows. What does not: what a fault of a kind looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.draw import systematic
from pipeline.synthetic.chance.stream import stream
from pipeline.synthetic.faults.apply import apply_changes, rename_children
from pipeline.synthetic.faults.definition import (
    Fault,
    LedgerEntry,
    Memory,
    Planted,
    Rename,
)
from pipeline.synthetic.faults.registry import PLANTERS
from pipeline.synthetic.faults.rows import MISSING_MODULE, missing_module
from pipeline.synthetic.faults.sheet import CHILD, Scene, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.faults.apply import Applied
    from pipeline.synthetic.faults.definition import FaultKind, SheetKey
    from pipeline.synthetic.plan import Plan
    from pipeline.synthetic.writing.headings import Forms

_REMEMBERED = (("ssda903", "header"), ("ssda903", "episodes"))


@dataclass(frozen=True)
class Planter:
    """What plants faults.

    Attributes:
        plan: Its `fault_rate_of` says how many: the share of a table's rows that are given a fault. Its seed: which.
        kinds: The kinds of fault.
        forms: The headings that the columns have in the files.
    """

    plan: Plan
    kinds: tuple[FaultKind, ...]
    forms: Forms

    def plant(self, extracts: Sequence[Extract], memory: Memory) -> Planted:
        """Return the tables of one local authority and year with faults in them.

        Args:
            extracts: All its tables of the year, their columns text.
            memory: What is remembered of the years before; `Memory()` before the first.
        """
        if not extracts or not (self._rate(extracts) > 0 or memory.new_ids):
            return Planted(list(extracts), [], memory)
        renamed = [rename_children(extract, memory.new_ids) for extract in extracts]
        faults, at_fault = self._choose(renamed, memory)
        applied = apply_changes(renamed, [change for one in faults for change in one.changes])
        ledger = [self._entry(fault, renamed, applied) for fault in faults]
        return Planted(applied.extracts, ledger, _remember(memory, faults, applied, at_fault))

    def _rate(self, extracts: Sequence[Extract]) -> float:
        return self.plan.fault_rate_of(extracts[0].la_code, extracts[0].collection_year)

    def _choose(
        self, extracts: Sequence[Extract], memory: Memory
    ) -> tuple[list[Fault], frozenset[str]]:
        year, la_code = extracts[0].collection_year, extracts[0].la_code
        sheets = {(one.source, one.table): Sheet(one) for one in extracts if len(one)}
        kinds = [one for one in self.kinds if one.sheet in sheets and one.is_of(year)]
        rng = stream(self.plan.seed, la_code, "faults", str(year))
        rate = self._rate(extracts)
        faults = _not_sent(kinds, rate, rng)
        for fault in faults:
            sheets.pop(fault.kind.sheet, None)
        scene = Scene(year, sheets, memory)
        taken: set[str] = set()
        for key, sheet in sheets.items():
            rng = stream(self.plan.seed, la_code, "faults", str(year), *key)
            fitting = [
                one
                for one in kinds
                if one.sheet == key and one.kind != MISSING_MODULE and sheet.has(one.column)
            ]
            count = int(np.floor(len(sheet) * rate + rng.random()))
            faults += _Draw(scene, fitting, rng, taken).faults(count)
        return faults, frozenset(taken)

    def _entry(self, fault: Fault, before: Sequence[Extract], applied: Applied) -> LedgerEntry:
        source, table = fault.place.sheet
        extract = next(one for one in before if (one.source, one.table) == fault.place.sheet)
        form = self.forms.of(source, table, extract.collection_year)
        return LedgerEntry(
            la_code=extract.la_code,
            collection_year=extract.collection_year,
            source=source,
            table=table,
            row=applied.row_of(fault.place),
            field=form.headings[fault.place.column],
            column=fault.place.column,
            la_child_id=_child_of(fault, extract),
            kind=fault.kind.kind,
            rule_code=fault.kind.rule_code,
            also=" ".join(fault.kind.also),
            planted=fault.planted,
            right=fault.right,
        )


def _not_sent(kinds: Sequence[FaultKind], rate: float, rng: np.random.Generator) -> list[Fault]:
    """Return the tables that are not sent: the weight makes the rate the chance of each."""
    modules = [one for one in kinds if one.kind == MISSING_MODULE]
    chances = rng.random(len(modules))
    return [
        missing_module(one)
        for one, chance in zip(modules, chances, strict=True)
        if chance < rate * one.weight
    ]


@dataclass(frozen=True)
class _Draw:
    """The drawing of the faults of one table; `taken` grows by each child that is given one."""

    scene: Scene
    kinds: Sequence[FaultKind]
    rng: np.random.Generator
    taken: set[str]

    def faults(self, count: int) -> list[Fault]:
        """Return so many faults, the kinds as often as they weigh, as far as there are rows for them."""
        left = list(self.kinds)
        chosen: list[Fault] = []
        while left and len(chosen) < count:
            weights = np.array([kind.weight for kind in left])
            drawn = systematic(self.rng, weights, count - len(chosen))
            wanted = np.bincount(drawn, minlength=len(left))
            short = []
            for kind, number in zip(left, wanted.tolist(), strict=True):
                found = self._take(kind, number) if number else []
                chosen += found
                short += [kind] if len(found) < number else []
            left = [kind for kind in left if kind not in short]
        return chosen

    def _take(self, kind: FaultKind, wanted: int) -> list[Fault]:
        options = PLANTERS[kind.kind](self.scene, kind)
        units = self.scene.sheets[kind.sheet].units
        found: list[Fault] = []
        for row in self.rng.permutation(options.rows).tolist():
            if len(found) == wanted:
                break
            if units[row] not in self.taken:
                self.taken.add(units[row])
                found.append(options.make(row, int(self.rng.integers(1 << 30))))
        return found


def _child_of(fault: Fault, extract: Extract) -> str:
    """Return the id that the row has in the file as it is written."""
    if fault.place.row < 0 or CHILD not in extract.columns:
        return ""
    if fault.place.column == CHILD:
        return fault.planted
    return str(extract.columns[CHILD][fault.place.row].as_py() or "")


def _remember(
    memory: Memory, faults: Sequence[Fault], applied: Applied, at_fault: frozenset[str]
) -> Memory:
    changed = {
        change.old: change.new
        for fault in faults
        for change in fault.changes
        if isinstance(change, Rename)
    }
    last: dict[SheetKey, Extract] = {
        (one.source, one.table): one
        for one in applied.extracts
        if (one.source, one.table) in _REMEMBERED
    }
    now_named = frozenset(changed.get(one, one) for one in at_fault)
    return Memory(_new_ids(memory.new_ids, changed), last, now_named)


def _new_ids(earlier: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, str]:
    """Return what each id of the simulation is now; one that changes again is found by its first."""
    second = set(earlier.values())
    first = {old: new for old, new in changed.items() if old not in second}
    return first | {old: changed.get(new, new) for old, new in earlier.items()}
