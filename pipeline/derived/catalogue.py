"""The catalogue of measures as its seeds have it: measures, subjects, documents and what answers each document's rows.

What belongs here: reading the seeds and relating their rows. What does not: what a page says of them (`measure_pages`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row = dict[str, str]


@dataclass(frozen=True)
class Catalogue:
    """Rows of the seeds, each as a mapping of column to text; subjects and documents in their order."""

    measures: tuple[Row, ...]
    themes: tuple[Row, ...]
    documents: tuple[Row, ...]
    sources: tuple[Row, ...]
    counts: dict[str, str]
    units: dict[str, str]

    def of_theme(self, theme: str) -> tuple[Row, ...]:
        """Return the measures of a subject."""
        return tuple(row for row in self.measures if row["theme"] == theme)

    def of_document(self, document: str) -> tuple[Row, ...]:
        """Return the figures and questions of a document."""
        return tuple(row for row in self.sources if row["document"] == document)

    def answered_by(self, measure_id: str) -> tuple[Row, ...]:
        """Return the figures and questions that a measure answers, alone or with others."""
        return tuple(row for row in self.sources if measure_id in measures_of(row))


def load_catalogue(seeds: Path) -> Catalogue | None:
    """Return the catalogue; None where the folder has none.

    Args:
        seeds: The folder of seeds.
    """
    if not (seeds / "measure_source.csv").exists():
        return None
    return Catalogue(
        measures=_rows(seeds, "measures"),
        themes=_in_order(_rows(seeds, "measure_theme")),
        documents=_in_order(_rows(seeds, "measure_document")),
        sources=_rows(seeds, "measure_source"),
        counts={row["count_id"]: row["counted"] for row in _rows(seeds, "measure_count")},
        units={row["unit"]: row["label"] for row in _rows(seeds, "measure_unit")},
    )


def measures_of(source: Row) -> tuple[str, ...]:
    """Return the measures that a figure or question needs.

    >>> measures_of({"measure_id": "starts", "also_measures": "leavers; looked_after"})
    ('starts', 'leavers', 'looked_after')
    """
    return tuple(filter(None, [source["measure_id"], *source["also_measures"].split("; ")]))


def _rows(seeds: Path, name: str) -> tuple[Row, ...]:
    with (seeds / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: int(row["sort_order"])))
