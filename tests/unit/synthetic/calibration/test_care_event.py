"""The seeds of what happens to looked after children: as the releases give them, and fit to be drawn from."""

import csv
import itertools
import shutil
from pathlib import Path

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse, quote
from pipeline.modelling.seeds import load_seed
from pipeline.synthetic.calibration.from_published.care_event import build
from tests.unit.synthetic.sample import SEEDS

FOLDER = SEEDS / "calibration"
SHARED = Path(__file__).parents[4].parent / "shared"
NAMES = (
    "care_event_flow", "care_event_share", "care_event_duration", "care_event_label",
    "care_event_assumption", "care_event_assumed_share",
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
        kept = [tuple(row.values()) for row in rows_of(seed.name)]
        assert seed.columns == tuple(rows_of(seed.name)[0])
        assert list(seed.rows) == kept, (
            f"run python -m pipeline.synthetic.calibration ../shared and look at {seed.name}"
        )


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """The seeds of this topic, by themselves."""
    folder = tmp_path_factory.mktemp("seeds")
    for name, ending in itertools.product(NAMES, ("csv", "yaml")):
        shutil.copy(FOLDER / f"{name}.{ending}", folder)
    return load_seeds(folder)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_fits_its_schema_and_its_key_names_one_row(seeds, name):
    seed = seeds[f"seed_{name}"]
    with open_warehouse() as connection:
        load_seed(connection, seed)
        count = connection.sql(f"SELECT COUNT(*) FROM {quote(seed.table.name)}").fetchall()[0][0]
    assert count == len(rows_of(name)) > 0
    keys = [tuple(row[column] for column in seed.table.grain) for row in rows_of(name)]
    assert len(set(keys)) == len(keys)
    assert all(all(part for part in key) for key in keys)


@pytest.mark.parametrize("name", ["care_event_share", "care_event_assumed_share"])
def test_shares_of_one_subject_sum_to_one(name):
    sums = {}
    for row in rows_of(name):
        key = (row["la_code"], row["subject"], row["given"])
        sums[key] = sums.get(key, 0) + float(row["share"])
    assert sums == {key: pytest.approx(1, abs=0.001) for key in sums}


def test_each_figure_says_where_it_is_from():
    assert all(row["source"].startswith("assumed: ") for row in rows_of("care_event_assumption"))
    assert all(row["source"].startswith("assumed: ") for row in rows_of("care_event_assumed_share"))
    for name in ("care_event_share", "care_event_duration"):
        assert all(row["source"].startswith("DfE ") for row in rows_of(name))


def test_england_and_nearly_all_authorities_are_there_in_every_year():
    rows = rows_of("care_event_flow")
    years = {}
    for row in rows:
        years.setdefault(row["la_code"], set()).add(int(row["collection_year"]))
    assert years["E92000001"] == set(range(2018, 2026))
    assert sum(len(found) == 8 for found in years.values()) > 140
    assert len(years) > 150
