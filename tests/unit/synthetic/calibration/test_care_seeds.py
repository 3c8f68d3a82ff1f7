"""The seeds of who starts and leaves care: they fit their schemas, and the releases give them again."""

import csv
from pathlib import Path
from shutil import copy

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse, quote
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir
from pipeline.synthetic.calibration.from_published.care import build
from pipeline.synthetic.calibration.from_published.hidden_counts import CountTable, fill_hidden
from pipeline.synthetic.calibration.load import ENGLAND, Calibration

FOLDER = find_project_dir() / "seeds" / "calibration"
SHARED = Path(__file__).parents[4].parent / "shared"
TABLES = ("care_flow", "care_share", "care_duration", "care_published_word", "care_assumption")
ASSUMED = ("care_assumed_share", "care_assumed_duration")


@pytest.mark.parametrize("name", TABLES + ASSUMED)
def test_a_seed_fits_its_schema_and_no_key_stands_twice(name, tmp_path):
    for ending in ("csv", "yaml"):
        copy(FOLDER / f"{name}.{ending}", tmp_path)
    seed = load_seeds(tmp_path)[f"seed_{name}"]
    with seed.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open_warehouse() as connection:
        load_seed(connection, seed)
        count = connection.execute(f"SELECT COUNT(*) FROM {quote(f'seed_{name}')}").fetchall()
    assert count[0][0] == len(rows) > 0
    keys = [tuple(row[column] for column in seed.table.grain) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published releases are not beside the project")
def test_the_releases_give_the_seeds_again():
    for seed in build(SHARED):
        with (FOLDER / f"{seed.name}.csv").open(encoding="utf-8", newline="") as file:
            checked_in = [tuple(row) for row in csv.reader(file)]
        assert checked_in == [seed.columns, *seed.rows], f"make {seed.name} again"


def test_shares_of_authorities_together_are_those_of_england():
    figures = Calibration(FOLDER)
    with (FOLDER / "care_flow.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["collection_year"] == "2022"]
    weights = {row["la_code"]: float(row["ceased"]) for row in rows if row["ceased"]}
    del weights[ENGLAND]
    parts = {
        la_code: figures.shares("care", "leaving_reason", given="from 2021", la_code=la_code)
        for la_code in weights
    }
    for code in ("E2", "E14", "E15", "E4A", "adopted"):
        ours = sum(parts[one].of(code) * weights[one] for one in weights) / sum(weights.values())
        england = figures.shares("care", "leaving_reason", given="from 2021").of(code)
        assert ours == pytest.approx(england, rel=0.05), code


def test_hidden_counts_are_what_the_totals_leave_over():
    counts = {
        (ENGLAND, "A"): 10.0,
        (ENGLAND, "B"): 90.0,
        ("one", "A"): None,
        ("one", "B"): None,
        ("two", "A"): 7.0,
        ("two", "B"): 43.0,
    }
    filled = fill_hidden(CountTable(counts, {ENGLAND: 100.0, "one": 50.0, "two": 50.0}))
    assert filled["one", "A"] == pytest.approx(3.0)
    assert filled["one", "B"] == pytest.approx(47.0)
    assert filled["two", "A"] == 7.0
