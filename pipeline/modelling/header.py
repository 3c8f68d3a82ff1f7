"""The YAML header of a SQL file: what it may say, and reading it.

What a header's words mean for a model is the affair of those that read them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.modelling.definition import Diagnostic
from pipeline.modelling.yaml_text import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

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


ModuleName = Annotated[str, Field(pattern=r"^([a-z0-9_]+\.)?[a-z0-9_]+$")]


class RuleHeader(BaseModel):
    """Header of a statutory rule: the SELECT below it returns the failing rows.

    Attributes:
        code: Code of the rule in its catalogue.
        table: Module whose rows fail, as `<source>.<module>`; of the source that the folder names, `<module>` alone.
        tables: In place of `table` where rows of several modules fail: the SELECT says of each row in which.
        severity: `error` must be put right, `query` must be looked at.
        message: What is wrong and what to put right, in our words.
        fields: Headings of the return that the rule is about.
        first_year: First collection year in which the rule applies; None for always.
        last_year: Last collection year in which it applies; None while in force.
        needs_previous_year: Whether it reads last year's return: `required`, or `optional` where it says something
            without; None when it does not.
        needs_reference: The reference lists without which it cannot be run, as `<source>.<module>`.
        or_stated: What a return may state itself in place of those lists: headings of its table, each with the column
            of the staging model that is filled then.
        source: Where the rule is defined.
        ignore: Lint rules silenced in this file, each with the reason.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    table: ModuleName | None = None
    tables: tuple[ModuleName, ...] = ()
    severity: Literal["error", "query"]
    message: str
    fields: tuple[str, ...] = Field(min_length=1)
    first_year: int | None = None
    last_year: int | None = None
    needs_previous_year: Literal["optional", "required"] | None = None
    needs_reference: tuple[ModuleName, ...] = ()
    or_stated: dict[str, str] = Field(default_factory=dict)
    source: str
    ignore: dict[str, str] = Field(default_factory=dict)

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules whose rows fail, however they are named."""
        return (self.table,) if self.table else self.tables

    @model_validator(mode="after")
    def _names_its_modules_once(self) -> Self:
        named_well = len(self.tables) > 1 if self.table is None else not self.tables
        if not named_well:
            raise ValueError("name one module under table, or two and more under tables")
        return self


Header = ModelHeader | RuleHeader


def read_header(
    text: str, path: Path, kind: type[Header]
) -> tuple[Header | None, str, list[Diagnostic]]:
    """Split a SQL file into its header and its SQL.

    Args:
        text: The whole file.
        path: Where it lies, for the diagnostics.
        kind: What the header must be.

    Returns:
        The header (None when it cannot be read), the SQL with the header's lines left blank, and
        what is wrong.
    """
    match = _HEADER.match(text)
    if match is None:
        remedy = "Open it with /*--- and YAML, close with ---*/."
        return None, text, [Diagnostic(path, 1, "header", "The file has no header.", remedy)]
    sql = "\n" * text[: match.end()].count("\n") + text[match.end() :]
    first_line = text[: match.start("yaml")].count("\n") + 1
    try:
        document = read_yaml(match["yaml"])
        return kind.model_validate(document.content), sql, []
    except yaml.YAMLError as error:
        return None, sql, [_not_yaml(error, path, first_line)]
    except ValidationError as error:
        return (
            None,
            sql,
            [
                _wrong_key(problem, kind, path, first_line + document.line_of(problem["loc"]))
                for problem in error.errors()
            ],
        )


def _not_yaml(error: yaml.YAMLError, path: Path, first_line: int) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    message = f"The header is not YAML: {getattr(error, 'problem', None) or error}."
    remedy = "Correct the YAML; quote a text that holds a colon."
    return Diagnostic(path, first_line + (mark.line if mark else 0), "header", message, remedy)


def _wrong_key(problem: ErrorDetails, kind: type[Header], path: Path, line: int) -> Diagnostic:
    key = ".".join(map(str, problem["loc"])) or "(all of it)"
    remedy = f"The keys are: {', '.join(kind.model_fields)}."
    return Diagnostic(path, line, "header", f"Header key {key}: {problem['msg']}.", remedy)
