"""Rule: the last SELECT lists its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class OuterStar:
    """The last SELECT lists every column: it is the contract that others rely on."""

    name = "outer-star"

    def check(self, model: CompiledModel, project: Project, tests: Path) -> Iterator[Diagnostic]:
        """Yield a diagnostic when the outermost SELECT has a `*`."""
        from sqlglot import exp

        for projection in model.file.tree.selects:
            star = projection.find(exp.Star)
            if star is not None and not isinstance(star.parent, exp.Count):
                message = "The last SELECT has a *."
                yield Diagnostic(model.file.path, _last_line(model), self.name, message, "List the columns, grain first.")


def _last_line(model: CompiledModel) -> int:
    from sqlglot import exp

    lines = [int(i.meta["line"]) for i in model.file.tree.find_all(exp.Identifier) if "line" in i.meta]
    return max(lines, default=1)
