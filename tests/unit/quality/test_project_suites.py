"""The project's own suites: they pass without data, and each kind of fault that they are for makes them fail."""

from pathlib import Path

import pytest

from pipeline.quality.api import load_suites, run_suites

PROJECT = Path(__file__).parents[3]

SUITES = {suite.model: suite for suite in load_suites(PROJECT / "expectations")}


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "expectations").rglob("*.yaml")), ids=lambda path: path.stem
)
def test_every_suite_is_of_a_model_or_contract_in_the_same_folder(path):
    layer, *folders = path.parent.relative_to(PROJECT / "expectations").parts
    if layer == "raw":
        source, table = path.stem.removeprefix("raw_").split("__")
        assert folders == [source]
        assert (PROJECT / "contracts" / source / f"{table}.yaml").exists()
    else:
        model = PROJECT.joinpath("sql_models", layer, *folders, path.name)
        assert model.with_suffix(".sql").exists()


def test_the_first_run_without_data_passes(empty_warehouse):
    results = run_suites(empty_warehouse, list(SUITES.values()))
    assert [result.model for result in results] == list(SUITES)
    assert [r.message for result in results for r in result.results if not r.success] == []


EPISODE = "episode_key, period_of_care_key, child_key, la_code, start_date, end_date"
PERIOD = (
    "period_of_care_key, child_key, la_code, entry_number, start_date, end_date, number_of_episodes"
)
MEASURE = (
    "measure_id, geography_level, geography_code, geography_name, collection_year, breakdown, "
    "breakdown_value, numerator, value, symbol, las_included"
)
LA = "'E1', 'Town', 2024"
COMPARED = "la_code, latest_collection_year, due_collection_year, rows_received, rows_last_year, is_whole_year"
YEARS = "comparison, number, number_expected, of_all, of_all_before"
FAULTS = [
    (
        "stg_ssda903__header",
        "birth_date, collection_year",
        "DATE '2030-01-01', 2024",
        "born after the year",
        False,
    ),
    ("stg_ssda903__header", "row_id", "'f:1'", "Nothing is lost", True),
    (
        "stg_ssda903__episodes",
        "start_date, end_date",
        "DATE '2024-01-02', DATE '2024-01-01'",
        "cannot end",
        False,
    ),
    ("stg_ssda903__episodes", "row_id", "NULL", "Every finding points", True),
    *(
        (model, columns, values, told, False)
        for model, columns, values, told in (
            (
                "stg_cin_census__cin_details",
                "referral_date, closure_date",
                "DATE '2024-01-02', DATE '2024-01-01'",
                "cannot close",
            ),
            (
                "stg_cin_census__cin_details",
                "la_code, collection_year, referral_date",
                "), (".join(["'E1', 2024, DATE '2024-01-02'"] * 100),
                "some close and some stay open",
            ),
            ("stg_cin_census__child_protection_plans", "child_key", "'c'", "has a case"),
            ("stg_court__application", "la_code, case_number", "'E1', 'A'", "is about a child"),
            (
                "stg_court__application",
                "issue_date, case_end_date",
                "DATE '2015-01-02', DATE '2024-01-01'",
                "five years",
            ),
            (
                "stg_finance__placement_cost",
                "la_code, weekly_cost_gbp",
                "), (".join(["'E1', 125000"] * 20),
                "in pounds a week",
            ),
            (
                "stg_finance__placement_cost",
                "weekly_cost_gbp, weekly_health_share_gbp, weekly_education_share_gbp",
                "1000, 600, 401",
                "do not pay more",
            ),
            (
                "stg_finance__ledger_month",
                "la_code, actual_gbp",
                "), (".join(["'E1', -5"] * 12),
                "signs turned",
            ),
        )
    ),
    ("dim_child", "child_key, la_code, sex", "'c', 'E1', 'male'", "has these labels", True),
    ("dim_local_authority", "la_code", "'E0800003'", "eight digits", True),
    (
        "fct_period_of_care",
        PERIOD,
        "'p', 'c', 'E1', 1, DATE '2024-01-01', NULL, 1",
        "Every episode counted",
        True,
    ),
    (
        "fct_placement_episode",
        EPISODE,
        "'e', 'p', 'c', 'E1', DATE '2024-01-01', NULL",
        "contains its episodes",
        True,
    ),
    *(
        ("fct_return__compared", COMPARED, values, told, False)
        for values, told in (
            ("'E1', 2016, 2017, 50, 50, TRUE", "is behind the year"),
            ("'E1', 2017, 2017, 0, 20, TRUE", "is there this year"),
            ("'E1', 2017, 2017, 60, 100, TRUE", "four in ten"),
            ("'E1', 2017, 2017, 201, 100, FALSE", "No module doubles"),
        )
    ),
    *(
        ("mart_looked_after__compared", YEARS, values, told, is_blocking)
        for values, told, is_blocking in (
            ("'Placement', 10, 9, 11, 9", "The groups of a comparison", True),
            ("'Stock and flow', 90, 101, 90, 95", "with starts and less leavers", False),
            ("'Stock and flow', 131, 131, 131, 100", "three in ten", False),
            ("'Placement', 20, 50, 50, 50", "one in five", False),
        )
    ),
    (
        "mart_finance_month",
        "la_code, collection_year, placement_days, paid_days",
        "'E1', 2024, 1000, 1101",
        "Finance pays for no more days",
        False,
    ),
    (
        "mart_starts",
        "la_code, la_name, collection_year, starts",
        f"{LA}, 1",
        "Starts are the periods",
        True,
    ),
    (
        "mart_starts",
        "la_code, la_name, collection_year, starts",
        f"{LA}, 0",
        "because something started",
        True,
    ),
    (
        "mart_looked_after",
        "la_code, la_name, collection_year, children",
        f"{LA}, 1",
        "open episode",
        True,
    ),
    (
        "mart_looked_after",
        "children, children_in_care_over_5_years",
        "1, 2",
        "no more than its whole",
        True,
    ),
    (
        "mart_measure",
        MEASURE,
        "'starts', 'Local authority', 'E1', 'Town', 2024, 'Total', 'Total', 3, 3, '', 1",
        "England is the sum",
        True,
    ),
    (
        "mart_measure",
        MEASURE,
        "'starts', 'National', 'E92000001', 'England', 2024, 'Total', 'Total', 3, NULL, '', 1",
        "a symbol that says why not",
        True,
    ),
    (
        "bench_measure",
        MEASURE,
        "'starts', 'National', 'E9', 'England', 2024, 'Total', 'Total', 3, 3, '', 1",
        "England's own",
        True,
    ),
    ("bench_measure", "rank, rank_of", "3, 2", "below the last", True),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault[0]}-{fault[3]}" for fault in FAULTS])
def test_a_fault_is_found(empty_warehouse, fault):
    model, columns, values, told, blocking = fault
    empty_warehouse.execute(f"INSERT INTO {model} ({columns}) VALUES ({values})")
    try:
        (result,) = run_suites(empty_warehouse, [SUITES[model]])
    finally:
        empty_warehouse.execute(f"DELETE FROM {model} WHERE true")
    found = [verdict for verdict in result.results if told in verdict.why and not verdict.success]
    assert found
    assert all(verdict.error == "" for verdict in result.results)
    assert found[0].is_blocking is blocking


def test_overlapping_spells_are_found(empty_warehouse):
    empty_warehouse.execute(
        f"INSERT INTO fct_placement_episode ({EPISODE}) VALUES "
        "('1', 'p', 'c', 'E1', DATE '2024-01-01', DATE '2024-03-01'), "
        "('2', 'p', 'c', 'E1', DATE '2024-02-01', NULL)"
    )
    try:
        (result,) = run_suites(empty_warehouse, [SUITES["fct_placement_episode"]])
    finally:
        empty_warehouse.execute("DELETE FROM fct_placement_episode WHERE true")
    failed = {verdict.why for verdict in result.results if not verdict.success}
    assert "No child is in two placements at once." in failed
