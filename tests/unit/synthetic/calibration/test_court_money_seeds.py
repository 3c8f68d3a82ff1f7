"""The seeds about court and money: their codes are in their lists, no authority, category or year is missing."""

from functools import partial

from pipeline.sources.api import read_seed
from tests.unit.synthetic.sample import SEEDS

rows_of = partial(read_seed, SEEDS / "calibration")
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


def codes_of(table, code_list):
    return {row["code"] for row in read_seed(SEEDS, table) if row["code_list"] == code_list}


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
    today = {row["la_code"] for row in read_seed(SEEDS, "local_authority") if not row["valid_to"]}
    areas = [
        row["la_code"] for row in rows_of("court_assumed_share") if row["subject"] == "court_area"
    ]
    assert sorted(areas) == sorted(today | {"E92000001"})


def test_every_cost_category_has_a_cost_centre_of_its_own():
    categories = {row["code"] for row in read_seed(SEEDS, "cost_category")}
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
