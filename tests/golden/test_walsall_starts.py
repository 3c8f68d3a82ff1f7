"""Walsall's published starts (appendix 14.1), reproduced from its five rebuilt returns, cell by cell."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse

SHARED = Path(__file__).parents[2].parent / "shared"
PUBLISHED = SHARED / "tables" / "walsall" / "app14_1_starting_by_age_placement.csv"
RETURNS = SHARED / "samples" / "walsall_ssda903"

pytestmark = pytest.mark.skipif(
    not PUBLISHED.exists(),
    reason="the published tables and sample returns are not beside this checkout",
)

Cell = tuple[str, str, str]


@pytest.fixture(scope="module")
def computed(build_models, tmp_path_factory):
    """Starts by placement group, year and age as `mart_starts` has them, and every margin of them."""
    home = tmp_path_factory.mktemp("walsall")
    build_models(home, RETURNS, models=["mart_starts"])
    with open_warehouse(home / "warehouse.duckdb", read_only=True) as warehouse:
        rows = warehouse.execute(
            "SELECT first_placement_group, collection_year, age_at_start, SUM(starts) FROM mart_starts "
            "WHERE la_code = 'E08000030' GROUP BY ALL"
        ).fetchall()
    starts: Counter[Cell] = Counter()
    for group, year, age, number in rows:
        label = f"{year - 1}/{year % 100:02d}"
        for g in (group, "All"):
            for y in (label, "All"):
                for a in (str(age), "All"):
                    starts[g, y, a] += int(number)
    return starts


def _published(*, totals: bool) -> dict[Cell, int]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return {
            (row["placement_group"], row["year"], row["age_at_start"]): int(row["value"] or 0)
            for row in csv.DictReader(file)
            if (row["is_total"] == "1") is totals
        }


def test_every_cell_equals_the_published_one(computed):
    published = _published(totals=False)
    assert sum(number > 0 for number in published.values()) == 249
    assert {cell: computed[cell] for cell in published} == published


def test_every_total_equals_the_published_one(computed):
    published = _published(totals=True)
    assert {cell: computed[cell] for cell in published} == published


def test_nothing_is_counted_that_was_not_published(computed):
    published = _published(totals=False)
    cells = {cell for cell, number in computed.items() if number and "All" not in cell}
    assert cells <= set(published)
