"""Reference data: `seeds/<name>.csv` with its schema `seeds/<name>.yaml`, as `seed_<name>`.

What any code list means is not said here, only how a seed is described, checked and loaded.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ProjectError
from pipeline.modelling.definition import Column, ExternalTable
from pipeline.modelling.engines.duckdb import literal, quote
from pipeline.modelling.yaml_text import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection


class SeedColumn(BaseModel):
    """One column of a seed: DuckDB type, privacy class, what it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"]
    privacy: Literal["identifier", "quasi", "sensitive", "open"]
    description: str = Field(min_length=1)


class SeedSchema(BaseModel):
    """The schema file beside a seed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: str = Field(pattern=r"^One row per ")
    source: str = Field(min_length=1)
    key: tuple[str, ...] = Field(min_length=1)
    columns: dict[str, SeedColumn]


@dataclass(frozen=True)
class Seed:
    """A seed: its table, its file and the hash of both its files."""

    table: ExternalTable
    path: Path
    fingerprint: str


def load_seeds(folder: Path) -> dict[str, Seed]:
    """Read the schemas of all seeds and check each file's heading against its schema.

    Returns:
        Seeds by table name (`seed_<file name>`).

    Raises:
        ProjectError: Schemas or headings are wrong; every one is named.
    """
    seeds: dict[str, Seed] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.csv")):
        try:
            seed = _load(path)
            seeds[seed.table.name] = seed
        except (OSError, ValueError, ValidationError, yaml.YAMLError) as error:
            problems.append(f"{path}: {error}")
    if problems:
        raise ProjectError(
            "Seeds that cannot be read:\n" + "\n".join(problems),
            remedy="Each seeds/<name>.csv needs seeds/<name>.yaml: description, source, key and the "
            "columns in the order of the file.",
        )
    return seeds


def _load(path: Path) -> Seed:
    schema_text = path.with_suffix(".yaml").read_text(encoding="utf-8")
    schema = SeedSchema.model_validate(read_yaml(schema_text).content)
    content = path.read_bytes()
    heading = next(csv.reader(content.decode().splitlines()), [])
    if heading != list(schema.columns):
        raise ValueError(f"its heading is {heading}, its schema says {list(schema.columns)}")
    unknown = [name for name in schema.key if name not in schema.columns]
    if unknown:
        raise ValueError(f"its key names {unknown}, which are no columns")
    columns = tuple(
        Column(name, c.type, c.description, c.privacy) for name, c in schema.columns.items()
    )
    table = ExternalTable(f"seed_{path.stem}", "seed", schema.description, columns, schema.key)
    return Seed(table, path, hashlib.sha256(schema_text.encode() + content).hexdigest()[:32])


def load_seed(connection: DuckDBPyConnection, seed: Seed) -> None:
    """Create (or replace) the table of a seed; an empty cell is NULL.

    Raises:
        ProjectError: A row has too many or too few cells, or a cell not its column's type.
    """
    import duckdb

    columns = ", ".join(f"{literal(c.name)}: {literal(c.type)}" for c in seed.table.columns)
    names = ", ".join(quote(c.name) for c in seed.table.columns)
    # Nothing is guessed: with a dialect sniffed, a date or a delimiter could turn with the data.
    how = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'"
    try:
        connection.execute(
            f"CREATE OR REPLACE TABLE {quote(seed.table.name)} AS SELECT {names} "
            f"FROM read_csv({literal(str(seed.path))}, {how}, columns = {{{columns}}})"
        )
    except duckdb.Error as error:
        raise ProjectError(
            f"{seed.path}: {str(error).splitlines()[0]}",
            remedy=f"Correct the file, or the types in {seed.path.with_suffix('.yaml').name}.",
        ) from error
