"""Every diagnostic of the compiler: its file, its line, what to do, and all of them at once."""

import pytest

from pipeline.modelling.api import ColumnRef, CompileError, trace, try_compile

HEADER = "/*---\ndescription: One row per visit.\ngrain: [visit_id]\n---*/\n"
SELECT = "SELECT v.visit_id FROM stg_demo__visits AS v\n"


def only(diagnostics):
    """The one diagnostic that there is, complete."""
    assert len(diagnostics) == 1, [str(diagnostic) for diagnostic in diagnostics]
    (diagnostic,) = diagnostics
    assert diagnostic.remedy
    return diagnostic


def assert_points_at(diagnostic, path, text):
    """The line that the diagnostic names is the one that holds the text."""
    assert diagnostic.path == path
    assert text in path.read_text().splitlines()[diagnostic.line - 1]


def test_the_tiny_project_compiles(tiny):
    project = tiny.compile()
    assert list(project.rules) == ["rule_demo_1a"]
    assert {name: model.layer for name, model in project.models.items()} == {
        "dim_la": "journey",
        "stg_demo__visits": "staging",
        "int_visits__named": "intermediate",
        "fct_visit": "journey",
        "mart_visits": "marts",
    }


def test_models_come_after_what_they_read(tiny):
    order = ["raw_demo__visits", "seed_la", *tiny.compile().models]
    for name, model in tiny.compile().models.items():
        assert all(order.index(read) < order.index(name) for read in model.refs)


BROKEN = {
    "unknown table, with a likely name": (
        ("int_visits__named", "FROM stg_demo__visits", "FROM stg_demo__visit"),
        "unknown-table",
        "FROM stg_demo__visit",
        "no table 'stg_demo__visit'",
        "Did you mean 'stg_demo__visits'?",
    ),
    "unknown table, like no other": (
        ("int_visits__named", "FROM stg_demo__visits", "FROM qqq"),
        "unknown-table",
        "FROM qqq",
        "no table 'qqq'",
        "Name a model, a seed",
    ),
    "unknown header key": (
        ("dim_la", "grain: [la_code]", "grain: [la_code]\nowner: nobody"),
        "header",
        "owner: nobody",
        "Header key owner",
        "The keys are: description, grain,",
    ),
    "header value of the wrong kind, in depth": (
        ("mart_visits", "visit_count: Visits that were made.", "visit_count: [1]"),
        "header",
        "visit_count: [1]",
        "Header key columns.visit_count",
        "The keys are",
    ),
    "missing header key": (
        ("dim_la", "grain: [la_code]\n", ""),
        "header",
        "description:",
        "Header key grain: Field required",
        "The keys are",
    ),
    "description that says no row": (
        ("dim_la", "One row per LA", "All the LAs"),
        "header",
        "description:",
        "Header key description",
        "The keys are",
    ),
    "header that is no YAML": (
        ("dim_la", "grain: [la_code]", "grain: [la_code"),
        "header",
        "---*/",
        "not YAML",
        "Correct the YAML",
    ),
    "severity that is none": (
        ("1a", "severity: error", "severity: bad"),
        "header",
        "severity: bad",
        "Header key severity",
        "The keys are: code, table,",
    ),
    "no header": (
        ("dim_la", "/*---", "/*"),
        "header",
        "/*",
        "no header",
        "Open it with /*---",
    ),
    "column that does not exist": (
        ("fct_visit", "n.la_name,", "n.la_nome,"),
        "engine",
        "n.la_nome",
        "la_nome",
        "Correct the SQL",
    ),
    "operation that cannot be": (
        ("fct_visit", "n.start_date", "n.start_date * 2 AS start_date"),
        "engine",
        "n.start_date * 2",
        "No function matches",
        "Correct the SQL",
    ),
    "syntax": (
        ("fct_visit", "n.la_name,", "(n.la_name,"),
        "syntax",
        "FROM int_visits__named AS n",
        "does not parse",
        "it must run as it stands in DuckDB",
    ),
    "layer that may not be read": (
        ("mart_visits", "FROM fct_visit", "FROM stg_demo__visits"),
        "wrong-layer-reference",
        "FROM stg_demo__visits",
        "'stg_demo__visits' of the staging layer",
        "journey, marts, seed",
    ),
    "staging model that reads a model": (
        (
            "stg_demo__visits",
            "FROM raw_demo__visits AS r",
            "FROM raw_demo__visits AS r, dim_la AS d",
        ),
        "wrong-layer-reference",
        "dim_la AS d",
        "'dim_la' of the journey layer",
        "raw, seed",
    ),
    "star in the last SELECT": (
        ("dim_la", "    s.la_code,\n    s.la_name", "    s.*"),
        "outer-star",
        "s.*",
        "has a *",
        "List the columns",
    ),
    "star in the second branch of a union": (
        ("dim_la", "FROM seed_la AS s", "FROM seed_la AS s\nUNION ALL\nSELECT *\nFROM seed_la"),
        "outer-star",
        "SELECT *",
        "has a *",
        "List the columns",
    ),
    "column without a description": (
        ("mart_visits", "columns:\n  visit_count: Visits that were made.\n", ""),
        "undescribed-column",
        "AS visit_count",
        "'visit_count' has no description",
        "Add `visit_count: ...`",
    ),
    "description without a column": (
        ("mart_visits", "  visit_count:", "  visit_date: Day.\n  visit_count:"),
        "undescribed-column",
        "/*---",
        "names 'visit_date'",
        "Take the line out",
    ),
    "grain without a column": (
        ("dim_la", "grain: [la_code]", "grain: [la_id]"),
        "undescribed-column",
        "/*---",
        "names 'la_id'",
        "Take the line out",
    ),
    "function unknown to Spark": (
        ("dim_la", "s.la_name", "s.la_name || CAST(TXID_CURRENT() AS VARCHAR) AS la_name"),
        "not-transpilable",
        "/*---",
        "TXID_CURRENT",
        "standard functions",
    ),
    "whole row": (
        ("dim_la", "s.la_name", "CAST(s AS VARCHAR) AS la_name"),
        "lineage",
        "CAST(s AS",
        "whole row",
        "Name the columns",
    ),
}
# The two that also leave a column without a description.
ALSO_UNDESCRIBED = {"function unknown to Spark"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_diagnostic_names_file_line_and_remedy(tiny, name):
    edit, rule, line, message, remedy = BROKEN[name]
    path = tiny.edit(*edit)
    found = [d for d in tiny.diagnostics() if name not in ALSO_UNDESCRIBED or d.rule == rule]
    diagnostic = only(found)
    assert diagnostic.rule == rule
    assert_points_at(diagnostic, path, line)
    assert message in diagnostic.message
    assert remedy in diagnostic.remedy
    assert str(diagnostic).startswith(f"{path}:{diagnostic.line}: ")


@pytest.mark.parametrize(
    ("place", "text", "rule", "message"),
    [
        ("journey/visit.sql", HEADER + SELECT, "name", "no name of the journey layer"),
        ("journey/fct_More.sql", HEADER + SELECT, "name", "no name of the journey layer"),
        ("gold/fct_more.sql", HEADER + SELECT, "layer", "in no layer's folder"),
        ("fct_more.sql", HEADER + SELECT, "layer", "in no layer's folder"),
        ("journey/x/fct_visit.sql", HEADER + SELECT, "name", "already a model 'fct_visit'"),
        ("journey/fct_two.sql", HEADER + f"{SELECT};{SELECT}", "syntax", "exactly one SELECT"),
        ("journey/fct_none.sql", HEADER, "syntax", "exactly one SELECT"),
        ("journey/fct_ddl.sql", HEADER + "DROP TABLE x", "syntax", "exactly one SELECT"),
    ],
    ids=["prefix", "capital", "layer", "no folder", "repeated", "two", "none", "no query"],
)
def test_a_file_that_does_not_fit_is_reported(tiny, place, text, rule, message):
    path = tiny.write(f"sql_models/{place}", text)
    diagnostic = only([d for d in tiny.diagnostics() if d.rule != "missing-test"])
    assert (diagnostic.path, diagnostic.line, diagnostic.rule) == (path, 1, rule)
    assert message in diagnostic.message


def test_a_file_that_is_not_utf_8_is_reported(tiny):
    path = tiny.path("dim_la")
    path.write_bytes(path.read_bytes().replace(b"One row per LA", b"One row per LA \xe9"))
    assert "not UTF-8" in only(tiny.diagnostics()).message


def test_a_model_without_a_test_is_reported(tiny):
    (tiny.tests / "journey" / "dim_la.yaml").unlink()
    diagnostic = only(tiny.diagnostics())
    assert (diagnostic.path, diagnostic.rule) == (tiny.path("dim_la"), "missing-test")
    assert "tests/models/journey/dim_la.yaml" in diagnostic.remedy


def test_the_house_rules_are_checked_only_where_the_tests_are_given(tiny):
    (tiny.tests / "journey" / "dim_la.yaml").unlink()
    assert try_compile(tiny.models, tiny.externals())[1] == []


@pytest.mark.parametrize(
    ("projection", "message"),
    [
        ("COUNT(*)", "Column 2 of the last SELECT has no plain name"),
        ("s.la_name AS LaName", "has no plain name ('LaName')"),
        ("s.la_name AS la_code", "two columns 'la_code'"),
    ],
    ids=["no name", "capitals", "twice"],
)
def test_a_column_without_a_name_of_its_own_is_reported(tiny, projection, message):
    tiny.edit("dim_la", "s.la_name", projection)
    tiny.edit("dim_la", "FROM seed_la AS s", "FROM seed_la AS s GROUP BY ALL")
    named = next(d for d in tiny.diagnostics() if d.rule == "column-name")
    assert message in named.message


def test_a_circle_is_reported_once_with_what_else_is_wrong(tiny):
    tiny.edit("int_visits__named", "FROM stg_demo__visits AS v", "FROM fct_visit AS v")
    other = tiny.edit("dim_la", "s.la_name", "s.la_nome")
    circle, engine = sorted(tiny.diagnostics(), key=lambda d: d.rule)
    assert circle.rule == "circle"
    assert_points_at(circle, circle.path, "FROM")
    assert "int_visits__named" in circle.message
    assert "fct_visit" in circle.message
    assert (engine.rule, engine.path) == ("engine", other)


def test_two_circles_are_both_reported(tiny):
    tiny.edit("int_visits__named", "FROM stg_demo__visits AS v", "FROM fct_visit AS v")
    tiny.edit("dim_la", "FROM seed_la AS s", "FROM dim_la AS s")
    assert [d.rule for d in tiny.diagnostics()] == ["circle", "circle"]


def test_all_mistakes_come_in_one_error(tiny):
    tiny.edit("stg_demo__visits", "visit_id: Number", "vizit_id: Number")
    tiny.edit("dim_la", "s.la_name", "s.la_nome")
    tiny.edit("1a", "severity: error", "severity: bad")
    tiny.edit("mart_visits", "FROM fct_visit", "FROM fct_visits")
    with pytest.raises(CompileError) as refused:
        tiny.compile()
    found = {(d.path.stem, d.rule) for d in refused.value.diagnostics}
    assert found == {
        ("stg_demo__visits", "undescribed-column"),
        ("dim_la", "engine"),
        ("1a", "header"),
        ("mart_visits", "unknown-table"),
    }
    assert all(str(d) in str(refused.value) for d in refused.value.diagnostics)
    assert refused.value.exit_code == 1


def test_one_mistake_is_not_repeated_by_the_models_that_read_it(tiny):
    tiny.edit("stg_demo__visits", "SELECT", "SELEC")
    assert only(tiny.diagnostics()).path == tiny.path("stg_demo__visits")


def test_a_missing_description_is_reported_where_the_column_is_born(tiny):
    tiny.edit(
        "stg_demo__visits", "  start_date: Day of the visit; NULL when the text is no date.\n", ""
    )
    # The cast hides that TRY_STRPTIME made the column; what reads it inherits.
    assert only(tiny.diagnostics()).path == tiny.path("stg_demo__visits")


def test_a_rule_is_silenced_by_the_header_that_says_why(tiny):
    tiny.edit("mart_visits", "FROM fct_visit", "FROM stg_demo__visits")
    tiny.edit(
        "mart_visits",
        "grain: [la_code]",
        "grain: [la_code]\nignore: {wrong-layer-reference: the journey has no visits yet}",
    )
    assert tiny.diagnostics() == []


def test_another_rule_is_not_silenced(tiny):
    tiny.edit("dim_la", "    s.la_code,\n    s.la_name", "    s.*")
    tiny.edit("dim_la", "grain: [la_code]", "grain: [la_code]\nignore: {missing-test: none needed}")
    assert only(tiny.diagnostics()).rule == "outer-star"


def test_a_description_and_a_privacy_class_are_inherited_through_models(tiny):
    columns = {column.name: column for column in tiny.compile().columns_of("fct_visit")}
    assert columns["start_date"].description == "Day of the visit; NULL when the text is no date."
    assert columns["la_name"].description == "Name of the LA."
    assert columns["visit_id"].description == "Number of the visit."
    assert columns["visit_id"].privacy == "identifier"
    assert columns["la_code"].privacy == "open"


def test_types_are_those_of_the_engine(tiny):
    types = {column.name: column.type for column in tiny.compile().columns_of("fct_visit")}
    assert types == {
        "visit_id": "INTEGER",
        "la_code": "VARCHAR",
        "la_name": "VARCHAR",
        "start_date": "DATE",
    }


def test_lineage_is_composed_over_models(tiny):
    traced = trace(tiny.compile(), ColumnRef("fct_visit", "start_date"))
    assert traced == {
        ColumnRef("fct_visit", "start_date"): (ColumnRef("int_visits__named", "start_date"),),
        ColumnRef("int_visits__named", "start_date"): (
            ColumnRef("stg_demo__visits", "start_date"),
        ),
        ColumnRef("stg_demo__visits", "start_date"): (ColumnRef("raw_demo__visits", "visit_day"),),
    }


def test_ancestors_go_all_the_way_up(tiny):
    assert tiny.compile().ancestors("mart_visits") == {
        "fct_visit",
        "int_visits__named",
        "stg_demo__visits",
        "seed_la",
        "raw_demo__visits",
    }


@pytest.mark.parametrize(
    ("named", "is_right"),
    [
        ("table: visits", True),
        ("tables: [visits, calls]", True),
        ("tables: [visits]", False),
        ("table: visits\ntables: [calls]", False),
        ("needs_reference: []", False),
    ],
    ids=["one", "two", "one as two", "both", "none"],
)
def test_a_rule_names_one_module_or_several(tiny, named, is_right):
    tiny.edit("1a", "table: visits", named)
    told = ["name one module" in each.message for each in tiny.diagnostics()]
    assert told == [True] * (not is_right)
