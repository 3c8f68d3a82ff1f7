"""The YAML header of a SQL file: what it may say, and reading it with line numbers for good messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.modelling.definition import Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = re.compile(r"\A\s*/\*---[ \t]*\n(?P<yaml>.*?)\n---\*/", re.DOTALL)


class ModelHeader(BaseModel):
    """Header of a model.

    Attributes:
        description: What one row is; starts "One row per ...".
        grain: The columns that identify a row.
        columns: Description of each column that is born here (others inherit theirs).
        materialized: Whether the model is stored or looked through.
        warnings: Traps that a reader must know before using the numbers.
        source: The guide or publication that the definition follows, with its section.
        ignore: Lint rules silenced in this file, each with the reason.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: str = Field(pattern=r"^One row per ")
    grain: tuple[str, ...] = Field(min_length=1)
    columns: dict[str, str] = Field(default_factory=dict)
    materialized: Literal["table", "view"] = "table"
    warnings: tuple[str, ...] = ()
    source: str = ""
    ignore: dict[str, str] = Field(default_factory=dict)


class RuleHeader(BaseModel):
    """Header of a statutory rule: the SELECT below it returns the failing rows.

    Attributes:
        code: Code of the rule in its catalogue.
        table: Module of the return whose rows fail.
        severity: `error` must be put right, `query` must be looked at.
        message: What is wrong and what to put right, in our words.
        fields: Headings of the return that the rule is about.
        first_year: First collection year in which the rule applies; None for always.
        last_year: Last collection year in which it applies; None while in force.
        source: Where the rule is defined.
        ignore: Lint rules silenced in this file, each with the reason.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    table: str
    severity: Literal["error", "query"]
    message: str
    fields: tuple[str, ...] = Field(min_length=1)
    first_year: int | None = None
    last_year: int | None = None
    source: str
    ignore: dict[str, str] = Field(default_factory=dict)


H = TypeVar("H", ModelHeader, RuleHeader)


def read_header(
    text: str, path: Path, kind: type[H]
) -> tuple[H | None, str, list[Diagnostic]]:
    """Split a SQL file into its header and its SQL.

    Returns:
        The header (None when it cannot be read), the SQL with the header's lines left blank, and what is wrong.
    """
    match = _HEADER.match(text)
    if match is None:
        diagnostic = Diagnostic(path, 1, "header", "The file has no header.", "Open it with /*--- and YAML, close with ---*/.")
        return None, text, [diagnostic]
    body = "\n" * text[: match.end()].count("\n") + text[match.end() :]
    first_line = text[: match.start("yaml")].count("\n") + 1
    header, diagnostics = _parse(match["yaml"], path, first_line, kind)
    return header, body, diagnostics


def _parse(
    text: str, path: Path, first_line: int, kind: type[H]
) -> tuple[H | None, list[Diagnostic]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        offset = error.problem_mark.line if error.problem_mark else 0
        message = f"The header is not valid YAML: {error.problem}."
        return None, [Diagnostic(path, first_line + offset, "header", message, "Correct the YAML; quote a text that holds a colon.")]
    try:
        return kind.model_validate(content), []
    except ValidationError as error:
        lines = {key.value: key.start_mark.line for key, _ in node.value} if isinstance(node, yaml.MappingNode) else {}
        return None, [
            Diagnostic(
                path,
                first_line + lines.get(str(problem["loc"][0]) if problem["loc"] else "", 0),
                "header",
                f"Header key {'.'.join(map(str, problem['loc'])) or '(whole header)'}: {problem['msg']}.",
                f"Allowed keys: {', '.join(kind.model_fields)}.",
            )
            for problem in error.errors()
        ]
