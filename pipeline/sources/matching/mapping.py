"""Local headings: one small YAML that says how an LA's own export is written in a contract's terms.

What belongs here: reading such files and what they may say. What does not: applying them to rows
(`align`), proposing one (`explain`).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from fnmatch import fnmatch
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import UsageError
from pipeline.sources.contract.definition import heading_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.sources.contract.definition import Table

_A_DAY = datetime(2025, 3, 31)  # noqa: DTZ001 - a day to try formats on, of no time zone


class Mapping(BaseModel):
    """How one kind of local file is written.

    Attributes:
        name: Name of the file it is from, without its ending.
        table: The table it is for, "finance/placement_cost".
        headings: The contract's column names by local heading.
        dates: Ways in which dates are written, in the letters of Python's `strptime`.
        codes: For a column, the contract's codes by local code.
        files: Pattern that the file's path must match ("*costs*"); any path when it is "*".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    table: Annotated[str, Field(pattern=r"^[a-z0-9_]+/[a-z0-9_]+$")]
    headings: dict[str, str] = Field(default_factory=dict)
    dates: tuple[str, ...] = ()
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    files: str = "*"

    @cached_property
    def by_heading(self) -> dict[str, str]:
        """The contract's column names under the key (`heading_key`) of each local heading."""
        return {heading_key(theirs): ours for theirs, ours in self.headings.items()}

    @property
    def identity(self) -> str:
        """Its name and the hash of what it says."""
        digest = hashlib.sha256(self.model_dump_json(exclude={"name"}).encode()).hexdigest()
        return f"{self.name}:{digest[:12]}"

    def is_for(self, path: str) -> bool:
        """Tell whether a file with this path may be read with it."""
        return fnmatch(path.lower(), self.files.lower())


def load_mappings(folder: Path, tables: Sequence[Table]) -> tuple[Mapping, ...]:
    """Return the mappings of a folder, by name; none when there is no such folder.

    Raises:
        UsageError: A mapping cannot be used; every one is named with what is wrong.
    """
    by_key = {f"{table.source}/{table.name}": table for table in tables}
    mappings, problems = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            mapping = _read(path)
            problems += [f"{path.name}: {wrong}" for wrong in _wrong(mapping, by_key)]
            mappings.append(mapping)
        except (OSError, ValueError, yaml.YAMLError) as error:
            problems.append(f"{path.name}: {_in_short(error)}")
    if problems:
        raise UsageError(
            "Mappings of local headings that cannot be used: " + "; ".join(problems),
            remedy=f"Correct them in {folder.name}/; `cjw ingest --explain FILE` proposes one.",
        )
    return tuple(mappings)


def _read(path: Path) -> Mapping:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError("it holds no keys")  # noqa: TRY004 - told with the others
    return Mapping.model_validate(content | {"name": path.stem})


def _wrong(mapping: Mapping, tables: dict[str, Table]) -> list[str]:
    table = tables.get(mapping.table)
    if table is None:
        return [f"there is no table {mapping.table}"]
    named = {*mapping.headings.values(), *mapping.codes}
    unknown = sorted(named - table.by_name.keys())
    return [
        *(f"{mapping.table} has no column {name}" for name in unknown),
        *(f"{form!r} is no way to write a date" for form in mapping.dates if not _is_form(form)),
    ]


def _is_form(form: str) -> bool:
    try:
        written = _A_DAY.strftime(form)
        read = datetime.strptime(written, form).date()  # noqa: DTZ007 - as above
    except ValueError:
        return False
    # A month alone is its first day.
    return read in (_A_DAY.date(), _A_DAY.date().replace(day=1))


def _in_short(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ", ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return str(error).splitlines()[0]
