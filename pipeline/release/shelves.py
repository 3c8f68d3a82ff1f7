"""The tables of the two shelves, built in memory: internal (true) and public (controlled).

The public benchmarks are the very same SQL over controlled measures: what is computed from
published cells cannot reveal hidden ones. Writing files is the affair of the `export_*` modules.
"""

from __future__ import annotations

from contextlib import contextmanager
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError, RefusedError
from pipeline.modelling.api import open_warehouse, quote
from pipeline.release.definition import (
    COVERAGE,
    MEASURES,
    ReleasedColumn,
    ReleasedTable,
)
from pipeline.release.disclosure.catalogue import read_catalogue
from pipeline.release.disclosure.policy import load_policy
from pipeline.release.disclosure.run import control_measures
from pipeline.release.withhold import COVERAGE_TABLE, kept_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from pipeline.release.definition import ReleaseRequest

_IDENTIFYING = (
    "child_key",
    "la_child_id",
    "upn",
    "*_postcode",
    "postcode",
    "birth_date",
    "row_id",
    "file_id",
)
_OPEN_TABLES = ("seed_*", "dim_local_authority", "fct_published_figure")
_REFERENCE = (
    "seed_measures",
    "seed_measure_count",
    "seed_measure_unit",
    "seed_count_flow",
    "seed_local_authority",
)

CATALOGUE_TABLE = ReleasedTable(
    name="measure",
    description="One row per measure: its definition, unit and the measure's source.",
    grain=("measure_id",),
    columns=(
        ReleasedColumn("measure_id", "VARCHAR", "Short name of the measure."),
        ReleasedColumn("theme", "VARCHAR", "Subject the measure belongs to."),
        ReleasedColumn("title", "VARCHAR", "Title of the measure."),
        ReleasedColumn("definition", "VARCHAR", "What the measure counts or relates."),
        ReleasedColumn("numerator", "VARCHAR", "What is counted above the line."),
        ReleasedColumn("denominator", "VARCHAR", "What is counted below the line."),
        ReleasedColumn("population", "VARCHAR", "Whom or what the measure is about."),
        ReleasedColumn("unit", "VARCHAR", "Unit of the value, such as count or percent."),
        ReleasedColumn("decimals", "INTEGER", "Decimal places that are published."),
        ReleasedColumn("polarity", "VARCHAR", "Whether high or low is hoped for, or neither."),
        ReleasedColumn("source_document", "VARCHAR", "Document that publishes or asks for it."),
        ReleasedColumn("source_place", "VARCHAR", "Where in the document."),
    ),
)


def refuse_identifying_columns(tables: tuple[ReleasedTable, ...]) -> None:
    """Stop when a table declares a column that could identify a child.

    Raises:
        RefusedError: It names every such column of every table.
    """
    found = [
        f"{table.name}.{name}"
        for table in tables
        for name in table.column_names
        if any(fnmatch(name.lower(), pattern) for pattern in _IDENTIFYING)
    ]
    if found:
        raise RefusedError(
            f"Columns that can identify a child may not be released: {', '.join(found)}.",
            remedy="Leave them out of the released model.",
        )


@contextmanager
def build_internal_tables(
    source: DuckDBPyConnection, request: ReleaseRequest
) -> Iterator[DuckDBPyConnection]:
    """Build every mart and benchmark, unrounded, without withheld authorities.

    Args:
        source: The private warehouse.
        request: The tables to release.

    Yields:
        A database in memory with the tables, `release_coverage` and the seeds they rest on.

    Raises:
        RefusedError: A table has a column that could identify a child.
        ProjectError: `mart_measure` is not among the tables of the release.
    """
    refuse_identifying_columns(request.tables)
    _require_measures(request)
    with open_warehouse() as shelf:
        put(shelf, COVERAGE_TABLE, source.sql(COVERAGE_TABLE.sql).to_arrow_table())
        source.execute(f"CREATE OR REPLACE TEMP TABLE {COVERAGE} AS {COVERAGE_TABLE.sql}")
        for name in _REFERENCE:
            _copy(source, shelf, name)
        for table in request.tables:
            if not table.is_benchmark:
                put(shelf, table, source.sql(kept_rows(table)).to_arrow_table())
        source.execute(f"DROP TABLE temp.{COVERAGE}")
        for table in _benchmarks(request):
            _copy_missing(source, shelf, table)
            _run(shelf, table)
        yield shelf


@contextmanager
def build_public_tables(
    internal: DuckDBPyConnection, request: ReleaseRequest
) -> Iterator[DuckDBPyConnection]:
    """Build the controlled measures and, from nothing but them, the benchmarks.

    Args:
        internal: What `build_internal_tables` yields.
        request: The tables to release, and where the disclosure policy is.

    Yields:
        A database in memory with `mart_measure`, the benchmarks, the catalogue of measures
        and `release_coverage`.

    Raises:
        RefusedError: A benchmark reads something that is neither controlled nor open.
    """
    with open_warehouse() as shelf:
        for name in (COVERAGE, *_REFERENCE):
            _copy(internal, shelf, name)
        put(shelf, measures_table(request), _controlled(internal, request))
        for table in _benchmarks(request):
            _refuse_uncontrolled(shelf, table)
            _copy_missing(internal, shelf, table)
            _run(shelf, table)
        put(shelf, CATALOGUE_TABLE, shelf.sql("SELECT * FROM seed_measures").to_arrow_table())
        yield shelf


def public_tables(request: ReleaseRequest) -> tuple[ReleasedTable, ...]:
    """Return the descriptions of the tables on the public shelf, in order."""
    return (*_benchmarks(request), CATALOGUE_TABLE, COVERAGE_TABLE)


def internal_tables(request: ReleaseRequest) -> tuple[ReleasedTable, ...]:
    """Return the descriptions of the tables on the internal shelf, in order."""
    return (*request.tables, COVERAGE_TABLE)


def measures_table(request: ReleaseRequest) -> ReleasedTable:
    """Return the description of `mart_measure`."""
    return next(table for table in request.tables if table.name == MEASURES)


def put(shelf: DuckDBPyConnection, table: ReleasedTable, rows: pa.Table) -> None:
    """Make the table with its declared columns and types and fill it."""
    columns = ", ".join(f"{quote(c.name)} {c.type}" for c in table.columns)
    names = ", ".join(quote(name) for name in table.column_names)
    shelf.execute(f"CREATE OR REPLACE TABLE {quote(table.name)} ({columns})")
    shelf.register("incoming_rows", rows)
    shelf.execute(f"INSERT INTO {quote(table.name)} SELECT {names} FROM incoming_rows")
    shelf.unregister("incoming_rows")


def _controlled(internal: DuckDBPyConnection, request: ReleaseRequest) -> pa.Table:
    import pyarrow as pa

    measures = internal.sql(f"SELECT * FROM {MEASURES}").df()
    catalogue = read_catalogue(internal)
    places = internal.sql("SELECT * FROM seed_local_authority").df()
    policy = load_policy(request.seeds, request.facts.disclosure_policy)
    controlled = control_measures(measures, catalogue, places, policy)
    return pa.Table.from_pandas(controlled, preserve_index=False)


def _run(shelf: DuckDBPyConnection, table: ReleasedTable) -> None:
    """Compute a benchmark from what the shelf holds."""
    put(shelf, table, shelf.sql(table.sql.rstrip().rstrip(";")).to_arrow_table())


def _benchmarks(request: ReleaseRequest) -> tuple[ReleasedTable, ...]:
    return tuple(table for table in request.tables if table.is_benchmark)


def _require_measures(request: ReleaseRequest) -> None:
    if MEASURES not in {table.name for table in request.tables}:
        raise ProjectError(
            f"The release holds no {MEASURES}.",
            remedy=f"Build the model {MEASURES} and release it with the benchmarks.",
        )


def _tables_of(connection: DuckDBPyConnection) -> set[str]:
    query = "SELECT table_name FROM information_schema.tables"
    return {name for (name,) in connection.execute(query).fetchall()}


def _missing(shelf: DuckDBPyConnection, table: ReleasedTable) -> list[str]:
    return sorted(shelf.get_table_names(table.sql) - _tables_of(shelf))


def _copy_missing(
    source: DuckDBPyConnection, shelf: DuckDBPyConnection, table: ReleasedTable
) -> None:
    for name in _missing(shelf, table):
        _copy(source, shelf, name)


def _copy(source: DuckDBPyConnection, shelf: DuckDBPyConnection, name: str) -> None:
    shelf.register("incoming_rows", source.sql(f"SELECT * FROM {quote(name)}").to_arrow_table())
    shelf.execute(f"CREATE OR REPLACE TABLE {quote(name)} AS SELECT * FROM incoming_rows")
    shelf.unregister("incoming_rows")


def _refuse_uncontrolled(shelf: DuckDBPyConnection, table: ReleasedTable) -> None:
    read = _missing(shelf, table)
    secret = [name for name in read if not any(fnmatch(name, p) for p in _OPEN_TABLES)]
    if secret:
        raise RefusedError(
            f"{table.name} reads {', '.join(secret)}, which disclosure control does not cover.",
            remedy=f"Let it read {MEASURES}, seeds and dim_local_authority only.",
        )
