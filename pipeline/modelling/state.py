"""What the warehouse remembers of each table: the fingerprint it was made from, its rows, its time.

A table and its state are written in one transaction, so that a killed run leaves both or neither.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.modelling.engines.duckdb import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection


Kind = Literal["TABLE", "VIEW"]


@dataclass(frozen=True)
class TableState:
    """State of one table: the hash of all it was made from, its rows and the seconds it took."""

    fingerprint: str
    rows: int
    seconds: float


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Run a block as one transaction: all of it or, after an exception, none."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def read_states(connection: DuckDBPyConnection) -> dict[str, TableState]:
    """Return the state of every table made so far, making the state table when there is none."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS cjw_state")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS cjw_state.table_state "
        "(table_name VARCHAR PRIMARY KEY, fingerprint VARCHAR, row_count BIGINT, seconds DOUBLE)"
    )
    rows = connection.execute(
        "SELECT table_name, fingerprint, row_count, seconds FROM cjw_state.table_state"
    ).fetchall()
    return {
        name: TableState(fingerprint, count, seconds) for name, fingerprint, count, seconds in rows
    }


def write_state(connection: DuckDBPyConnection, table: str, state: TableState) -> None:
    """Remember the state of a table; call it inside the transaction that made the table."""
    connection.execute(
        "INSERT OR REPLACE INTO cjw_state.table_state VALUES (?, ?, ?, ?)",
        [table, state.fingerprint, state.rows, state.seconds],
    )


def kinds(connection: DuckDBPyConnection) -> dict[str, Kind]:
    """Return whether each name of the warehouse is a table's or a view's.

    Asking takes as long as making a small table, so it is asked once for many models.
    """
    rows = connection.execute(
        "SELECT table_name, CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'TABLE' END "
        "FROM information_schema.tables "
        "WHERE table_catalog = current_database() AND table_schema = 'main'"
    ).fetchall()
    return dict(rows)


def drop(connection: DuckDBPyConnection, name: str, kind: Kind | None) -> None:
    """Drop a table or a view; with None, there is nothing of that name."""
    if kind is not None:
        connection.execute(f"DROP {kind} {quote(name)}")


def forget(connection: DuckDBPyConnection, name: str) -> None:
    """Drop a table or view that the project no longer has, and its state."""
    with transaction(connection):
        drop(connection, name, kinds(connection).get(name))
        connection.execute("DELETE FROM cjw_state.table_state WHERE table_name = ?", [name])
