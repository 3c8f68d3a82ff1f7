"""The seeds of children in need: they fit their schemas, and the releases give the published ones again."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse, quote
from pipeline.modelling.seeds import load_seed
from pipeline.synthetic.calibration.from_published.need import build
from tests.unit.synthetic.sample import SEEDS

FOLDER = SEEDS / "calibration"
SHARED = Path(__file__).parents[4].parent / "shared"
NAMES = (
    "need_flow", "need_share", "need_column", "need_assumption", "need_assumed_share",
    "need_assumed_duration", "bank_holiday",
)  # fmt: skip


def rows_of(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(
    not (SHARED / "published").is_dir(),
    reason="the published releases are not beside the repository (folder shared)",
)
def test_the_published_seeds_are_what_the_releases_give():
    for seed in build(SHARED):
        kept = rows_of(seed.name)
        assert seed.columns == tuple(kept[0])
        assert list(seed.rows) == [tuple(row.values()) for row in kept], (
            f"run python -m pipeline.synthetic.calibration ../shared and look at {seed.name}"
        )


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The seeds of this topic, by themselves."""
    folder = tmp_path_factory.mktemp("seeds")
    for name in NAMES:
        for ending in ("csv", "yaml"):
            shutil.copy(FOLDER / f"{name}.{ending}", folder)
    return load_seeds(folder)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_fits_its_schema_and_its_key_names_one_row(seeds, name):
    seed = seeds[f"seed_{name}"]
    with open_warehouse() as connection:
        load_seed(connection, seed)
        count = connection.sql(f"SELECT COUNT(*) FROM {quote(seed.table.name)}").fetchall()[0][0]
    keys = [tuple(row[column] for column in seed.table.grain) for row in rows_of(name)]
    assert count == len(keys) == len(set(keys)) > 0


@pytest.mark.parametrize("name", ["need_share", "need_assumed_share"])
def test_shares_sum_to_one_unless_one_case_can_have_several(name):
    sums, several = {}, set()
    for row in rows_of(name):
        key = (row["la_code"], row["subject"], row["given"])
        sums[key] = sums.get(key, 0) + float(row["share"])
        if row["code"] == "all":
            several.add(key)
    single = {key: total for key, total in sums.items() if key not in several}
    assert single == {key: pytest.approx(1, abs=0.001) for key in single}
    assert all(sums[key] > 1 for key in several)


def test_every_assumption_says_why():
    for name in ("need_assumption", "need_assumed_share", "need_assumed_duration"):
        assert all(len(row["source"]) > len("assumed") for row in rows_of(name))


def test_england_has_the_headline_figures_of_the_releases():
    england = {
        row["collection_year"]: row for row in rows_of("need_flow") if row["la_code"] == "E92000001"
    }
    assert england["2025"]["episodes_at_31_march"] == "402400"
    assert england["2022"]["assessments"] == "645070"
    assert england["2025"]["plans_at_31_march"] == "49420"
    assert england["2025"]["children"] == "12183016"


def test_bank_holidays_are_weekdays_eight_or_more_a_year():
    days = [date.fromisoformat(row["holiday_date"]) for row in rows_of("bank_holiday")]
    assert all(day.weekday() < 5 for day in days)
    for year in {day.year for day in days}:
        assert sum(day.year == year for day in days) >= 8
