"""The seeds about placements: those from published files are what the files give, all fit their schemas."""

import csv
import shutil
from pathlib import Path

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir
from pipeline.synthetic.calibration.from_published.placement import build

FOLDER = find_project_dir() / "seeds" / "calibration"
SHARED = Path(__file__).parents[4].parent / "shared"
SEEDS = (
    "placement_flow",
    "placement_share",
    "placement_duration",
    "placement_label",
    "placement_assumption",
    "placement_assumed_share",
    "placement_assumed_duration",
)


def rows_of(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not (SHARED / "published").exists(), reason="the published files are not here")
def test_the_published_seeds_are_what_the_files_give():
    for seed in build(SHARED):
        rows = rows_of(seed.name)
        assert tuple(rows[0]) == seed.columns
        assert [tuple(row.values()) for row in rows] == list(seed.rows), (
            f"run `python -m pipeline.synthetic.calibration ../shared` to make {seed.name} again"
        )


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_fits_its_schema(name, tmp_path):
    for ending in (".csv", ".yaml"):
        shutil.copy(FOLDER / f"{name}{ending}", tmp_path)
    seed = load_seeds(tmp_path)[f"seed_{name}"]
    with open_warehouse() as connection:
        load_seed(connection, seed)
    keys = [tuple(row[column] for column in seed.table.grain) for row in rows_of(name)]
    assert len(set(keys)) == len(keys) > 0


@pytest.mark.parametrize("name", ["placement_share", "placement_assumed_share"])
def test_the_shares_of_a_condition_sum_to_one(name):
    sums = {}
    for row in rows_of(name):
        key = (row["la_code"], row["subject"], row["given"])
        sums[key] = sums.get(key, 0) + float(row["share"])
    assert all(abs(total - 1) < 0.001 for total in sums.values())


@pytest.mark.parametrize("name", ["placement_duration", "placement_assumed_duration"])
def test_the_bands_of_a_duration_rise(name):
    last = {}
    for row in rows_of(name):
        key = (row["subject"], row["given"])
        assert float(row["up_to_days"]) > last.get(key, 0)
        last[key] = float(row["up_to_days"])


def test_every_assumed_number_says_where_it_is_from():
    assert all(len(row["source"]) > 15 for row in rows_of("placement_assumption"))
