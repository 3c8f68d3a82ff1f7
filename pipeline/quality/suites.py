"""Expectation suites: read from YAML, run on the tables they name, reported in our own words.

A suite is a file `expectations/<layer>/<model>.yaml`. What judges (Great Expectations) is behind
`gx_duckdb`; what follows from a verdict belongs to `gate`.
"""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import ProjectError
from pipeline.modelling.api import read_yaml
from pipeline.quality.error_text import without_values
from pipeline.quality.gx_duckdb import Verdict, new_expectation, open_batches, validate
from pipeline.quality.result import ExpectationResult, ExpectationSeverity, SuiteResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation

_ROWS_QUERY = "unexpected_rows_expectation"


class ExpectationSpec(BaseModel):
    """One expectation of a suite.

    Attributes:
        type: Type of the expectation as Great Expectations names it.
        kwargs: Its arguments.
        severity: `critical` stops the release when it fails.
        why: The reason, in one line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Annotated[str, Field(pattern=r"^(expect|unexpected)_[a-z_]+$")]
    kwargs: dict[str, Any] = Field(default_factory=dict)
    severity: ExpectationSeverity
    why: Annotated[str, Field(min_length=10)]

    @model_validator(mode="after")
    def _returns_no_values(self) -> ExpectationSpec:
        query = str(self.kwargs.get("unexpected_rows_query", ""))
        if self.type == _ROWS_QUERY and not (query.startswith("SELECT 1\n") and "{batch}" in query):
            raise ValueError(
                "unexpected_rows_query must begin with a line `SELECT 1`, so that no value of a "
                "row leaves the database, and read the table as {batch}"
            )
        return self

    @property
    def column(self) -> str:
        """The column or columns it looks at; empty when it looks at rows or the whole table."""
        named = [self.kwargs.get(key) for key in ("column", "column_A", "column_B")]
        return ", ".join([*filter(None, named), *self.kwargs.get("column_list", ())])


class Suite(BaseModel):
    """What is expected of one model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    expectations: Annotated[tuple[ExpectationSpec, ...], Field(min_length=1)]


def load_suites(folder: Path) -> tuple[Suite, ...]:
    """Return the suites of a folder and the folders in it, by path.

    Raises:
        ProjectError: Files that are not suites, all of them together, each with what is wrong.
    """
    suites: list[Suite] = []
    faults: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            suites.append(_load_suite(path))
        except (ValueError, yaml.YAMLError) as error:
            faults.append(f"{path.relative_to(folder)}: {_fault(error)}")
    if faults:
        raise ProjectError(
            "\n".join(["Expectation suites are at fault:", *faults]),
            remedy="Mend these files in expectations/: `model` (the file's name) and a list "
            "`expectations`, each with type, kwargs, severity (critical, warning or info) and why.",
        )
    return tuple(suites)


def _load_suite(path: Path) -> Suite:
    suite = Suite.model_validate(read_yaml(path.read_text(encoding="utf-8")).content)
    if suite.model != path.stem:
        raise ValueError(f"model is {suite.model!r}, but the file is named for {path.stem!r}")
    return suite


def _fault(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}"
            for fault in error.errors()
        )
    return " ".join(str(error).split())


def run_suites(connection: DuckDBPyConnection, suites: Sequence[Suite]) -> tuple[SuiteResult, ...]:
    """Judge each suite's table and return the verdicts, in the order of the suites.

    What cannot be judged (no such table or column, a faulty query) is reported as an error, never
    as passed.

    Args:
        connection: An open connection to the warehouse; what it has not committed is not seen.
        suites: What is expected.
    """
    if not suites:
        return ()
    tables = {
        name
        for (name,) in connection.sql("SELECT table_name FROM information_schema.tables").fetchall()
    }
    with open_batches(connection) as open_batch:
        return tuple(
            _run_suite(suite, open_batch, exists=suite.model in tables) for suite in suites
        )


def _run_suite(suite: Suite, open_batch: Callable[[str], Batch], *, exists: bool) -> SuiteResult:
    start = perf_counter()
    if exists:
        results = tuple(_judge(suite, open_batch))
    else:
        missing = f"there is no table {suite.model}; build it first"
        results = tuple(_unjudged(spec, missing) for spec in suite.expectations)
    return SuiteResult(suite.model, results, perf_counter() - start)


def _judge(suite: Suite, open_batch: Callable[[str], Batch]) -> Iterator[ExpectationResult]:
    faults: dict[int, str] = {}
    verdicts: dict[int, Verdict] = {}
    try:
        expectations = list(_expectations(suite, faults))
        verdicts = validate(open_batch(suite.model), expectations)
    except Exception as error:  # noqa: BLE001 - whatever the library raises is a finding, not the end of the run
        faults = dict.fromkeys(range(len(suite.expectations)), without_values(str(error)))
    for position, spec in enumerate(suite.expectations):
        if position in verdicts:
            yield _result(spec, verdicts[position])
        else:
            yield _unjudged(spec, faults.get(position, "no verdict came back"))


def _expectations(suite: Suite, faults: dict[int, str]) -> Iterator[Expectation]:
    """Yield the expectations that can be made; why others cannot goes to `faults`, by position."""
    for position, spec in enumerate(suite.expectations):
        try:
            yield new_expectation(spec.type, spec.kwargs, position=position)
        except ValueError as error:  # its text quotes the suite, which holds no data
            faults[position] = _fault(error)


def _unjudged(spec: ExpectationSpec, error: str) -> ExpectationResult:
    return _result(spec, Verdict(success=False, figures={}, error=""), error=error)


def _result(spec: ExpectationSpec, verdict: Verdict, *, error: str = "") -> ExpectationResult:
    observed = _number(verdict.figures.get("observed_value"))
    unexpected = _number(verdict.figures.get("unexpected_count"))
    if spec.type == _ROWS_QUERY:
        unexpected = observed
    elements = _number(verdict.figures.get("element_count"))
    return ExpectationResult(
        expectation=spec.type,
        column=spec.column,
        severity=spec.severity,
        success=verdict.success and not verdict.error,
        unexpected_count=None if unexpected is None else int(unexpected),
        element_count=None if elements is None else int(elements),
        observed=observed,
        why=spec.why,
        error=error or (without_values(verdict.error) if verdict.error else ""),
    )


def _number(figure: object) -> float | None:
    """Return a figure if it is a number; what is not may be a value of a row and is dropped."""
    if isinstance(figure, (int, float, Decimal)) and not isinstance(figure, bool):
        return float(figure)
    return None
