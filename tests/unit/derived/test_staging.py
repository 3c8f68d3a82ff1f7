"""The staging models: their columns, what becomes of a text of each type, and the cases written by hand."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.derived.staging import staging_columns, staging_sql
from pipeline.modelling.header import ModelHeader, read_header
from pipeline.modelling.testing.definition import load_tests
from pipeline.modelling.testing.run import open_sandbox, run_test
from tests.unit.derived.conftest import column, table_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def names(table):
    return [each.name for each in staging_columns(table)]


def test_a_return_says_whose_row_it_is_before_what_it_says():
    table = table_of(column("la_child_id"), column("start_date", "date"))
    assert names(table) == [
        "row_id", "la_code", "collection_year", "file_id", "row_number", "child_key",
        "la_child_id", "start_date", "start_date_text",
    ]  # fmt: skip


def test_only_a_table_of_children_has_their_key():
    assert "child_key" not in names(table_of(column("cost_centre")))


def test_a_publication_is_of_a_data_set_and_a_release():
    table = table_of(column("la_name"), place="publication")
    assert names(table) == ["row_id", "dataset", "release_year", "file_id", "row_number", "la_name"]


@pytest.mark.parametrize(
    ("kind", "received", "value"),
    [
        pytest.param("text", "  Ab c ", "Ab c", id="text is trimmed"),
        pytest.param("code", " n1 ", "N1", id="a code is in capitals"),
        pytest.param("date", "05/04/2016", date(2016, 4, 5), id="day first"),
        pytest.param("date", "5/4/16", date(2016, 4, 5), id="year of two digits"),
        pytest.param("date", "05-04-16", date(2016, 4, 5), id="year of two digits, dashes"),
        pytest.param("date", "05-Apr-16", date(2016, 4, 5), id="as Excel shows it"),
        pytest.param("date", "05.04.16", date(2016, 4, 5), id="year of two digits, points"),
        pytest.param("date", "05-Apr-2016", date(2016, 4, 5), id="named month"),
        pytest.param("date", "05-04-2016", date(2016, 4, 5), id="dashes"),
        pytest.param("date", "05.04.2016", date(2016, 4, 5), id="points"),
        pytest.param("date", "2016-04-05", date(2016, 4, 5), id="year first"),
        pytest.param("date", "2016-04-05T00:00:00", date(2016, 4, 5), id="year first with time"),
        pytest.param("date", "05/04/2016 00:00", date(2016, 4, 5), id="day first with time"),
        pytest.param("date", "04/31/2016", None, id="month first is no date"),
        pytest.param("date", "29/02/2015", None, id="a day that never was"),
        pytest.param("partial_date", "ZZ/04/2016", None, id="a day not known"),
        pytest.param("partial_date", "05/04/2016", date(2016, 4, 5), id="a whole partial date"),
        pytest.param(
            "timestamp",
            "2018-11-23T11:14:05",
            datetime.fromisoformat("2018-11-23T11:14:05"),
            id="timestamp of XML",
        ),
        pytest.param(
            "timestamp",
            "2018-11-23T11:14:05Z",
            datetime.fromisoformat("2018-11-23T11:14:05"),
            id="timestamp in UTC",
        ),
        pytest.param(
            "timestamp",
            "23/11/2018 11:14",
            datetime.fromisoformat("2018-11-23T11:14:00"),
            id="timestamp day first",
        ),
        pytest.param("integer", " 1,250 ", 1250, id="thousands comma"),
        pytest.param("integer", "12.0", 12, id="whole number with decimals"),
        pytest.param("integer", "-3", -3, id="negative"),
        pytest.param("integer", "12.7", None, id="not rounded"),
        pytest.param("integer", "99999999999", None, id="too great"),
        pytest.param("number", "1 250.125", Decimal("1250.1250"), id="blank between thousands"),
        pytest.param("number", "twelve", None, id="a word"),
        pytest.param("money", "£1,250.50", Decimal("1250.50"), id="pounds"),
        pytest.param(
            "money", "(£1,250.50)", Decimal("-1250.50"), id="negative as accounts write it"
        ),
        pytest.param("money", "-£1,250.50", Decimal("-1250.50"), id="negative"),
        pytest.param("money", "12 (3)", None, id="two amounts"),
        pytest.param("number", "(3)", None, id="brackets around what is no money"),
        pytest.param("boolean", "Y", True, id="y"),
        pytest.param("boolean", "TRUE", True, id="true"),
        pytest.param("boolean", "0", False, id="0"),
        pytest.param("boolean", "no", False, id="no"),
        pytest.param("boolean", "2", None, id="neither"),
    ],
)
def test_a_text_becomes_a_value_of_its_type(kind, received, value, warehouse, source):
    table = table_of(column("it", kind))
    warehouse.execute(
        f"CREATE TABLE {table.raw_name} AS SELECT 'f1' AS file_id, 7 AS row_number, 'E1' AS la_code, "
        "2017 AS collection_year, ? AS it",
        [received],
    )
    relation = warehouse.sql(staging_sql(source, table))
    row = dict(zip(relation.columns, relation.fetchall()[0], strict=True))
    assert row["it"] == value
    assert type(row["it"]) is type(value)
    assert row.get("it_text", received.strip()) == received.strip()


def test_every_column_has_the_type_it_is_said_to_have(hold, stays, warehouse):
    hold(stays)
    types = dict(warehouse.sql("SELECT column_name, data_type FROM information_schema.columns "
                               "WHERE table_name = 'stg_made_up__stays'").fetchall())  # fmt: skip
    assert types["home_postcode"] == types["start_date_text"] == types["provider_code"] == "VARCHAR"
    assert types["start_date"] == types["permanence_date"] == "DATE"
    assert types["received_at"] == "TIMESTAMP"
    assert types["sibling_count"] == types["collection_year"] == "INTEGER"
    assert (types["distance_miles"], types["weekly_cost"]) == ("DECIMAL(18,4)", "DECIMAL(18,2)")
    assert types["is_planned"] == "BOOLEAN"


def test_the_header_says_what_each_column_holds_and_since_when(source, stays, tmp_path):
    header, _, problems = read_header(staging_sql(source, stays), tmp_path, ModelHeader)
    assert problems == []
    assert (
        header.description
        == "One row per stay. All rows of the files in force, typed; nothing is dropped."
    )
    assert header.grain == ("row_id",)
    assert header.columns["provider_code"] == "The provider_code. From collection year 2017."
    assert header.columns["sibling_count"] == (
        "The sibling_count. Until collection year 2020. NULL when the text is no whole number."
    )
    assert header.columns["start_date_text"] == "DECOM as received; NULL when blank."


def test_a_heading_that_is_no_plain_name_is_quoted(hold):
    table = table_of(column("spend_2020", heading="2020-21 spend"))
    row = {"file_id": "f1", "row_number": 1, "2020_21_spend": "12"}
    assert hold(table, row)[0]["spend_2020"] == "12"


def test_no_line_is_longer_than_sqlfluff_allows(source):
    table = table_of(
        *(
            column(f"{'a_long_name_' * 4}{n}", kind)
            for n, kind in enumerate(("date", "number", "text"))
        )
    )
    body = staging_sql(source, table).partition("SELECT\n")[2]
    assert max(map(len, body.splitlines())) <= 110


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases_that_were_written_by_hand(path, workspace):
    model = workspace.project.models[path.stem]
    with open_sandbox({}) as sandbox:
        results = [run_test(model, test, workspace.project, sandbox) for test in load_tests(path)]
    assert len(results) >= 2
    assert [result.difference for result in results if not result.passed] == []
