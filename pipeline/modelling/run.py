"""Running compiled models on DuckDB: each in one transaction, skipping what did not change.

What belongs here: bringing inputs in, building tables, remembering from what. What does not: which
files are in force (`sources`), what happens to a result (`quality`, `release`).
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.errors import CjwError
from pipeline.modelling.engines.duckdb import literal, quote
from pipeline.modelling.fingerprint import combine
from pipeline.modelling.schema import line_of
from pipeline.modelling.seeds import Seed, load_seed
from pipeline.modelling.state import (
    Kind,
    TableState,
    drop,
    forget,
    kinds,
    read_states,
    transaction,
    write_state,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.definition import CompiledModel, ExternalTable, Project

_ABOUT_THE_QUERY = ("Binder Error:", "Catalog Error:", "Parser Error:")
_KIND = re.compile(r"[A-Za-z ]{1,40} Error(?=:)")


class ModelRunError(CjwError):
    """A model that compiled failed on the data; the message holds no value of the data."""


@dataclass(frozen=True)
class ModelResult:
    """What became of one table in a run: built, or skipped as nothing it depends on changed.

    Attributes:
        fingerprint: Hash of all that it was made from.
        seconds: Time that making it took, in this run or, when skipped, in the run that made it.
    """

    name: str
    status: Literal["built", "skipped"]
    rows: int
    seconds: float
    fingerprint: str


@dataclass(frozen=True)
class RawFiles:
    """The Parquet files behind a raw table, and the hash that changes when they do."""

    table: ExternalTable
    files: tuple[Path, ...]
    fingerprint: str


def load_inputs(
    connection: DuckDBPyConnection, seeds: Iterable[Seed], raw: Iterable[RawFiles]
) -> dict[str, str]:
    """Bring seeds (as tables, when changed) and raw files (as views) into the warehouse.

    Returns:
        The fingerprint of each.

    Raises:
        ProjectError: A seed does not fit its schema.
    """
    states = read_states(connection)
    fingerprints = {}
    for seed in seeds:
        name = seed.table.name
        fingerprints[name] = seed.fingerprint
        if name not in states or states[name].fingerprint != seed.fingerprint:
            with transaction(connection):
                load_seed(connection, seed)
                rows = _count(connection, name)
                write_state(connection, name, TableState(seed.fingerprint, rows, 0.0))
    for source in raw:
        # What the view says counts too: a column that changes its type changes what is read.
        shape = [f"{column.name} {column.type}" for column in source.table.columns]
        fingerprints[source.table.name] = combine([source.fingerprint, *shape])
        connection.execute(_raw_view(source))
    return fingerprints


def _raw_view(source: RawFiles) -> str:
    columns = ", ".join(
        f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}" for c in source.table.columns
    )
    # Every column there is: a file taken in before a column was added to its contract does not have it.
    origin = ", ".join(f"CAST(NULL AS {c.type}) AS {quote(c.name)}" for c in source.table.columns)
    origin = f"SELECT {origin} WHERE false"
    if source.files:
        files = ", ".join(literal(str(path)) for path in source.files)
        how = "union_by_name = true, hive_partitioning = true, hive_types_autocast = false"
        origin += f" UNION ALL BY NAME SELECT * FROM read_parquet([{files}], {how})"
    return f"CREATE OR REPLACE VIEW {quote(source.table.name)} AS SELECT {columns} FROM ({origin})"


def run_models(
    connection: DuckDBPyConnection,
    models: Iterable[CompiledModel],
    fingerprints: Mapping[str, str],
    *,
    on_result: Callable[[ModelResult], None] = lambda _: None,
) -> dict[str, ModelResult]:
    """Run models in the order given, each only when something it depends on changed.

    Args:
        connection: The warehouse, with the tables that the models read.
        models: In dependency order.
        fingerprints: Fingerprint of every table that is read and not among the models.
        on_result: Told of each model as it is done.

    Returns:
        The result of each model, by name.

    Raises:
        ModelRunError: A model failed; those before it stay.
    """
    states = read_states(connection)
    existing = kinds(connection)
    known = dict(fingerprints)
    results: dict[str, ModelResult] = {}
    for model in models:
        fingerprint = combine([model.fingerprint, *(known[name] for name in model.refs)])
        state = states.get(model.name)
        if state is not None and state.fingerprint == fingerprint:
            result = ModelResult(model.name, "skipped", state.rows, state.seconds, fingerprint)
        else:
            result = _build(connection, model, fingerprint, existing.get(model.name))
        known[model.name] = fingerprint
        results[model.name] = result
        on_result(result)
    return results


def _build(
    connection: DuckDBPyConnection, model: CompiledModel, fingerprint: str, existing: Kind | None
) -> ModelResult:
    import duckdb

    kind = "VIEW" if getattr(model.file.header, "materialized", "table") == "view" else "TABLE"
    started = time.perf_counter()
    try:
        with transaction(connection):
            drop(connection, model.name, existing)
            connection.execute(f"CREATE {kind} {quote(model.name)} AS {model.file.sql}")
            rows = _count(connection, model.name)
            seconds = round(time.perf_counter() - started, 4)
            write_state(connection, model.name, TableState(fingerprint, rows, seconds))
    except duckdb.Error as error:
        raise ModelRunError(
            f"{model.file.path}:{line_of(error)}: the model {model.name} failed on the data: "
            f"{without_values(error)}",
            remedy="Make the model accept what the data hold (TRY_CAST, NULLIF) and run again.",
        ) from None
    return ModelResult(model.name, "built", rows, seconds, fingerprint)


def without_values(error: Exception) -> str:
    r"""Return what an engine's message may say: about data, its kind alone, as it quotes a record.

    A message about the query quotes our own SQL, so its first line is given.

    >>> without_values(ValueError("Binder Error: Table t has no column a\nLINE 1: SELECT a"))
    'Binder Error: Table t has no column a'
    >>> without_values(ValueError("Conversion Error: Could not convert string 'Ann' to INT32"))
    'Conversion Error (the engine says more, which may quote a record)'
    """
    first_line = str(error).split("\n", 1)[0]
    if first_line.startswith(_ABOUT_THE_QUERY):
        return first_line
    kind = _KIND.match(first_line)
    name = kind[0] if kind else type(error).__name__
    return f"{name} (the engine says more, which may quote a record)"


def _count(connection: DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT COUNT(*) FROM {quote(table)}").fetchall()[0][0])


def drop_unknown_tables(connection: DuckDBPyConnection, project: Project) -> None:
    """Drop tables that an earlier version of the project made and this one no longer has."""
    for name in read_states(connection):
        if name not in project.models and name not in project.externals:
            forget(connection, name)
