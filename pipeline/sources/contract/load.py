"""Reading contracts and column maps from disk.

A source is a folder of `contracts/`: `_source.yaml` has its prose and what holds for all its tables, every other file
is one table. The headings of each collection year are in `seeds/column_maps/<source>/<table>.csv`: a row a year, a
column per name of ours, the heading of that year in the cell (blank in a year that has none).
"""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import ValidationError

from pipeline.errors import ProjectError
from pipeline.sources.contract.definition import Column, Source, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_Read = TypeVar("_Read")

# Pure Python would take ten times as long.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_sources(contracts: Path, *, seeds: Path) -> tuple[Source, ...]:
    """Return all sources with their tables, by name.

    Args:
        contracts: The folder of contracts.
        seeds: The folder of seeds, for the column maps.

    Raises:
        ProjectError: A contract or a column map cannot be read; every such file is named with what is wrong in it.
    """
    problems: list[str] = []
    sources = [
        _attempt(partial(_source, seeds=seeds, problems=problems), path, problems)
        for path in sorted(contracts.glob("*/_source.yaml"))
    ]
    if problems or not sources:
        raise ProjectError(
            "Contracts that cannot be read:\n" + ("\n".join(problems) or f"none in {contracts}"),
            remedy="Correct the file; docs/sources/ shows what a contract says.",
        )
    return tuple(source for source in sources if source)


def read_column_map(path: Path) -> dict[int, dict[str, str]]:
    """Return the headings of each collection year by the column's name; a year without a column leaves it out.

    Raises:
        OSError: The file cannot be read.
        ValueError: A year is no number.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return {
            int(row.pop("collection_year")): {
                name: heading for name, heading in row.items() if heading
            }
            for row in csv.DictReader(file)
        }


def _source(path: Path, *, seeds: Path, problems: list[str]) -> Source:
    folder = path.parent
    content = _read(path)
    shared = content.pop("tables", {}) | {"source": folder.name}
    read = partial(_table, maps=seeds / "column_maps" / folder.name, shared=shared)
    tables = [_attempt(read, table, problems) for table in sorted(folder.glob("[!_]*.yaml"))]
    content |= {"name": folder.name, "tables": tuple(table for table in tables if table)}
    return Source.model_validate(content)


def _table(path: Path, *, maps: Path, shared: dict[str, Any]) -> Table:
    content = shared | _read(path)
    columns = _columns(content.get("columns"), _years(maps / f"{path.stem}.csv"))
    return Table.model_validate(content | {"name": path.stem, "columns": columns})


def _years(column_map: Path) -> dict[int, dict[str, str]]:
    try:
        return read_column_map(column_map) if column_map.exists() else {}
    except (KeyError, ValueError) as error:
        raise ValueError(f"column map {column_map.name}: {error}") from error


def _columns(content: object, years: dict[int, dict[str, str]]) -> tuple[Column, ...]:
    if not isinstance(content, dict) or not all(isinstance(of, dict) for of in content.values()):
        raise ValueError("columns: a mapping of names to columns is expected")
    unknown = {name for row in years.values() for name in row} - set(content)
    if unknown:
        raise ValueError(
            f"columns: the column map has others, {', '.join(sorted(map(str, unknown)))}"
        )
    return tuple(_column(name, column, years) for name, column in content.items())


def _column(name: str, content: dict[str, Any], years: dict[int, dict[str, str]]) -> Column:
    heading, stated = content.get("heading", name), content.get("other_headings", [])
    if not isinstance(stated, list):
        raise ValueError(f"columns.{name}.other_headings: a list is expected")  # noqa: TRY004
    others = [*stated, *(row[name] for row in years.values() if name in row)]
    other_headings = tuple(dict.fromkeys(other for other in others if other != heading))
    try:
        return Column.model_validate(
            content | {"name": name, "heading": heading, "other_headings": other_headings}
        )
    except ValidationError as error:
        raise ValueError(f"columns.{name}: {_told(error)}") from error


def _attempt(read: Callable[[Path], _Read], path: Path, problems: list[str]) -> _Read | None:
    """Read a file, or note by its folder and name what is wrong with it."""
    try:
        return read(path)
    except (OSError, ValueError, yaml.YAMLError) as error:
        told = _told(error) if isinstance(error, ValidationError) else str(error)
        problems.append(f"{path.parent.name}/{path.name}: {told}")
        return None


def _told(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}".removeprefix(": ")
        for fault in error.errors()
    )


def _read(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    if not isinstance(content, dict):
        raise ValueError("a mapping is expected")  # noqa: TRY004 - told with the others
    return content
