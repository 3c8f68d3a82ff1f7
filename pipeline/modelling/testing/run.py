"""Running model tests in DuckDB's memory, and saying in words what differed.

The warehouse is never touched here, nor is any file of data.
"""

from __future__ import annotations

import math
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.modelling.engines.duckdb import open_warehouse, quote
from pipeline.modelling.schema import create_empty
from pipeline.modelling.seeds import Seed, load_seed
from pipeline.modelling.testing.definition import ModelTest, load_tests, path_of_test

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.definition import CompiledModel, Project
    from pipeline.modelling.testing.definition import Row


@dataclass(frozen=True)
class TestResult:
    """The outcome of one model test: `difference` is empty when it passed."""

    __test__ = False  # not a pytest class, whatever its name

    model: str
    test: str
    difference: str

    @property
    def passed(self) -> bool:
        """Whether the rows were those expected."""
        return not self.difference


def run_all_tests(
    project: Project,
    seeds: Mapping[str, Seed],
    tests: Path,
    *,
    only: Collection[str] | None = None,
) -> Iterator[TestResult]:
    """Run the tests of every model and rule that has any, or only of those named, one result a test."""
    with open_sandbox(seeds) as sandbox:
        for model in (*project.models.values(), *project.rules.values()):
            path = path_of_test(model, project, tests)
            if path.exists() and (only is None or model.name in only):
                for test in load_tests(path):
                    yield run_test(model, test, project, sandbox)


@contextmanager
def open_sandbox(seeds: Mapping[str, Seed]) -> Iterator[DuckDBPyConnection]:
    """Open a database in memory that holds the seeds, for many tests: each leaves it as it was."""
    with open_warehouse() as sandbox:
        for seed in seeds.values():
            load_seed(sandbox, seed)
        yield sandbox


def run_test(
    model: CompiledModel, test: ModelTest, project: Project, sandbox: DuckDBPyConnection
) -> TestResult:
    """Run one test of a model on nothing but its own inputs; those of a rule may be told by rows of the return."""
    import duckdb

    is_rule = model.layer == "rules"
    inputs = _inputs(model.refs, test, project) if is_rule else dict.fromkeys(model.refs)
    unread = sorted(set(test.given) - set(inputs))
    if unread:
        return TestResult(model.name, test.name, f"the model does not read {', '.join(unread)}")
    sandbox.execute("BEGIN")
    try:
        for table, made_by in inputs.items():
            if made_by:
                sandbox.execute(f"CREATE TABLE {quote(table)} AS {made_by.file.sql}")
            else:
                _provide(sandbox, table, test, project)
        rows = _rows(sandbox, model.file.sql)
    except duckdb.Error as error:
        return TestResult(model.name, test.name, str(error))
    finally:
        sandbox.execute("ROLLBACK")
    return TestResult(model.name, test.name, _difference(test.expect, rows))


def _inputs(
    names: Iterable[str], test: ModelTest, project: Project
) -> dict[str, CompiledModel | None]:
    """Return tables and what they are made of, in order; with the model, where a table is made and not given.

    An intermediate model is made when the test gives no rows of it, but of something that it is made of.
    """
    inputs: dict[str, CompiledModel | None] = {}
    for name in names:
        model = project.models.get(name)
        inputs[name] = None
        if model and model.layer == "intermediate" and name not in test.given:
            above = _inputs(model.refs, test, project)
            if above.keys() & test.given.keys():
                del inputs[name]
                inputs |= {**above, name: model}
    return inputs


def _provide(sandbox: DuckDBPyConnection, table: str, test: ModelTest, project: Project) -> None:
    """Make a table with the rows given; a seed of which none are given keeps its own."""
    is_seed = table in project.externals and project.externals[table].kind == "seed"
    if is_seed and table not in test.given:
        return
    if is_seed:
        sandbox.execute(f"DROP TABLE {quote(table)}")
    create_empty(sandbox, table, {column.name: column.type for column in project.columns_of(table)})
    for row in test.given.get(table, []):
        names = ", ".join(quote(name) for name in row)
        marks = ", ".join("?" for _ in row)
        sandbox.execute(
            f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", list(row.values())
        )


def _rows(connection: DuckDBPyConnection, sql: str) -> list[Row]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


def _difference(expected: Sequence[Row], rows: Sequence[Row]) -> str:
    """Return what is missing from the rows and what nobody expected, empty when they agree."""
    names = list(expected[0]) if expected else []
    if any(set(row) != set(names) for row in expected):
        return "the rows of expect name different columns; name the same in each"
    unknown = [name for name in names if rows and name not in rows[0]]
    if unknown:
        return f"the model returns no column {', '.join(unknown)}"
    wanted = Counter(tuple(_plain(row[name]) for name in names) for row in expected)
    found = Counter(tuple(_plain(row[name]) for name in names) for row in rows)
    lines = [f"missing    {_show(names, row)}" for row in (wanted - found).elements()]
    lines += [f"unexpected {_show(names, row)}" for row in (found - wanted).elements()]
    return "\n".join(lines)


def _plain(value: object) -> object:
    """Return a value as YAML would have written it, so that both sides compare."""
    if isinstance(value, bool):
        return str(value).lower()  # not itself: True would equal the number 1
    if isinstance(value, (int, float, Decimal)):
        return "nan" if math.isnan(value) else round(float(value), 6)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _show(names: Sequence[str], values: tuple[object, ...]) -> str:
    pairs = zip(names, values, strict=True)
    return ", ".join(f"{name}: {value}" for name, value in pairs) or "a row"
