"""The seeds about court and money: the published are what the files give, and all fit their schemas."""

import csv
import shutil
from pathlib import Path

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir
from pipeline.synthetic.calibration.from_published import court, money

ROOT = find_project_dir()
FOLDER = ROOT / "seeds" / "calibration"
SHARED = Path(__file__).parents[4].parent / "shared"
SEEDS = (
    "court_flow",
    "court_assumed_share",
    "court_assumed_duration",
    "court_assumption",
    "money_flow",
    "money_share",
    "money_unit_cost",
    "money_assumed_share",
    "money_assumption",
)
# Subject of a share to the code list of its codes.
CODE_LISTS = {
    "outcome_after_interim_care": ("court_code", "case_outcome"),
    "outcome_at_home": ("court_code", "case_outcome"),
    "outcome_of_parents_discharge": ("court_code", "case_outcome"),
    "application_type_at_home": ("court_code", "application_type"),
    "care_plan_while_open": ("court_code", "care_plan"),
    "pre_proceedings_outcome": ("court_code", "pre_proceedings_outcome"),
    "interim_order_at_home": ("court_code", "order_type"),
    "purchase_type": ("finance_code", "purchase_type"),
}


def rows_of(name, folder=FOLDER):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_of(table, code_list):
    return {row["code"] for row in rows_of(table, ROOT / "seeds") if row["code_list"] == code_list}


@pytest.mark.skipif(not (SHARED / "published").exists(), reason="the published files are not here")
@pytest.mark.parametrize("topic", [court, money], ids=["court", "money"])
def test_the_published_seeds_are_what_the_files_give(topic):
    for seed in topic.build(SHARED):
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


@pytest.mark.parametrize("name", ["court_assumed_share", "money_share", "money_assumed_share"])
def test_the_shares_of_a_condition_sum_to_one(name):
    sums = {}
    for row in rows_of(name):
        key = (row["la_code"], row["subject"], row["given"])
        sums[key] = sums.get(key, 0) + float(row["share"])
    assert all(abs(total - 1) < 0.001 for total in sums.values())


def test_every_code_is_in_its_list():
    drawn = [*rows_of("court_assumed_share"), *rows_of("money_assumed_share")]
    unknown = [
        (row["subject"], row["code"])
        for row in drawn
        if row["subject"] in CODE_LISTS
        and row["code"]
        and row["code"] not in codes_of(*CODE_LISTS[row["subject"]])
    ]
    assert unknown == []
    assert set(CODE_LISTS) <= {row["subject"] for row in drawn}


def test_every_authority_of_today_has_a_court_area():
    today = {
        row["la_code"] for row in rows_of("local_authority", ROOT / "seeds") if not row["valid_to"]
    }
    areas = [
        row["la_code"] for row in rows_of("court_assumed_share") if row["subject"] == "court_area"
    ]
    assert sorted(areas) == sorted(today | {"E92000001"})


def test_every_cost_category_has_a_cost_centre_of_its_own():
    categories = {row["code"] for row in rows_of("cost_category", ROOT / "seeds")}
    for subject in ("cost_centre", "cost_centre_name"):
        named = {
            r["given"]: r["code"] for r in rows_of("money_assumed_share") if r["subject"] == subject
        }
        assert set(named) == categories
        assert len(set(named.values())) == len(categories)


def test_unit_costs_are_of_known_processes_and_units():
    for row in rows_of("money_unit_cost"):
        assert row["process"] in codes_of("finance_code", "process")
        assert row["cost_unit"] in codes_of("finance_code", "cost_unit")


def test_a_new_authority_has_its_predecessors_rate_until_its_own():
    rates = {
        (row["la_code"], row["collection_year"]): row["care_applications_per_10000"]
        for row in rows_of("court_flow")
    }
    assert rates["E06000061", "2020"] == rates["E06000062", "2020"]
    assert ("E06000053", "2024") not in rates, "no rate is published for the Isles of Scilly"
    assert rates["E92000001", "2025"] == "9.1"
