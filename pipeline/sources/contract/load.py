"""Reading contracts and column maps from disk.

A source is a folder of `contracts/`: `_source.yaml` has its prose and what holds for all its tables, every other file
is one table. The headings of each collection year are in `seeds/column_maps/<source>/<table>.csv`: a row a year, a
column per name of ours, the heading of that year in the cell (blank in a year that has none).
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from pipeline.errors import ProjectError
from pipeline.sources.contract.definition import Source, Table

if TYPE_CHECKING:
    from pathlib import Path

# Pure Python would take ten times as long.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_sources(contracts: Path, *, seeds: Path) -> tuple[Source, ...]:
    """Return all sources with their tables, by name.

    Args:
        contracts: The folder of contracts.
        seeds: The folder of seeds, for the column maps.

    Raises:
        ProjectError: A contract or a column map cannot be read; every such file is named.
    """
    sources, problems = [], []
    for folder in sorted(path.parent for path in contracts.glob("*/_source.yaml")):
        try:
            sources.append(_source(folder, seeds / "column_maps" / folder.name))
        except (OSError, ValueError, ValidationError, yaml.YAMLError) as error:
            problems.append(f"{folder.name}: {error}")
    if problems or not sources:
        raise ProjectError(
            "Contracts that cannot be read:\n" + ("\n".join(problems) or f"none in {contracts}"),
            remedy="Correct the file; docs/sources/ shows what a contract says.",
        )
    return tuple(sources)


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


def _source(folder: Path, maps: Path) -> Source:
    content = _read(folder / "_source.yaml")
    shared = content.pop("tables", {})
    tables = tuple(
        _table(path, maps / f"{path.stem}.csv", shared | {"source": folder.name})
        for path in sorted(folder.glob("[!_]*.yaml"))
    )
    return Source.model_validate(content | {"name": folder.name, "tables": tables})


def _table(path: Path, column_map: Path, shared: dict[str, Any]) -> Table:
    content = shared | _read(path)
    years = read_column_map(column_map) if column_map.exists() else {}
    columns = [_column(name, column, years) for name, column in content["columns"].items()]
    return Table.model_validate(content | {"name": path.stem, "columns": columns})


def _column(name: str, content: dict[str, Any], years: dict[int, dict[str, str]]) -> dict[str, Any]:
    heading = content.get("heading", name)
    others = [
        *content.get("other_headings", ()),
        *(row[name] for row in years.values() if name in row),
    ]
    other_headings = tuple(dict.fromkeys(other for other in others if other != heading))
    return content | {"name": name, "heading": heading, "other_headings": other_headings}


def _read(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} is no mapping")  # noqa: TRY004 - told with the others
    return content
