"""Reading SQL files from disk and parsing them, one by one.

Whether what they refer to exists is the next step's affair (`graph`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.modelling.definition import LAYERS, Diagnostic, Layer, SqlFile
from pipeline.modelling.graph import table_references
from pipeline.modelling.header import ModelHeader, RuleHeader, read_header

if TYPE_CHECKING:
    from pathlib import Path

    from sqlglot import exp

_PREFIXES: dict[Layer, tuple[str, ...]] = {
    "staging": ("stg_",),
    "intermediate": ("int_",),
    "journey": ("dim_", "fct_"),
    "rules": (),
    "marts": ("mart_",),
    "benchmarks": ("bench_",),
}
_PLAIN_NAME = re.compile(r"[a-z0-9_]+")


def model_names(folder: Path) -> set[str]:
    """Return the names of all models under a folder, whether or not their files can be read."""
    return {path.stem for path in folder.rglob("*.sql")}


def load_sql_files(folder: Path) -> tuple[list[SqlFile], list[Diagnostic]]:
    """Read every `<layer>/**/*.sql` under a folder of SQL models.

    Returns:
        The files that could be read and parsed, and a diagnostic for all that is wrong with any.
    """
    files: list[SqlFile] = []
    diagnostics: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.sql")):
        layer = path.relative_to(folder).parts[0]
        if layer in LAYERS:
            file, problems = _load(path, layer)
            diagnostics += problems
            files += [file] if file else []
        else:
            remedy = f"Move the file into one of: {', '.join(LAYERS)}."
            message = "The file lies in no layer's folder."
            diagnostics.append(Diagnostic(path, 1, "layer", message, remedy))
    files, repeated = _without_repeated(files)
    return files, diagnostics + repeated


def _load(path: Path, layer: Layer) -> tuple[SqlFile | None, list[Diagnostic]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, [Diagnostic(path, 1, "syntax", "The file is not UTF-8.", "Save it as UTF-8.")]
    header, sql, diagnostics = read_header(
        text, path, RuleHeader if layer == "rules" else ModelHeader
    )
    tree, problems = _parse(sql, path)
    diagnostics += problems + _check_name(path, layer)
    if header is None or tree is None:
        return None, diagnostics
    name = f"rule_{path.parent.name}_{path.stem}" if layer == "rules" else path.stem
    file = SqlFile(name, layer, path, header, sql, table_references(tree))
    vars(file)["tree"] = tree  # or it would be parsed a second time
    return file, diagnostics


def _check_name(path: Path, layer: Layer) -> list[Diagnostic]:
    prefixes = _PREFIXES[layer]
    if not _PLAIN_NAME.fullmatch(path.stem):
        remedy = "Use lower-case letters, digits and underscores alone."
    elif prefixes and not path.stem.startswith(prefixes):
        remedy = f"Begin the file's name with {' or '.join(prefixes)}."
    else:
        return []
    return [Diagnostic(path, 1, "name", f"{path.stem!r} is no name of the {layer} layer.", remedy)]


def _parse(sql: str, path: Path) -> tuple[exp.Query | None, list[Diagnostic]]:
    import sqlglot
    from sqlglot import errors, exp

    try:
        statements = [tree for tree in sqlglot.parse(sql, dialect="duckdb") if tree is not None]
    except errors.SqlglotError as error:
        details = getattr(error, "errors", None) or [{}]
        line = details[0].get("line") or 1
        message = f"The SQL does not parse: {details[0].get('description') or 'it is incomplete'}."
        remedy = "Correct the SQL; it must run as it stands in DuckDB."
        return None, [Diagnostic(path, line, "syntax", message, remedy)]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        message = "A model is exactly one SELECT statement."
        remedy = "Write one SELECT (with CTEs if you like) and nothing else."
        return None, [Diagnostic(path, 1, "syntax", message, remedy)]
    return statements[0], []


def _without_repeated(files: list[SqlFile]) -> tuple[list[SqlFile], list[Diagnostic]]:
    first: dict[str, SqlFile] = {}
    repeated = []
    for file in files:
        if first.setdefault(file.name, file) is not file:
            message = f"There is already a model {file.name!r} in {first[file.name].path}."
            remedy = "Rename one of the two files."
            repeated.append(Diagnostic(file.path, 1, "name", message, remedy))
    return list(first.values()), repeated
