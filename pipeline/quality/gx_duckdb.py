"""The adapter that lets Great Expectations judge tables through our own DuckDB connection.

Nothing else belongs here. The library's SQLAlchemy engine closes a connection before it reads the
result, and DuckDB's result is gone with it (its issues 10738 and 11579). Reading the result first
is what `_adapter` changes; and a table's columns are asked for with DESCRIBE, its key not at all, as
the driver's own ways take a third of a second in a warehouse of 200 tables (November 2026). When the library has
an engine of its own for DuckDB, this module can go. What is expected, and what comes of it, belong to `suites`.
"""

from __future__ import annotations

import logging
import os
import warnings
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pipeline.modelling.api import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from duckdb import DuckDBPyConnection
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation


@dataclass(frozen=True)
class Verdict:
    """What the library says of one expectation; `error` may quote values and is not for showing."""

    success: bool
    figures: Mapping[str, Any]
    error: str


def preload() -> Future[None]:
    """Start importing Great Expectations in a thread: it takes 4 to 8 s, and models can run.

    Returns:
        A future that is done when the import is. Nobody needs to wait for it: what needs the
        library imports it again, which waits for the thread and raises what it raised.
    """
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preload-expectations")
    future = executor.submit(import_library)
    executor.shutdown(wait=False)
    return future


@cache
def import_library() -> None:
    """Import the library without its telemetry, notices and warnings."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"great_expectations\..*")
    import great_expectations  # noqa: F401


@cache
def _adapter() -> str:
    """Register the datasource of this module with the library and return its type."""
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
    from great_expectations.execution_engine.sqlalchemy_execution_engine import (
        SqlAlchemyExecutionEngine,
    )

    class BufferingEngine(SqlAlchemyExecutionEngine):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.engine.dialect.get_columns = _columns  # type: ignore[method-assign,assignment]
            self.engine.dialect.get_pk_constraint = _no_key  # type: ignore[method-assign,assignment]

        # The library types both by names of SQLAlchemy 1 and 2 at once: Any says as much.
        def execute_query(self, query: Any) -> Any:
            with self.get_connection() as connection:
                return self._execute_query_with_recovery(connection, query).freeze()()

    class DuckDBConnectionDatasource(SQLDatasource):
        # The library tells its datasources apart by this literal.
        type: Literal["duckdb_connection"] = "duckdb_connection"  # type: ignore[assignment]

        @property
        def execution_engine_type(self) -> Any:  # a class; `type` is taken by the literal
            return BufferingEngine

    return "duckdb_connection"


@contextmanager
def open_batches(connection: DuckDBPyConnection) -> Iterator[Callable[[str], Batch]]:
    """Lend the tables of a connection to Great Expectations.

    Args:
        connection: An open connection. A cursor of it is used, which sees what is committed.

    Yields:
        A function from the name of an existing table to the batch of all its rows.
    """
    import_library()
    import great_expectations
    from duckdb_engine import ConnectionWrapper
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from sqlalchemy.pool import StaticPool

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    cursor = connection.cursor()
    source = getattr(context.data_sources, f"add_{_adapter()}")(
        name="warehouse",
        connection_string="duckdb://",
        kwargs={"creator": lambda: ConnectionWrapper(cursor), "poolclass": StaticPool},
    )

    def batch_of(table: str) -> Batch:
        asset = source.add_table_asset(table)
        batch: Batch = asset.get_batch(asset.build_batch_request())
        return batch

    try:
        yield batch_of
    finally:
        context.data_sources.delete("warehouse")
        cursor.close()


def _columns(connection: Any, table_name: str, *_: object, **__: object) -> list[dict[str, Any]]:
    """Return the columns of a table as SQLAlchemy's dialects do: name and type, in order."""
    from sqlalchemy import types

    kinds = {"VARCHAR": types.String, "DATE": types.Date, "BOOLEAN": types.Boolean}
    numbers = {"INTEGER": types.Integer, "BIGINT": types.BigInteger, "DOUBLE": types.Double}
    rows = connection.exec_driver_sql(f"DESCRIBE {quote(table_name)}").fetchall()
    return [
        {
            "name": name,
            "type": (kinds | numbers).get(kind, types.Numeric)(),
            "nullable": True,
            "default": None,
        }
        for name, kind, *_ in rows
    ]


def _no_key(*_: object, **__: object) -> dict[str, Any]:
    """Return that a table has no primary key, as no table of the warehouse has."""
    return {"constrained_columns": [], "name": None}


def new_expectation(kind: str, kwargs: Mapping[str, Any], *, position: int) -> Expectation:
    """Return an expectation that carries its position, as verdicts come in another order.

    Raises:
        ValueError: There is no expectation of that type, or the arguments do not fit it.
    """
    from great_expectations.exceptions.exceptions import ExpectationNotFoundError
    from great_expectations.expectations.registry import get_expectation_impl

    try:
        expectation = get_expectation_impl(kind)
    except ExpectationNotFoundError as error:
        raise ValueError(f"Great Expectations has no {kind}") from error
    return expectation(**kwargs, meta={"position": position})


def validate(batch: Batch, expectations: list[Expectation]) -> dict[int, Verdict]:
    """Return the library's verdicts, by position.

    Samples of unexpected values are limited to none, so that only counts leave the database.
    """
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite(name=batch.data_asset.name, expectations=expectations)
    result_format = {"result_format": "BASIC", "partial_unexpected_count": 0}
    outcome = batch.validate(suite, result_format=result_format)
    return {
        result.expectation_config.meta["position"]: Verdict(
            success=bool(result.success),
            figures=result.result or {},
            error=_error(result.exception_info or {}),
        )
        for result in outcome.results
        if result.expectation_config is not None
    }


def _error(exception_info: Mapping[str, Any]) -> str:
    """Return the first error met; the library gives one, or one for each figure it needed."""
    is_one = "raised_exception" in exception_info
    met = [exception_info] if is_one else list(exception_info.values())
    return min((one["exception_message"] for one in met if one["raised_exception"]), default="")
