"""Rule: the last SELECT lists its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlglot import exp


class OuterStar:
    """The last SELECT lists every column: it is the contract that others rely on."""

    name = "outer-star"

    def check(
        self, model: CompiledModel, _project: Project, _tests: Path, /
    ) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each `*` in the outermost SELECTs."""
        for select in _outermost(model.file.tree):
            for projection in select.selects:
                if projection.is_star:
                    remedy = "List the columns, grain first."
                    line = _line(projection)
                    yield Diagnostic(
                        model.file.path, line, self.name, "The last SELECT has a *.", remedy
                    )


def _outermost(query: exp.Query) -> Iterator[exp.Query]:
    """Yield the SELECT of a query or, of a union, each of its SELECTs."""
    from sqlglot import exp

    if isinstance(query, exp.SetOperation):
        yield from _outermost(query.left)
        yield from _outermost(query.right)
    else:
        yield query


def _line(projection: exp.Expr) -> int:
    """Return the line of `*` or, where it is qualified (`e.*`), of the qualifier."""
    from sqlglot import exp

    marked = [node for node in projection.find_all(exp.Star, exp.Identifier) if "line" in node.meta]
    return int(marked[0].meta["line"]) if marked else 1
