"""The list of lint rules and applying them. What a rule asks for stands in its own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.lint.column_name import ColumnName
from pipeline.modelling.lint.missing_test import MissingTest
from pipeline.modelling.lint.not_transpilable import NotTranspilable
from pipeline.modelling.lint.outer_star import OuterStar
from pipeline.modelling.lint.undescribed_column import UndescribedColumn
from pipeline.modelling.lint.wrong_layer_reference import WrongLayerReference

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.modelling.definition import Diagnostic, Project
    from pipeline.modelling.lint.rule import LintRule

RULES: tuple[LintRule, ...] = (
    WrongLayerReference(),
    OuterStar(),
    ColumnName(),
    UndescribedColumn(),
    NotTranspilable(),
    MissingTest(),
)


def lint(project: Project, tests: Path) -> list[Diagnostic]:
    """Return what every rule has to say of every model, less what a header silences."""
    diagnostics: list[Diagnostic] = []
    for model in (*project.models.values(), *project.rules.values()):
        for rule in RULES:
            if rule.name not in model.file.header.ignore:
                diagnostics += rule.check(model, project, tests)
    return diagnostics
