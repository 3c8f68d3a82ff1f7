"""The frozen data that releases are described with. No opening of files or connections."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.release.disclosure.policy import CURRENT_POLICY
from pipeline.settings import find_project_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MEASURES = "mart_measure"
BENCHMARK_PREFIX = "bench_"
QUALITY_PREFIX = "mart_data_quality"
COVERAGE = "release_coverage"


@dataclass(frozen=True)
class ReleasedColumn:
    """A column of a released table: its name, DuckDB type and description."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class ReleasedTable:
    """A mart or benchmark that a release holds.

    Attributes:
        name: Name of the table in the warehouse and in the release.
        description: What one row is, for the dictionary and as comment of the table.
        grain: The columns that identify a row.
        columns: Every column, in order: the contract with readers.
        sql: The SELECT that makes the table, runnable as it stands.
    """

    name: str
    description: str
    grain: tuple[str, ...]
    columns: tuple[ReleasedColumn, ...]
    sql: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def is_benchmark(self) -> bool:
        """Whether the table is computed again for the public shelf."""
        return self.name.startswith(BENCHMARK_PREFIX)

    @property
    def tells_of_quality(self) -> bool:
        """Whether the table is about the returns themselves, of which a withheld one needs it most."""
        return self.name.startswith(QUALITY_PREFIX)


@dataclass(frozen=True)
class InputFile:
    """One accepted file behind a release. Its name is left out: it can hold a person's name."""

    sha256: str
    la_code: str
    collection_year: int
    table: str
    rows: int


@dataclass(frozen=True)
class ReleaseFacts:
    """What the release says of its making.

    Attributes:
        content_fingerprint: Hexadecimal fingerprint of models and inputs; equal means nothing new.
        code_version: Version of the program.
        gate_result: What the quality gate said, in words.
        gate: What it decided and by what, as JSON has it.
        inputs: The files that were read.
        disclosure_policy: The policy of seeds/disclosure_policy.csv that the public shelf follows.
    """

    content_fingerprint: str
    code_version: str
    gate_result: str = ""
    gate: Mapping[str, object] = field(default_factory=dict)
    inputs: tuple[InputFile, ...] = ()
    disclosure_policy: str = CURRENT_POLICY


@dataclass(frozen=True)
class ReleaseRequest:
    """What to release: tables and facts, and the project whose seeds hold the disclosure policy."""

    tables: tuple[ReleasedTable, ...]
    facts: ReleaseFacts
    project_dir: Path | None = None

    @property
    def seeds(self) -> Path:
        """The folder of reference data."""
        return (self.project_dir or find_project_dir()) / "seeds"


@dataclass(frozen=True)
class Release:
    """A release on disk.

    Attributes:
        release_id: UTC time and the first eight characters of the content fingerprint.
        folder: Where it is.
        content_fingerprint: Of what it holds.
        created_at: ISO 8601 time in UTC.
        reused: Whether publishing found it there already, holding the same.
        warning: What its publisher should know of it; empty where nothing.
    """

    release_id: str
    folder: Path
    content_fingerprint: str
    created_at: str
    reused: bool = False
    warning: str = ""
