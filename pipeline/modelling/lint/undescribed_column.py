"""Rule: every column has a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class UndescribedColumn:
    """Every column is described in the header or inherits from the column it passes through; no description is stale."""

    name = "undescribed-column"

    def check(self, model: CompiledModel, project: Project, tests: Path) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each column without a description and each description without a column."""
        if model.layer == "rules":
            return
        names = {column.name for column in model.columns}
        for column in model.columns:
            if not column.description:
                message = f"Column {column.name!r} has no description."
                remedy = f"Add `{column.name}: ...` under `columns:` in the header."
                yield Diagnostic(model.file.path, _line_of(model, column.name), self.name, message, remedy)
        for described in getattr(model.file.header, "columns", {}):
            if described not in names:
                message = f"The header describes {described!r}, which the model does not return."
                yield Diagnostic(model.file.path, 1, self.name, message, "Take the line out or correct the name.")


def _line_of(model: CompiledModel, column: str) -> int:
    from sqlglot import exp

    for projection in model.file.tree.selects:
        if projection.alias_or_name == column:
            identifier = projection.find(exp.Identifier)
            return int(identifier.meta.get("line", 1)) if identifier else 1
    return 1
