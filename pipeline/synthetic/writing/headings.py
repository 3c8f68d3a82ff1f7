"""The form of a table in a collection year: which columns a file has, in which order, under which headings.

What belongs here: asking contracts and column maps. What does not: values (`text`), bytes (`csv_file`, `xml_file`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError
from pipeline.sources.api import load_sources, read_seed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.sources.api import Table
    from pipeline.synthetic.extracts.definition import Extract


@dataclass(frozen=True)
class Form:
    """How a table of a collection year is written.

    Attributes:
        table: Its contract.
        headings: The heading of each column that the year has, by our name, in the order of the file.
    """

    table: Table
    headings: Mapping[str, str]

    def headings_of(self, extract: Extract) -> dict[str, str]:
        """Return the headings of the columns that an extract has, by our name, in the order of the file."""
        return {name: heading for name, heading in self.headings.items() if name in extract.columns}


@dataclass(frozen=True)
class Forms:
    """The forms of all tables and years.

    Attributes:
        tables: The contracts by source and table.
        maps: The headings by source, table and year, where a column map has that year.
    """

    tables: Mapping[tuple[str, str], Table]
    maps: Mapping[tuple[str, str, int], Mapping[str, str]]

    def of(self, source: str, table: str, year: int) -> Form:
        """Return the form of a table in a collection year.

        Raises:
            ProjectError: No contract knows the table.
        """
        contract = self.tables.get((source, table))
        if contract is None:
            raise ProjectError(
                f"There is no contract {source}/{table}.", remedy="Write it under contracts/."
            )
        plain = {one.name: one.heading for one in contract.columns if one.is_in(year)}
        mapped = self.maps.get((source, table, year))
        if mapped is None:
            return Form(contract, plain)
        return Form(contract, {name: mapped[name] for name in plain if mapped.get(name)})


@cache
def load_forms(project: Path) -> Forms:
    """Return the forms that the project's contracts and column maps define.

    Args:
        project: The folder that holds `contracts/` and `seeds/`.

    Raises:
        ProjectError: A contract or column map cannot be read.
    """
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    maps = {
        (path.parent.name, path.stem, int(row["collection_year"])): row
        for path in sorted((project / "seeds" / "column_maps").glob("*/*.csv"))
        for row in read_seed(path.parent, path.stem)
    }
    return Forms({table.key: table for source in sources for table in source.tables}, maps)
