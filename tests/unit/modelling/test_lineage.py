"""Column lineage: queries with their expected lineage and rows, each also run on DuckDB.

The cases lie in fixtures/lineage/*.sql. After a query, `-- x = t.a` says that x is that column passed
through (`; s.a` adds the other branches of a union), `-- x < t.a, t.c` what x is made from, `-- => (...)` a
row that DuckDB returns and `-- refused at line n: ...` that the lineage cannot be told.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlglot

from pipeline.modelling.definition import ColumnLineage, ColumnRef
from pipeline.modelling.engines.duckdb import open_warehouse
from pipeline.modelling.graph import table_references
from pipeline.modelling.lineage import LineageError, column_lineage

FIXTURES = Path(__file__).parent / "fixtures" / "lineage"
SCHEMA = {
    "t": {"a": "INTEGER", "b": "VARCHAR", "c": "INTEGER"},
    "s": {"a": "INTEGER", "b": "VARCHAR", "d": "BOOLEAN"},
}
TABLES = """
CREATE TABLE t AS SELECT * FROM (VALUES (1, 'one', 10), (2, 'two', 20)) AS v(a, b, c);
CREATE TABLE s AS SELECT * FROM (VALUES (1, 'eins', true)) AS v(a, b, d)
"""


@dataclass(frozen=True)
class Case:
    name: str
    sql: str
    lineage: dict[str, ColumnLineage]
    rows: list[tuple]
    refused: tuple[int, str] | None


def load_cases():
    for path in sorted(FIXTURES.glob("*.sql")):
        for text in re.split(r"^-- title: ", path.read_text(), flags=re.MULTILINE)[1:]:
            yield read_case(path.stem, text)


def read_case(file, text):
    title, *lines = text.strip().splitlines()
    expected = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
    refusal = next((re.match(r"refused at line (\d+): (.+)", line) for line in expected[:1]), None)
    return Case(
        name=f"{file}: {title}",
        sql="\n".join(line for line in lines if not line.startswith("-- ")).strip(),
        lineage=dict(read_lineage(line) for line in expected if re.match(r"\w+ [=<]", line)),
        rows=[ast.literal_eval(line[3:]) for line in expected if line.startswith("=> ")],
        refused=(int(refusal[1]), refusal[2]) if refusal else None,
    )


def read_lineage(line):
    name, sign, inputs = re.fullmatch(r"(\w+) ([=<]) ?(.*)", line).groups()
    refs = [ColumnRef(*ref.split(".")) for ref in re.split("[,;] ", inputs) if ref]
    return name, ColumnLineage(tuple(sorted(refs)), refs[0] if sign == "=" else None)


CASES = list(load_cases())
FOLLOWED = [case for case in CASES if not case.refused]
REFUSED = [case for case in CASES if case.refused]


@pytest.fixture(scope="module")
def warehouse():
    with open_warehouse() as connection:
        connection.execute(TABLES)
        yield connection


def lineage_of(case, outputs):
    tree = sqlglot.parse_one(case.sql, dialect="duckdb")
    schema = {table: SCHEMA[table] for table in table_references(tree)}
    return column_lineage(case.sql, schema, outputs)


def test_the_fixtures_were_read():
    assert len(FOLLOWED) >= 30
    assert len(REFUSED) >= 4


@pytest.mark.parametrize("case", FOLLOWED, ids=lambda case: case.name)
def test_lineage_is_as_written_and_the_query_runs(case, warehouse):
    result = warehouse.sql(case.sql)
    assert sorted(map(repr, result.fetchall())) == sorted(map(repr, case.rows))
    assert lineage_of(case, result.columns) == case.lineage


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_cannot_be_followed_is_refused_although_the_engine_runs_it(case, warehouse):
    with pytest.raises(LineageError) as refused:
        lineage_of(case, warehouse.sql(case.sql).columns)
    line, message = case.refused
    assert refused.value.line == line
    assert message in str(refused.value)
    assert refused.value.remedy


@pytest.mark.parametrize("case", FOLLOWED, ids=lambda case: case.name)
def test_no_value_is_shown_of_a_column_that_the_lineage_leaves_out(case, warehouse):
    read = {ref for lineage in case.lineage.values() for ref in lineage.inputs}
    values = {ColumnRef("t", "b"): ("one", "two"), ColumnRef("s", "b"): ("eins",)}
    rows = warehouse.sql(case.sql).fetchall()
    texts = " ".join(value for row in rows for value in row if isinstance(value, str))
    hidden = [value for ref, shown in values.items() if ref not in read for value in shown]
    assert [value for value in hidden if value in texts] == []
