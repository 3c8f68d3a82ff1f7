"""Which tables a model reads, found by parsing, and the order in which models can run."""

from __future__ import annotations

import difflib
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from pipeline.modelling.definition import Diagnostic, SqlFile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlglot import exp


def table_references(tree: exp.Query) -> dict[str, int]:
    """Return the names of the tables that a query reads, each with the line of its first mention.

    Names of the query's own CTEs are left out.
    """
    from sqlglot import exp

    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    found: dict[str, int] = {}
    for table in tree.find_all(exp.Table):
        if table.name and table.name not in own:
            line = int(table.this.meta.get("line", 1))
            found[table.name] = min(line, found.get(table.name, line))
    return found


def unknown_references(files: Sequence[SqlFile], known: Collection[str]) -> list[Diagnostic]:
    """Return a diagnostic for every reference to a table that is neither a model, a seed nor raw."""
    diagnostics = []
    for file in files:
        for name, line in table_references(file.tree).items():
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                remedy = f"Did you mean {close[0]!r}?" if close else "Name a model, a seed (seed_...) or a raw table (raw_...)."
                diagnostics.append(Diagnostic(file.path, line, "unknown-table", f"There is no table {name!r}.", remedy))
    return diagnostics


def run_order(references: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return names so that each comes after those it refers to; ties in alphabetical order.

    Args:
        references: For each name the names it refers to; those that are not keys themselves are ignored.

    Raises:
        graphlib.CycleError: Some names refer to each other in a circle.
    """
    sorter = TopologicalSorter({name: [r for r in refs if r in references] for name, refs in references.items()})
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def cycles(files: Sequence[SqlFile]) -> list[Diagnostic]:
    """Return a diagnostic when models refer to each other in a circle."""
    by_name = {file.name: file for file in files}
    try:
        run_order({file.name: table_references(file.tree) for file in files})
    except CycleError as error:
        circle = list(error.args[1])
        file = by_name[circle[0]]
        message = f"Models refer to each other in a circle: {' -> '.join(reversed(circle))}."
        return [Diagnostic(file.path, 1, "cycle", message, "Take one of these references out.")]
    return []
