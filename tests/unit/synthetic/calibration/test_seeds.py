"""All seeds of the calibration: the releases give the published ones again, each fits its schema, shares are shares."""

import csv
import shutil
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse, quote
from pipeline.modelling.seeds import load_seed
from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.__main__ import TOPICS
from tests.unit.synthetic.sample import SEEDS

FOLDER = SEEDS / "calibration"
SHARED = Path(__file__).parents[4].parent / "shared"
# comparison.csv has no figures of the calibration and no schema: it lists what is compared with what.
NAMES = sorted({path.stem for path in FOLDER.glob("*.csv")} - {"comparison"})
# Of a key: the condition where there is none, the code that stands for none, what a unit cost need not say.
MAY_BE_BLANK = {"given", "code", "cost_category", "description"}
# Odds in place of shares for some of its subjects.
OF_SHARES = [name for name in NAMES if name.endswith("_share") and name != "care_assumed_share"]
OF_DURATIONS = [name for name in NAMES if name.endswith("_duration")]
# These say no more than that a number is assumed.
WITHOUT_REASON = {"care_assumption", "court_assumption", "money_assumption"}
ASSUMED = sorted({name for name in NAMES if "assum" in name} - WITHOUT_REASON)


@pytest.mark.skipif(
    not (SHARED / "published").is_dir(),
    reason="the published releases are not beside the repository (folder shared)",
)
@pytest.mark.parametrize("topic", TOPICS)
def test_the_releases_give_the_published_seeds_again(topic):
    made = import_module(f"pipeline.synthetic.calibration.from_published.{topic}").build(SHARED)
    assert made
    for seed in made:
        with (FOLDER / f"{seed.name}.csv").open(encoding="utf-8", newline="") as file:
            kept = [tuple(row) for row in csv.reader(file)]
        assert kept == [seed.columns, *seed.rows], (
            f"run `python -m pipeline.synthetic.calibration ../shared` and look at {seed.name}"
        )


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_counts_that_are_published_and_numbers_that_are_assumed(topic):
    assert {f"{topic}_flow", f"{topic}_assumption"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_fits_its_schema_and_its_key_names_one_row(name, tmp_path):
    for ending in ("csv", "yaml"):
        shutil.copy(FOLDER / f"{name}.{ending}", tmp_path)
    seed = load_seeds(tmp_path)[f"seed_{name}"]
    with open_warehouse() as connection:
        load_seed(connection, seed)
        count = connection.sql(f"SELECT COUNT(*) FROM {quote(seed.table.name)}").fetchall()[0][0]
    rows = read_seed(FOLDER, name)
    keys = [tuple(row[column] for column in seed.table.grain) for row in rows]
    assert count == len(rows) == len(set(keys)) > 0
    blank = {column for row in rows for column in seed.table.grain if not row[column]}
    assert blank <= (set() if name.startswith("care_event") else MAY_BE_BLANK)


@pytest.mark.parametrize("name", OF_SHARES)
def test_shares_of_a_condition_sum_to_one_unless_one_case_can_have_several(name):
    sums, several = Counter(), set()
    for row in read_seed(FOLDER, name):
        key = (row["la_code"], row["subject"], row["given"])
        sums[key] += float(row["share"])
        if row["code"] == "all":
            several.add(key)
    far = {key: sums[key] for key in sums.keys() - several if abs(sums[key] - 1) >= 0.001}
    assert far == {}
    assert all(sums[key] > 1 for key in several)
    assert not several or name == "need_share"


@pytest.mark.parametrize("name", OF_DURATIONS)
def test_the_bands_of_a_duration_rise(name):
    last = {}
    for row in read_seed(FOLDER, name):
        key = (row["subject"], row["given"])
        assert float(row["up_to_days"]) > last.get(key, 0)
        last[key] = float(row["up_to_days"])


@pytest.mark.parametrize("name", ASSUMED)
def test_every_assumption_says_why_or_where_it_is_from(name):
    assert all(len(row["source"]) > 15 for row in read_seed(FOLDER, name))
