"""The suites of the raw layer: silent on rows as the contract wants them, and each fault found for its own reason."""

from pathlib import Path

import pytest
import yaml

from pipeline.derived.raw_suite import raw_suite
from pipeline.modelling.api import load_inputs, load_seeds
from pipeline.quality.api import Suite, run_suites
from pipeline.sources.contract.load import load_sources
from tests.unit.derived.conftest import column, table_of

ROOT = Path(__file__).parents[3]
COLUMNS = "The columns are those of the contract."
ONCE = "A row of a file is held once."
PLACED = "Every row says which file it is from, whose it is and of which year."
LOST = "Nothing is lost between the files and the typed rows."
FILLED = "A row is incomplete without CHILD, DECOM."
CODES = "The codes are those of the year in LS, PROVIDER."
DATES = "Dates can be read in DECOM."

GOOD = {
    "file_id": "f1",
    "row_number": 1,
    "child_key": "k1",
    "child": "A1",
    "ls": " c2 ",
    "provider": "",
    "decom": "05/04/2016",
    "permanence_date": "ZZ/05/2012",
    "la_code": "E08000030",
    "collection_year": 2017,
}


def suite_of(table):
    return Suite.model_validate(yaml.safe_load(raw_suite(table, seeds={"legal_status"})))


@pytest.fixture
def failing(hold, stays, warehouse):
    """Hold rows, put a change on top, and return why and how gravely the suite of the raw table is not satisfied."""

    def judge(*rows, change=""):
        warehouse.execute(
            "CREATE TABLE seed_legal_status AS SELECT 'C2' AS code, NULL::INTEGER AS first_year, 2018 AS last_year"
        )
        warehouse.execute(
            "CREATE TABLE seed_made_up_code AS SELECT UNNEST(['provider', 'other']) AS code_list, "
            "UNNEST(['PR1', 'PR9']) AS code, 2017 AS first_year, NULL::INTEGER AS last_year"
        )
        hold(stays, *rows)
        if change:
            warehouse.execute(change)
        (result,) = run_suites(warehouse, [suite_of(stays)])
        assert [each.error for each in result.results if each.error] == []
        return {each.why: each.severity for each in result.results if not each.success}

    return judge


def test_rows_as_the_contract_wants_them_satisfy_it(failing):
    assert failing(GOOD, GOOD | {"row_number": 2, "provider": "PR1", "ls": ""}) == {}


def test_a_table_without_rows_satisfies_it(failing):
    assert failing() == {}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param({"row_number": 1}, {ONCE: "critical"}, id="a row twice"),
        pytest.param({"la_code": None}, {PLACED: "critical"}, id="nobody's row"),
        pytest.param({"collection_year": None, "ls": None}, {PLACED: "critical"}, id="of no year"),
        pytest.param({"child": " "}, {FILLED: "warning"}, id="a required column is blank"),
        pytest.param({"decom": None}, {FILLED: "warning"}, id="a required column is missing"),
        pytest.param({"ls": "ZZ"}, {CODES: "info"}, id="no such code"),
        pytest.param({"collection_year": 2019}, {CODES: "info"}, id="a code of other years"),
        pytest.param({"provider": "PR9"}, {CODES: "info"}, id="a code of another list"),
        pytest.param({"decom": "30/02/2016"}, {DATES: "info"}, id="no such day"),
    ],
)
def test_a_row_that_is_not_is_found_for_its_own_reason(failing, row, found):
    assert failing(GOOD, GOOD | {"row_number": 2} | row) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(
            "DELETE FROM stg_made_up__stays", {LOST: "critical"}, id="a row is lost in typing"
        ),
        pytest.param(
            "ALTER TABLE raw_made_up__stays ADD COLUMN more VARCHAR",
            {COLUMNS: "critical"},
            id="a column more",
        ),
    ],
)
def test_a_table_that_is_not_is_found_for_its_own_reason(failing, change, found):
    assert failing(GOOD, change=change) == found


def test_a_column_is_required_only_in_the_years_that_have_it(hold, warehouse):
    table = table_of(
        column("la_child_id"), column("is_placed", "boolean", required=True, since=2020)
    )
    hold(
        table,
        {"file_id": "f1", "row_number": 1, "la_code": "E1", "collection_year": 2019},
        {
            "file_id": "f2",
            "row_number": 1,
            "la_code": "E1",
            "collection_year": 2020,
            "is_placed": "1",
        },
    )
    (result,) = run_suites(warehouse, [suite_of(table)])
    assert result.success


def test_a_publication_is_judged_by_release(hold, warehouse):
    table = table_of(column("la_name", required=True), place="publication")
    hold(
        table,
        {
            "file_id": "f1",
            "row_number": 1,
            "dataset": "figures",
            "release_year": 2025,
            "la_name": "Hull",
        },
    )
    (result,) = run_suites(warehouse, [suite_of(table)])
    assert result.success
    assert len(result.results) == 5


def test_a_table_has_few_expectations(stays):
    assert len(suite_of(stays).expectations) == 7


def test_every_suite_of_the_project_can_be_judged(hold, warehouse):
    load_inputs(warehouse, load_seeds(ROOT / "seeds").values(), [])
    names = {path.stem for path in (ROOT / "seeds").glob("*.csv")}
    tables = [
        table
        for source in load_sources(ROOT / "contracts", seeds=ROOT / "seeds")
        for table in source.tables
    ]
    for table in tables:
        hold(table)
    results = run_suites(
        warehouse,
        [Suite.model_validate(yaml.safe_load(raw_suite(table, seeds=names))) for table in tables],
    )
    assert {
        result.model: each.error or each.why
        for result in results
        for each in result.results
        if not each.success
    } == {}
