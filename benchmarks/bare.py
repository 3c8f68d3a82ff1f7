"""The baseline: a bare DuckDB script that reads the same CSVs and runs the same SQL, and does nothing else.

No receipts, no check of encoding, place or dates, no findings, no gate, no transaction, no state. The child key is an
MD5 in SQL instead of a keyed hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, open_warehouse, quote

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.api import ExternalTable
    from pipeline.workspace import Workspace

_TECHNICAL = {"file_id", "row_number", "child_key", "la_code", "collection_year", "other_values"}
_PUBLISHED_YEARS = (
    "CREATE TABLE fct_gate_decision AS SELECT DISTINCT la_code, collection_year, 'publish' AS decision, "
    "'' AS reason FROM raw_intake__submissions"
)


def run_bare(returns: Path, database: Path, workspace: Workspace) -> None:
    """Read every CSV under a folder and run every model, into a new DuckDB file."""
    project = workspace.project
    with open_warehouse(database) as connection:
        for seed in workspace.seeds.values():
            connection.execute(
                f"CREATE TABLE {seed.table.name} AS FROM read_csv({literal(str(seed.path))}, "
                f"header = true, columns = {_types(seed.table)})"
            )
        for table in project.externals.values():
            if table.kind == "raw" and table.name != "raw_intake__submissions":
                connection.execute(_read(table, returns))
        connection.execute(_submissions(project.externals["raw_intake__submissions"]))
        connection.execute(_PUBLISHED_YEARS)
        _create_empty(connection, project.externals["fct_data_quality_issue"])
        _create_empty(connection, project.externals["fct_data_quality_history"])
        _create_empty(connection, project.externals["fct_rule_run"])
        for model in project.models.values():
            connection.execute(f"CREATE TABLE {model.name} AS {model.file.sql}")


def _read(table: ExternalTable, returns: Path) -> str:
    """One module of every return; rows are numbered within their file as the raw layer does."""
    module = table.name.removeprefix("raw_ssda903__")
    columns = ", ".join(quote(c.name) for c in table.columns if c.name not in _TECHNICAL)
    if not list(returns.glob(f"*/*/{module}.csv")):
        empty = ", ".join(f"NULL::{c.type} AS {quote(c.name)}" for c in table.columns)
        return f"CREATE TABLE {table.name} AS SELECT {empty} WHERE false"
    place = "regexp_extract(filename, '(E[0-9]{8})/[0-9]{4}-([0-9]{2})', "
    return f"""
        CREATE TABLE {table.name} AS
        SELECT
            md5(filename) AS file_id,
            CAST(row_number() OVER (PARTITION BY filename) AS INTEGER) AS row_number,
            {place}1) AS la_code,
            2000 + CAST({place}2) AS INTEGER) AS collection_year,
            md5({place}1) || '|' || upper(trim("CHILD"))) AS child_key,
            {columns},
            CAST(NULL AS VARCHAR) AS other_values
        FROM read_csv({literal(str(returns / "*" / "*" / f"{module}.csv"))},
            all_varchar = true, header = true, filename = true, nullstr = '~')
    """


def _submissions(table: ExternalTable) -> str:
    modules = " UNION ALL ".join(
        f"SELECT file_id, '{name}' AS table_name, la_code, collection_year, COUNT(*) AS n "
        f"FROM raw_ssda903__{name} GROUP BY ALL"
        for name in ("header", "episodes", "uasc")
    )
    values = {
        "source": "'ssda903'",
        "received_at": "current_timestamp",
        "as_at_date": "make_date(collection_year, 3, 31)",
        "rows_in": "n",
        "rows_raw": "n",
        "rows_quarantined": "0",
    }
    columns = ", ".join(
        f"CAST({values.get(c.name, c.name)} AS {c.type}) AS {c.name}" for c in table.columns
    )
    return f"CREATE TABLE {table.name} AS SELECT {columns} FROM ({modules})"


def _create_empty(connection: DuckDBPyConnection, table: ExternalTable) -> None:
    columns = ", ".join(f"{c.name} {c.type}" for c in table.columns)
    connection.execute(f"CREATE TABLE {table.name} ({columns})")


def _types(table: ExternalTable) -> str:
    return "{" + ", ".join(f"{literal(c.name)}: {literal(c.type)}" for c in table.columns) + "}"
