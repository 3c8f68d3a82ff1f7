"""The data that the compiler's steps hand to each other. No behaviour beyond small look-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlglot import exp

    from pipeline.modelling.header import ModelHeader, RuleHeader

Layer = Literal["staging", "intermediate", "journey", "rules", "marts", "benchmarks"]
LAYERS: tuple[Layer, ...] = ("staging", "intermediate", "journey", "rules", "marts", "benchmarks")


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing that is wrong in the project's files, where, and what to do about it."""

    path: Path
    line: int
    rule: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.rule}]\n    {self.remedy}"


class CompileError(ProjectError):
    """The SQL project does not compile; carries every diagnostic, not only the first."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        count = len(self.diagnostics)
        super().__init__(
            f"{count} {'error' if count == 1 else 'errors'} in the SQL project:\n"
            + "\n".join(str(diagnostic) for diagnostic in self.diagnostics),
        )


@dataclass(frozen=True)
class Column:
    """A column of a table: DuckDB type, what it holds, and its privacy class where one is stated."""

    name: str
    type: str
    description: str
    privacy: str = ""


@dataclass(frozen=True)
class ExternalTable:
    """A table that models may read and that no model makes.

    Attributes:
        kind: `seed` (reference data), `raw` (received files) or `computed` (written by the quality package).
    """

    name: str
    kind: Literal["seed", "raw", "computed"]
    description: str
    columns: tuple[Column, ...]
    grain: tuple[str, ...] = ()


@dataclass(frozen=True)
class SqlFile:
    """One SQL file, parsed.

    Attributes:
        sql: Its SQL with the header blanked, so that lines keep their numbers; one query that parses.
        references: The tables that it reads, each with the line of its first mention.
    """

    name: str
    layer: Layer
    path: Path
    header: ModelHeader | RuleHeader
    sql: str
    references: Mapping[str, int]

    @cached_property
    def tree(self) -> exp.Query:
        """The query, parsed."""
        import sqlglot

        return cast("exp.Query", sqlglot.parse_one(self.sql, dialect="duckdb"))

    def __getstate__(self) -> dict[str, object]:
        """Leave the tree out: it is most of a file's size, and running a model does without."""
        return {name: value for name, value in vars(self).items() if name != "tree"}


@dataclass(frozen=True, order=True)
class ColumnRef:
    """A column of a table, as `table.column`."""

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


@dataclass(frozen=True)
class ColumnLineage:
    """Where one output column comes from, one hop up.

    Attributes:
        inputs: Every column of another table that its expression reads.
        unchanged_from: That column when it passes through unchanged, else None.
    """

    inputs: tuple[ColumnRef, ...]
    unchanged_from: ColumnRef | None = None


@dataclass(frozen=True)
class CompiledModel:
    """A model (or rule) ready to run.

    Attributes:
        refs: Names of the tables it reads, sorted.
        columns: Its output in order, typed by DuckDB and described.
        lineage: For each output column, one hop up.
        fingerprint: Hash of its normalised SQL and materialisation, without its inputs.
    """

    file: SqlFile
    refs: tuple[str, ...]
    columns: tuple[Column, ...]
    lineage: Mapping[str, ColumnLineage]
    fingerprint: str

    @property
    def name(self) -> str:
        """Name of the model, which is its table's name."""
        return self.file.name

    @property
    def layer(self) -> Layer:
        """Layer, which is its folder."""
        return self.file.layer

    @property
    def description(self) -> str:
        """What one row is, with the traps to know; for a rule, what is wrong with a row."""
        header = self.file.header
        notes = [f"Note: {warning}" for warning in getattr(header, "warnings", ())]
        return " ".join(
            [getattr(header, "description", "") or getattr(header, "message", ""), *notes]
        )

    @property
    def grain(self) -> tuple[str, ...]:
        """The columns that identify a row; none for a rule."""
        return getattr(self.file.header, "grain", ())


@dataclass(frozen=True)
class Project:
    """The compiled project: external tables, models in an order in which they can run, and rules."""

    folder: Path
    externals: Mapping[str, ExternalTable]
    models: Mapping[str, CompiledModel]
    rules: Mapping[str, CompiledModel] = field(default_factory=dict)

    def columns_of(self, table: str) -> tuple[Column, ...]:
        """Columns of a model, rule or external table."""
        if table in self.externals:
            return self.externals[table].columns
        return (self.models.get(table) or self.rules[table]).columns

    def upstream(self, name: str) -> tuple[str, ...]:
        """Names of the tables that a model reads; none for an external table."""
        model = self.models.get(name) or self.rules.get(name)
        return model.refs if model else ()

    def ancestors(self, name: str) -> frozenset[str]:
        """Every table that a model depends on, however far up."""
        found: set[str] = set()
        waiting = list(self.upstream(name))
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(self.upstream(current))
        return frozenset(found)

    def with_ancestors(self, names: Iterable[str]) -> frozenset[str]:
        """Tables and every table that one of them depends on."""
        wanted = frozenset(names)
        return wanted.union(*(self.ancestors(name) for name in wanted))
