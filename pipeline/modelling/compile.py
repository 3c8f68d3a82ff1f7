"""The compiler from SQL files to a project, as the sequence of its steps.

Every step reports all it finds; a step runs only on what the steps before it let through, so that
one mistake is reported once and all mistakes are reported together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling import fingerprint, graph
from pipeline.modelling.definition import (
    Column,
    ColumnLineage,
    ColumnRef,
    CompiledModel,
    CompileError,
    Diagnostic,
    ExternalTable,
    Project,
    SqlFile,
)
from pipeline.modelling.lineage import LineageError, column_lineage
from pipeline.modelling.lint.rules import lint
from pipeline.modelling.load import load_sql_files, model_names
from pipeline.modelling.schema import Schema, infer_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def compile_project(
    folder: Path, externals: Iterable[ExternalTable], *, tests: Path | None = None
) -> Project:
    """Compile every SQL file under a folder.

    Args:
        folder: The folder of SQL models, one folder a layer.
        externals: The tables that models may read and that no model makes.
        tests: The folder of model tests; when given, the house rules are checked too.

    Raises:
        CompileError: Anything is wrong; it carries every diagnostic.
    """
    project, diagnostics = try_compile(folder, externals, tests=tests)
    if diagnostics:
        raise CompileError(tuple(diagnostics))
    return project


def try_compile(
    folder: Path, externals: Iterable[ExternalTable], *, tests: Path | None = None
) -> tuple[Project, list[Diagnostic]]:
    """Compile as `compile_project` does; return what did compile together with what is wrong."""
    known = {table.name: table for table in externals}
    files, diagnostics = load_sql_files(folder)
    diagnostics += graph.unknown_references(files, {*known, *model_names(folder)})
    ordered, circles = graph.in_run_order(files)
    schema, refused = infer_schema(ordered, known.values())
    typed = [file for file in ordered if file.name in schema]
    project, untraced = _assemble(folder, known, typed, schema)
    diagnostics += circles + refused + untraced
    return project, diagnostics + (lint(project, tests) if tests else [])


def _assemble(
    folder: Path,
    externals: Mapping[str, ExternalTable],
    files: Sequence[SqlFile],
    schema: Schema,
) -> tuple[Project, list[Diagnostic]]:
    models: dict[str, CompiledModel] = {}
    rules: dict[str, CompiledModel] = {}
    described: dict[ColumnRef, Column] = {
        ColumnRef(table.name, column.name): column
        for table in externals.values()
        for column in table.columns
    }
    untraced: list[Diagnostic] = []
    for file in files:
        try:
            model = _compile_file(file, schema, described)
        except LineageError as error:
            message = f"The columns cannot be followed: {error}"
            untraced.append(Diagnostic(file.path, error.line, "lineage", message, error.remedy))
            continue
        (rules if file.layer == "rules" else models)[file.name] = model
        described |= {ColumnRef(file.name, column.name): column for column in model.columns}
    return Project(folder, externals, models, rules), untraced


def _compile_file(
    file: SqlFile, schema: Schema, described: Mapping[ColumnRef, Column]
) -> CompiledModel:
    lineage = column_lineage(
        file.sql, {name: schema[name] for name in file.references}, tuple(schema[file.name])
    )
    own: Mapping[str, str] = getattr(file.header, "columns", {})
    columns = tuple(
        _describe(Column(name, kind, own.get(name, "")), lineage[name], described)
        for name, kind in schema[file.name].items()
    )
    kind = getattr(file.header, "materialized", "table")
    return CompiledModel(
        file=file,
        refs=tuple(sorted(file.references)),
        columns=columns,
        lineage=lineage,
        fingerprint=fingerprint.combine([fingerprint.of_query(file.sql), kind]),
    )


def _describe(
    column: Column, lineage: ColumnLineage, described: Mapping[ColumnRef, Column]
) -> Column:
    """Describe a column by its header or, where it passes through unchanged, by its origin."""
    origin = described.get(lineage.unchanged_from) if lineage.unchanged_from else None
    if origin is None:
        return column
    return Column(
        column.name, column.type, column.description or origin.description, origin.privacy
    )
