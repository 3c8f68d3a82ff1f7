"""Which tables a query reads, and the order that follows."""

from graphlib import CycleError

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.modelling.graph import run_order, table_references

CASES = {
    "lines": ("SELECT 1\nFROM a\nJOIN b ON TRUE\nJOIN a AS c ON TRUE", {"a": 2, "b": 3}),
    "a CTE is no table": ("WITH c AS (SELECT 1 FROM a) SELECT 1 FROM c", {"a": 1}),
    "a CTE of a table's name": ("WITH a AS (SELECT 1 FROM a) SELECT 1 FROM a", {"a": 1}),
    "a CTE after its use": (
        "WITH c AS (SELECT 1 FROM d), d AS (SELECT 1) SELECT 1 FROM c, d",
        {"d": 1},
    ),
    "a CTE inside a subquery": (
        "SELECT 1 FROM (WITH a AS (SELECT 1) SELECT 1 FROM a) AS x, a",
        {"a": 1},
    ),
    "an outer CTE seen from inside": (
        "WITH c AS (SELECT 1) SELECT (SELECT (SELECT 1 FROM c)) FROM b",
        {"b": 1},
    ),
    "recursion": (
        "WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n FROM c) SELECT n FROM c",
        {},
    ),
    "a CTE over a union": (
        "WITH c AS (SELECT 1) SELECT 1 FROM c UNION SELECT 1 FROM c UNION SELECT 1 FROM d",
        {"d": 1},
    ),
    "capitals": ("WITH C AS (SELECT 1) SELECT 1 FROM c, A", {"a": 1}),
    "table functions": ("SELECT 1 FROM GENERATE_SERIES(1, 2) AS g(i), UNNEST([1]) AS u(j)", {}),
    "a file": ("SELECT 1 FROM 'x.parquet'", {"x.parquet": 1}),
}


@pytest.mark.parametrize("name", CASES)
def test_references(name):
    sql, expected = CASES[name]
    assert table_references(sqlglot.parse_one(sql, dialect="duckdb")) == expected


NAMES = "abcdefgh"
# Each name refers only to names after it, so that there is no circle.
ACYCLIC = st.tuples(
    *(st.sets(st.sampled_from(NAMES[i + 1 :] + "z")) for i in range(len(NAMES)))
).map(lambda refs: dict(zip(NAMES, refs, strict=True)))


@settings(derandomize=True, max_examples=50)
@given(ACYCLIC)
def test_each_comes_after_those_it_refers_to(references):
    order = run_order(references)
    assert sorted(order) == sorted(references)
    for name, refs in references.items():
        assert all(order.index(ref) < order.index(name) for ref in refs if ref in references)


@settings(derandomize=True, max_examples=20)
@given(ACYCLIC)
def test_the_order_does_not_depend_on_that_of_the_files(references):
    assert run_order(references) == run_order(dict(reversed(references.items())))


def test_a_circle_has_no_order():
    with pytest.raises(CycleError):
        run_order({"a": ["b"], "b": ["a"]})
