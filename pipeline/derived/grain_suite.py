"""The expectation suite of an intermediate model: that its rows are what its header says, one each.

What belongs here: what follows from a header alone. What does not: tables that people read (their suites are written
by hand), and the raw layer (`raw_suite`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.derived.yaml_style import write_yaml

if TYPE_CHECKING:
    from pipeline.modelling.api import CompiledModel


def grain_suite(mark: str, model: CompiledModel) -> str:
    """Return the file of the suite of an intermediate model: no two of its rows share a grain."""
    grain = ", ".join(model.grain)
    query = (
        "SELECT 1\n"
        "FROM (\n"
        "    SELECT COUNT(*) AS number\n"
        "    FROM (SELECT * FROM {batch}) AS r\n"
        f"    GROUP BY {grain}\n"
        ") AS of_grain\n"
        "WHERE number > 1"
    )
    expectation = {
        "type": "unexpected_rows_expectation",
        "kwargs": {"unexpected_rows_query": query},
        "severity": "critical",
        "why": f"One row per {grain}.",
    }
    return f"# {mark}\n{write_yaml({'model': model.name, 'expectations': [expectation]})}"
