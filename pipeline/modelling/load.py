"""Reading SQL files from disk and parsing them. What they refer to is the next step's affair (`graph`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pipeline.modelling.definition import Diagnostic, Layer, SqlFile
from pipeline.modelling.header import ModelHeader, RuleHeader, read_header

if TYPE_CHECKING:
    from pathlib import Path

    from sqlglot import exp

_PREFIXES: dict[str, tuple[str, ...]] = {
    "staging": ("stg_",),
    "intermediate": ("int_",),
    "journey": ("dim_", "fct_"),
    "marts": ("mart_",),
    "benchmarks": ("bench_",),
}


def load_sql_files(folder: Path) -> tuple[list[SqlFile], list[Diagnostic]]:
    """Read every `<layer>/**/*.sql` under a folder of SQL models.

    Returns:
        The files that could be read and parsed, and a diagnostic for everything that is wrong with any of them.
    """
    files: list[SqlFile] = []
    diagnostics: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.sql")):
        layer = path.relative_to(folder).parts[0]
        if layer not in get_args(Layer):
            message = f"The folder {layer!r} is not a layer."
            diagnostics.append(Diagnostic(path, 1, "layer", message, f"Move the file into one of: {', '.join(get_args(Layer))}."))
            continue
        file, problems = _load(path, layer)
        diagnostics += problems
        if file:
            files.append(file)
    return files, diagnostics + _repeated_names(files)


def _load(path: Path, layer: Layer) -> tuple[SqlFile | None, list[Diagnostic]]:
    text = path.read_text(encoding="utf-8")
    header: ModelHeader | RuleHeader | None
    if layer == "rules":
        header, sql, diagnostics = read_header(text, path, RuleHeader)
        name = f"rule_{path.parent.name}_{path.stem}"
    else:
        header, sql, diagnostics = read_header(text, path, ModelHeader)
        name = path.stem
        if not name.startswith(_PREFIXES[layer]):
            remedy = f"Begin the file's name with {' or '.join(_PREFIXES[layer])}."
            diagnostics.append(Diagnostic(path, 1, "name", f"{name!r} does not name its layer ({layer}).", remedy))
    tree, problems = _parse(sql, path)
    diagnostics += problems
    if header is None or tree is None:
        return None, diagnostics
    return SqlFile(name, layer, path, header, sql, tree), diagnostics


def _parse(sql: str, path: Path) -> tuple[exp.Query | None, list[Diagnostic]]:
    import sqlglot
    from sqlglot import errors, exp

    try:
        statements = [tree for tree in sqlglot.parse(sql, dialect="duckdb") if tree is not None]
    except errors.SqlglotError as error:
        details = getattr(error, "errors", None) or [{}]
        line = details[0].get("line") or 1
        message = f"The SQL does not parse: {details[0].get('description') or 'it is incomplete'}."
        return None, [Diagnostic(path, line, "syntax", message, "Correct the SQL; it must run as it stands in DuckDB.")]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        remedy = "Write one SELECT (with CTEs if you like) and nothing else."
        return None, [Diagnostic(path, 1, "syntax", "A model is exactly one SELECT statement.", remedy)]
    return statements[0], []


def _repeated_names(files: list[SqlFile]) -> list[Diagnostic]:
    first: dict[str, SqlFile] = {}
    repeated = []
    for file in files:
        if file.name in first:
            message = f"There is already a model {file.name!r} in {first[file.name].path.name}."
            repeated.append(Diagnostic(file.path, 1, "name", message, "Rename one of the two files."))
        first.setdefault(file.name, file)
    return repeated
