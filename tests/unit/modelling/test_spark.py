"""The Spark dialect: every model of the project can be written in it."""

import pytest
import sqlglot
from sqlglot import exp

from pipeline.modelling.engines.spark import NotTranspilableError, to_spark


def spark(sql):
    return to_spark(sqlglot.parse_one(sql, dialect="duckdb"))


def test_every_model_and_rule_of_the_project_parses_again_as_spark(workspace):
    compiled = {**workspace.project.models, **workspace.project.rules}
    assert len(compiled) > 20
    for model in compiled.values():
        again = sqlglot.parse_one(to_spark(model.file.tree), dialect="spark")
        assert [select.lower() for select in again.named_selects] == [
            column.name for column in model.columns
        ]


def test_a_model_is_not_changed_by_writing_it_for_spark(workspace):
    for model in workspace.project.models.values():
        before = model.file.tree.sql(dialect="duckdb")
        to_spark(model.file.tree)
        assert model.file.tree.sql(dialect="duckdb") == before


def test_a_list_of_formats_becomes_the_first_that_parses():
    text = spark("SELECT TRY_STRPTIME(t.d, ['%d/%m/%y', '%Y-%m-%dT%H:%M:%S']) AS d FROM t")
    tree = sqlglot.parse_one(text, dialect="spark")
    calls = tree.find(exp.Coalesce)
    assert " ".join(calls.sql(dialect="spark").split()) == (
        "COALESCE(TRY_TO_TIMESTAMP(t.d, 'dd/MM/yy'), "
        r"TRY_TO_TIMESTAMP(t.d, 'yyyy-MM-dd\'T\'HH:mm:ss'))"
    )


def test_one_format_needs_no_choice():
    assert "COALESCE" not in spark("SELECT TRY_STRPTIME(t.d, '%d-%b-%Y') AS d FROM t")
    assert "'dd-MMM-yyyy'" in spark("SELECT TRY_STRPTIME(t.d, '%d-%b-%Y') AS d FROM t")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT TXID_CURRENT() AS a", "TXID_CURRENT"),
        ("SELECT TRY_STRPTIME(t.d, t.f) AS a FROM t", "formats of TRY_STRPTIME"),
        ("SELECT TRY_STRPTIME(t.d, '%d %Q') AS a FROM t", "%Q"),
        ("SELECT t.a FROM t ASOF JOIN s ON t.a >= s.a", "ASOF"),
    ],
    ids=["function", "format in a column", "format", "join"],
)
def test_what_has_no_counterpart_is_refused_by_name(sql, said):
    with pytest.raises(NotTranspilableError, match=said):
        spark(sql)
