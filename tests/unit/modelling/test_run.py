"""Running models: what is rebuilt, what is left alone, and what a failure leaves and says."""

from dataclasses import replace

import pytest

from pipeline.modelling.api import (
    TableState,
    drop_unknown_tables,
    load_inputs,
    open_warehouse,
    read_states,
    run_models,
    transaction,
    without_values,
    write_state,
)
from pipeline.modelling.run import ModelRunError

ALL = {"stg_demo__visits", "int_visits__named", "fct_visit", "dim_la", "mart_visits"}


def built(results):
    return {name for name, result in results.items() if result.status == "built"}


def tables(connection):
    return {name for (name,) in connection.execute("SHOW TABLES").fetchall()}


@pytest.fixture
def filled(tiny):
    """The tiny project with two visits."""
    tiny.write_visits(("1", "31/12/2024"), ("2", "2025-01-01"))
    return tiny


def test_a_first_run_builds_everything(filled, warehouse):
    results = filled.run(warehouse)
    assert built(results) == ALL
    assert results["fct_visit"].rows == 2
    assert warehouse.execute("SELECT * FROM mart_visits").fetchall() == [("E01", 2)]


def test_a_second_run_skips_everything_and_remembers(filled, warehouse):
    first = filled.run(warehouse)
    second = filled.run(warehouse)
    assert built(second) == set()
    for name, result in second.items():
        assert (result.rows, result.seconds) == (first[name].rows, first[name].seconds)


def change_model(tiny):
    tiny.edit("int_visits__named", "n.la_name", "UPPER(n.la_name) AS la_name")
    tiny.edit(
        "int_visits__named", "grain: [visit_id]", "grain: [visit_id]\ncolumns: {la_name: Name.}"
    )


def change_leaf(tiny):
    tiny.edit("mart_visits", "FROM fct_visit AS f", "FROM fct_visit AS f WHERE f.visit_id > 0")


def change_seed(tiny):
    tiny.write("seeds/la.csv", "la_code,la_name\nE01,North\nE02,South\n")


def change_raw(tiny):
    tiny.write_visits(("3", "01/02/2025"), year=2024)


def change_comment(tiny):
    tiny.edit("stg_demo__visits", "FROM raw", "-- as received\nFROM raw")


@pytest.mark.parametrize(
    ("change", "rebuilt"),
    [
        (change_model, {"int_visits__named", "fct_visit", "mart_visits"}),
        (change_leaf, {"mart_visits"}),
        (change_seed, {"dim_la", "int_visits__named", "fct_visit", "mart_visits"}),
        (change_raw, ALL - {"dim_la"}),
        (change_comment, set()),
    ],
    ids=["model", "leaf", "seed", "raw file", "comment"],
)
def test_exactly_what_depends_on_a_change_is_rebuilt(filled, warehouse, change, rebuilt):
    filled.run(warehouse)
    change(filled)
    assert built(filled.run(warehouse)) == rebuilt


def test_rebuilt_tables_hold_the_new_rows(filled, warehouse):
    filled.run(warehouse)
    change_raw(filled)
    change_seed(filled)
    filled.run(warehouse)
    rows = warehouse.execute("SELECT visit_id, la_name FROM fct_visit ORDER BY visit_id").fetchall()
    assert rows == [(1, "North"), (2, "North"), (3, "North")]


def test_a_raw_column_of_another_type_rebuilds_what_reads_it(filled, warehouse):
    files = filled.raw_files()
    before = load_inputs(warehouse, [], [files])
    columns = tuple(
        type(c)(c.name, "BIGINT" if c.name == "collection_year" else c.type, c.description)
        for c in files.table.columns
    )
    table = type(files.table)(files.table.name, "raw", files.table.description, columns)
    after = load_inputs(warehouse, [], [type(files)(table, files.files, files.fingerprint)])
    assert before.keys() == after.keys()
    assert before != after


def test_each_model_is_told_of_as_it_is_done(filled, warehouse):
    project = filled.compile()
    fingerprints = load_inputs(warehouse, filled.seeds().values(), [filled.raw_files()])
    told = []
    run_models(
        warehouse,
        project.models.values(),
        fingerprints,
        on_result=lambda result: told.append((result.name, result.name in tables(warehouse))),
    )
    assert told == [(name, True) for name in project.models]


@pytest.mark.parametrize("kinds", [("table", "view"), ("view", "table")], ids=" then ".join)
def test_a_table_may_become_a_view_and_back(filled, warehouse, kinds):
    for kind in kinds:
        path = filled.path("int_visits__named")
        header = f"grain: [visit_id]\nmaterialized: {kind}"
        text = (
            path.read_text()
            .replace("materialized: table\n", "")
            .replace("materialized: view\n", "")
        )
        path.write_text(text.replace("grain: [visit_id]", header))
        assert filled.run(warehouse)["int_visits__named"].rows == 2
        found = warehouse.execute(
            "SELECT table_type FROM information_schema.tables WHERE table_name = 'int_visits__named'"
        ).fetchall()
        assert found == [("VIEW" if kind == "view" else "BASE TABLE",)]


SECRET = {
    "apostrophe": ("O'Hara Annabel", "CAST(r.visit_day AS DATE)"),
    "line break": ("Annabel\nO'Hara", "CAST(r.visit_day AS DATE)"),
    "quotes": ('said "Annabel"', "STRPTIME(r.visit_day, '%Y')"),
    "range": ("4711", "CAST(CAST(r.visit_day AS INTEGER) AS TINYINT)"),
    "overflow": ("4711", "CAST(r.visit_day AS INTEGER) * 1000000"),
    "raised": ("Annabel", "ERROR('bad visit of ' || r.visit_day)"),
}


@pytest.mark.parametrize(("value", "expression"), SECRET.values(), ids=SECRET)
def test_a_failure_names_the_file_and_no_value(tiny, warehouse, value, expression):
    tiny.write_visits(("1", value))
    tiny.edit("int_visits__named", "v.start_date,", f"{expression} AS start_date,")
    tiny.edit("int_visits__named", "FROM", "FROM raw_demo__visits AS r,")
    tiny.edit(
        "int_visits__named",
        "grain: [visit_id]",
        "grain: [visit_id]\nignore: {wrong-layer-reference: test, not-transpilable: test}\n"
        "columns: {start_date: Day.}",
    )
    tiny.edit("int_visits__named", "stg_demo__visits AS v\nLEFT", "stg_demo__visits AS v CROSS")
    tiny.edit("int_visits__named", "ON v.la_code = n.la_code", "WHERE v.la_code = n.la_code")
    with pytest.raises(ModelRunError) as failure:
        tiny.run(warehouse)
    said = str(failure.value)
    assert f"{tiny.path('int_visits__named')}:" in said
    assert "the model int_visits__named failed on the data" in said
    assert "What to do:" in said
    assert [word for word in ("Hara", "Annabel", "4711") if word in said] == []


def test_a_failure_names_the_line_and_leaves_what_was_built(filled, warehouse):
    filled.run(warehouse)
    before = warehouse.execute("SELECT * FROM fct_visit ORDER BY ALL").fetchall()
    path = filled.edit("fct_visit", "n.start_date", "CAST(n.la_name AS DATE) AS start_date")
    filled.edit("fct_visit", "grain: [visit_id]", "grain: [visit_id]\ncolumns: {start_date: Day.}")
    filled.write_visits(("4", "01/02/2025"), year=2023)
    with pytest.raises(ModelRunError) as failure:
        filled.run(warehouse)
    line = 1 + path.read_text().splitlines().index("    CAST(n.la_name AS DATE) AS start_date")
    assert f"{path}:{line}: " in str(failure.value)
    assert warehouse.execute("SELECT * FROM fct_visit ORDER BY ALL").fetchall() == before
    assert warehouse.execute("SELECT COUNT(*) FROM int_visits__named").fetchall() == [(3,)]


def test_after_a_failure_the_next_run_goes_on_where_it_stopped(filled, warehouse):
    good = filled.path("fct_visit").read_text()
    filled.edit("fct_visit", "n.start_date", "CAST(CAST(n.la_name AS DATE) AS DATE) AS start_date")
    filled.edit("fct_visit", "grain: [visit_id]", "grain: [visit_id]\ncolumns: {start_date: Day.}")
    with pytest.raises(ModelRunError):
        filled.run(warehouse)
    filled.path("fct_visit").write_text(good)
    assert built(filled.run(warehouse)) == {"fct_visit", "mart_visits"}


def replace_and_stop(connection):
    """Someone presses Ctrl-C when both have been written, before the transaction ends."""
    with transaction(connection):
        connection.execute("CREATE OR REPLACE TABLE t AS SELECT 'new' AS v")
        write_state(connection, "t", TableState("new", 1, 0.1))
        raise KeyboardInterrupt


def test_a_table_and_its_state_are_written_together_or_not_at_all(warehouse):
    read_states(warehouse)
    with transaction(warehouse):
        warehouse.execute("CREATE TABLE t AS SELECT 'old' AS v")
        write_state(warehouse, "t", TableState("old", 1, 0.1))
    with pytest.raises(KeyboardInterrupt):
        replace_and_stop(warehouse)
    assert warehouse.execute("SELECT v FROM t").fetchall() == [("old",)]
    assert read_states(warehouse) == {"t": TableState("old", 1, 0.1)}


def test_states_outlive_the_connection(filled, tmp_path):
    path = tmp_path / "home" / "warehouse.duckdb"
    with open_warehouse(path) as connection:
        filled.run(connection)
    assert path.stat().st_mode & 0o777 == 0o600
    with open_warehouse(path) as connection:
        assert built(filled.run(connection)) == set()


def test_tables_that_the_project_no_longer_has_are_dropped(filled, warehouse):
    filled.edit("dim_la", "grain: [la_code]", "grain: [la_code]\nmaterialized: view")
    filled.run(warehouse)
    warehouse.execute("CREATE TABLE somebody_elses AS SELECT 1 AS a")
    for name in ("mart_visits", "dim_la"):
        filled.path(name).unlink()
    drop_unknown_tables(warehouse, filled.compile())
    gone = {"mart_visits", "dim_la"}
    assert (
        tables(warehouse) & (ALL | {"seed_la", "somebody_elses"})
        == (ALL | {"seed_la", "somebody_elses"}) - gone
    )
    assert set(read_states(warehouse)) == (ALL | {"seed_la"}) - gone


def test_a_source_without_files_is_an_empty_table_of_the_right_types(tiny, warehouse):
    load_inputs(warehouse, [], [tiny.raw_files()])
    described = warehouse.execute("DESCRIBE raw_demo__visits").fetchall()
    assert [(row[0], row[1]) for row in described] == [
        ("visit_id", "VARCHAR"),
        ("visit_day", "VARCHAR"),
        ("la_code", "VARCHAR"),
        ("collection_year", "INTEGER"),
    ]
    assert warehouse.execute("SELECT * FROM raw_demo__visits").fetchall() == []


def test_the_folders_of_a_file_give_its_la_and_year(tiny, warehouse):
    tiny.write_visits(("007", "x"), year=2024, la_code="0012")
    tiny.write_visits(("8", "y"), year=2025, la_code="E'1")
    load_inputs(warehouse, [], [tiny.raw_files()])
    rows = warehouse.execute("SELECT * FROM raw_demo__visits ORDER BY collection_year").fetchall()
    assert rows == [("007", "x", "0012", 2024), ("8", "y", "E'1", 2025)]


def test_a_file_of_before_a_column_was_added_has_nothing_in_it(tiny, warehouse):
    tiny.write_visits(("7", "x"), year=2024, la_code="E01")
    files = tiny.raw_files()
    added = type(files.table.columns[0])("visit_reason", "VARCHAR", "Why.")
    table = replace(files.table, columns=(*files.table.columns, added))
    load_inputs(warehouse, [], [replace(files, table=table)])
    rows = warehouse.execute("SELECT visit_id, visit_reason FROM raw_demo__visits").fetchall()
    assert rows == [("7", None)]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ('Binder Error: no column "a"\nLINE 1: x', 'Binder Error: no column "a"'),
        ("Conversion Error: Could not convert string 'Ann' to INT32", "Conversion Error ("),
        ("Ann fell over: Error", "ValueError ("),
        ("", "ValueError ("),
    ],
    ids=["query", "data", "free text", "nothing"],
)
def test_what_an_engine_says_of_data_is_left_out(message, shown):
    said = without_values(ValueError(message))
    assert said.startswith(shown)
    assert "Ann" not in said
