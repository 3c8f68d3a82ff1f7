"""What the warehouse remembers of earlier judgements, so that what did not change is not judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import RefusedError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")


def recall(connection: DuckDBPyConnection, name: str, fingerprint: str, kind: type[T]) -> T | None:
    """Return what was remembered under a name, if it was remembered for this very fingerprint."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS cjw_state")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS cjw_state.verdict "
        "(name VARCHAR PRIMARY KEY, fingerprint VARCHAR, payload VARCHAR)"
    )
    return _read(connection, name, fingerprint, kind)


def read_latest(connection: DuckDBPyConnection, name: str, kind: type[T]) -> T:
    """Return what was last remembered under a name, from a warehouse that is open for reading alone.

    Raises:
        RefusedError: Nothing has been judged yet, or an earlier version judged it.
    """
    try:
        latest = _read(connection, name, "*", kind)
    except ValidationError:
        latest = None
    if not latest:
        raise RefusedError(
            "Nothing has been judged yet, or an earlier version judged it.",
            remedy="Run `cjw run` or `cjw publish` first.",
        )
    return latest


def _read(connection: DuckDBPyConnection, name: str, fingerprint: str, kind: type[T]) -> T | None:
    rows = connection.execute(
        "SELECT payload FROM cjw_state.verdict WHERE name = ? AND (fingerprint = ? OR ? = '*')",
        [name, fingerprint, fingerprint],
    ).fetchall()
    return TypeAdapter(kind).validate_json(rows[0][0]) if rows else None


def recall_latest(connection: DuckDBPyConnection, name: str, kind: type[T]) -> T | None:
    """Return what was last remembered under a name, whatever it was made from."""
    return recall(connection, name, "*", kind)


def remember(connection: DuckDBPyConnection, name: str, fingerprint: str, value: object) -> None:
    """Remember a verdict (a frozen dataclass, or a tuple or mapping of them) under a name."""
    payload = TypeAdapter(Any).dump_json(value).decode()
    connection.execute(
        "INSERT OR REPLACE INTO cjw_state.verdict VALUES (?, ?, ?)", [name, fingerprint, payload]
    )


def forget(connection: DuckDBPyConnection, name: str) -> None:
    """Forget what is remembered under a name: call it before changing what the verdict is about."""
    connection.execute("DELETE FROM cjw_state.verdict WHERE name = ?", [name])
