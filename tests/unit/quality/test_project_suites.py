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
