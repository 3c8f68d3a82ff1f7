"""`cjw check` and `cjw lineage`: what the project's files say, without any data."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import typer

from pipeline.errors import UsageError
from pipeline.modelling.api import ColumnRef, run_all_tests, trace
from pipeline.workspace import check_workspace, load_workspace

if TYPE_CHECKING:
    from pipeline.modelling.api import CompiledModel
    from pipeline.settings import Settings
    from pipeline.workspace import Workspace


def check_project(settings: Settings, *, run_tests: bool) -> int:
    """Check every file of the project, print what is wrong, and return the exit code."""
    started = time.perf_counter()
    tests = settings.project_dir / "tests" / "models"
    workspace, diagnostics = check_workspace(settings, tests=tests if tests.exists() else None)
    for diagnostic in sorted(diagnostics):
        typer.echo(str(diagnostic), err=True)
    failed = _run_tests(workspace, settings) if run_tests else 0
    typer.echo(
        f"{len(workspace.project.models)} models, {len(workspace.rules)} rules, {len(workspace.suites)} suites, "
        f"{len(workspace.seeds)} seeds: {len(diagnostics)} errors ({time.perf_counter() - started:.1f} s)"
    )
    return 1 if diagnostics or failed else 0


def _run_tests(workspace: Workspace, settings: Settings) -> int:
    results = list(
        run_all_tests(workspace.project, workspace.seeds, settings.project_dir / "tests" / "models")
    )
    failed = [result for result in results if not result.passed]
    for result in failed:
        typer.echo(f"{result.model}: {result.test}\n{result.difference}", err=True)
    typer.echo(f"{len(results)} model tests: {len(failed)} failed")
    return len(failed)


def show_lineage(settings: Settings, name: str) -> None:
    """Print what a model reads, or all that a column comes from.

    Raises:
        UsageError: There is no such model or column.
    """
    project = load_workspace(settings).project
    model_name, _, column = name.partition(".")
    model = project.models.get(model_name) or project.rules.get(model_name)
    if model is None:
        raise UsageError(
            f"There is no model {model_name!r}.",
            remedy=f"Choose one of: {', '.join(project.models)}.",
        )
    if not column:
        for line in _tree(model_name, project.upstream):
            typer.echo(line)
        return
    if column not in model.lineage:
        raise UsageError(
            f"{model_name} has no column {column!r}.", remedy=f"It has: {_names(model)}."
        )
    for reference, inputs in trace(project, ColumnRef(model_name, column)).items():
        typer.echo(f"{reference}  <-  {', '.join(map(str, inputs)) or 'a constant'}")


def _names(model: CompiledModel) -> str:
    return ", ".join(column.name for column in model.columns)


def _tree(name: str, upstream: object, depth: int = 0) -> list[str]:
    lines = ["  " * depth + name]
    for parent in upstream(name):  # type: ignore[operator]
        lines += _tree(parent, upstream, depth + 1)
    return lines
