"""Rule: every column has a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import Column, CompiledModel, Diagnostic, Project
from pipeline.modelling.header import RuleHeader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class UndescribedColumn:
    """Every column is described where it is born, in the header; no description is stale."""

    name = "undescribed-column"

    def check(
        self, model: CompiledModel, project: Project, _tests: Path, /
    ) -> Iterator[Diagnostic]:
        """Yield a diagnostic for a column without description, and one without its column."""
        if isinstance(model.file.header, RuleHeader):
            return
        for column in model.columns:
            if not column.description and not _inherits_from_model(column, model, project):
                message = f"Column {column.name!r} has no description."
                remedy = f"Add `{column.name}: ...` under `columns:` in the header."
                line = _line_of(model, column.name)
                yield Diagnostic(model.file.path, line, self.name, message, remedy)
        names = {column.name for column in model.columns}
        for described in (*model.file.header.columns, *model.file.header.grain):
            if described not in names:
                message = f"The header names {described!r}, which the model does not return."
                remedy = "Take the line out or correct the name."
                yield Diagnostic(model.file.path, 1, self.name, message, remedy)


def _inherits_from_model(column: Column, model: CompiledModel, project: Project) -> bool:
    """Tell whether the description is missing further up, where it is reported once."""
    origin = model.lineage[column.name].unchanged_from
    return origin is not None and origin.table in project.models


def _line_of(model: CompiledModel, column: str) -> int:
    from sqlglot import exp

    for projection in model.file.tree.selects:
        if projection.alias_or_name.lower() == column:
            lines = [
                i.meta["line"] for i in projection.find_all(exp.Identifier) if "line" in i.meta
            ]
            return int(max(lines, default=1))
    return 1
