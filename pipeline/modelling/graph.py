"""Which tables a model reads, found by parsing, and the order in which models can run."""

from __future__ import annotations

import difflib
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.modelling.definition import Diagnostic, SqlFile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlglot import exp


def table_references(tree: exp.Query) -> dict[str, int]:
    """Return the names of the tables that a query reads, each with the line of its first mention.

    Names are in lower case, as DuckDB does not tell cases apart. Names of CTEs are left out where
    the CTE can be seen.
    """
    from sqlglot import exp

    found: dict[str, int] = {}
    for table in tree.find_all(exp.Table):
        name = table.name.lower()
        if name and not _is_cte(table):
            line = int(table.this.meta.get("line", 1))
            found[name] = min(line, found.get(name, line))
    return found


def _is_cte(table: exp.Table) -> bool:
    """Tell whether a name stands for a CTE: one of an enclosing query, written before its use."""
    node: exp.Expr = table
    while node.parent is not None:
        if table.name.lower() in {cte.alias.lower() for cte in _ctes_seen_from(node)}:
            return True
        node = node.parent
    return False


def _ctes_seen_from(node: exp.Expr) -> list[exp.CTE]:
    """Return the CTEs that a node's parent shows it, which for a CTE are only those before it."""
    from sqlglot import exp

    if isinstance(node.parent, exp.With):
        before = list(takewhile(lambda cte: cte is not node, node.parent.expressions))
        return [*before, node] if node.parent.recursive and isinstance(node, exp.CTE) else before
    if isinstance(node.parent, exp.Query) and not isinstance(node, exp.With):
        return list(node.parent.ctes)
    return []


def unknown_references(files: Sequence[SqlFile], known: Collection[str]) -> list[Diagnostic]:
    """Return a diagnostic for every reference to a table that is no model, seed or raw table."""
    return [
        Diagnostic(
            file.path, line, "unknown-table", f"There is no table {name!r}.", _advice(name, known)
        )
        for file in files
        for name, line in file.references.items()
        if name not in known
    ]


def _advice(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    if close:
        return f"Did you mean {close[0]!r}?"
    return "Name a model, a seed (seed_...) or a raw table (raw_...)."


def run_order(references: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return names so that each comes after those it refers to; ties in alphabetical order.

    Args:
        references: For each name the names it refers to; those that are not keys are ignored.

    Raises:
        graphlib.CycleError: Some names refer to each other in a circle.
    """
    sorter = TopologicalSorter(
        {name: [r for r in refs if r in references] for name, refs in references.items()}
    )
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def in_run_order(files: Sequence[SqlFile]) -> tuple[list[SqlFile], list[Diagnostic]]:
    """Return files so that each comes after those it reads, and a diagnostic for every circle.

    Files that lie on a circle are left out.
    """
    by_name = {file.name: file for file in files}
    diagnostics: list[Diagnostic] = []
    while True:
        try:
            order = run_order({name: file.references for name, file in by_name.items()})
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            diagnostics.append(_circle(by_name[circle[0]], circle))
            by_name = {name: file for name, file in by_name.items() if name not in circle}
        else:
            return [by_name[name] for name in order], diagnostics


def _circle(file: SqlFile, circle: Sequence[str]) -> Diagnostic:
    message = f"Models read each other in a circle: {' -> '.join(circle)}."
    line = file.references[circle[1]]
    return Diagnostic(file.path, line, "circle", message, "Take one of these references out.")
