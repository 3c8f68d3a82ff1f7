"""Findings by the hundred thousand: what many have in common is told once, the rest is held in columns.

What belongs here: holding them, and reading them one at a time, by kind or by column. What does not: finding them
(`quality`), and showing them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from pipeline.validation.definition import Finding

if TYPE_CHECKING:
    import pyarrow as pa

_AT_A_TIME = 20_000


@dataclass(frozen=True)
class Kind:
    """What the findings of one rule in one file have in common; `Finding` says what each is."""

    rule_code: str
    severity: str
    table: str
    fields: tuple[str, ...]
    message: str


class Findings(Sequence[Finding]):
    """Findings in the order of rules, tables and rows.

    Attributes:
        kinds: The kinds that there are.
        columns: A row a finding, those of a kind together: `kind` (its place among the kinds), `row`, `child`, `field`,
            `value`.
    """

    def __init__(self, kinds: Sequence[Kind], columns: pa.Table) -> None:
        self.kinds = tuple(kinds)
        self.columns = columns

    def __len__(self) -> int:
        count: int = self.columns.num_rows
        return count

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Findings: ...
    def __getitem__(self, place: int | slice) -> Finding | Findings:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step != 1:
                raise ValueError("findings are taken as they follow one another")
            return Findings(self.kinds, self.columns.slice(start, max(0, stop - start)))
        at = range(len(self))[place]
        return next(iter(self[at : at + 1]))

    def __iter__(self) -> Iterator[Finding]:
        for batch in self.columns.to_batches(max_chunksize=_AT_A_TIME):
            for number, row, child, field, value in zip(
                *(column.to_pylist() for column in batch.columns), strict=True
            ):
                kind = self.kinds[number]
                yield Finding(
                    *(kind.rule_code, kind.severity, kind.table, row, kind.fields),
                    *(child, field, value, kind.message),
                )

    def by_kind(self) -> Iterator[tuple[Kind, Findings]]:
        """Yield each kind with its findings."""
        start = 0
        for counted in self.columns["kind"].value_counts().to_pylist():
            yield self.kinds[counted["values"]], self[start : start + counted["counts"]]
            start += counted["counts"]

    @property
    def counts(self) -> Counter[str]:
        """How many findings there are of each severity."""
        counts: Counter[str] = Counter()
        for kind, findings in self.by_kind():
            counts[kind.severity] += len(findings)
        return counts
