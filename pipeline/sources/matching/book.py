"""All that the intake knows of sources: their contracts and the local mappings.

Only data and look-ups belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.sources.contract.definition import heading_key
from pipeline.sources.contract.load import load_sources
from pipeline.sources.matching.mapping import load_mappings
from pipeline.sources.matching.recognise import known_headings

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.sources.contract.definition import Source, Table
    from pipeline.sources.matching.mapping import Mapping


@dataclass(frozen=True)
class Book:
    """Sources and mappings of local headings."""

    sources: tuple[Source, ...]
    mappings: tuple[Mapping, ...]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all sources."""
        return tuple(table for source in self.sources for table in source.tables)

    @cached_property
    def by_key(self) -> dict[tuple[str, str], Table]:
        """Each table under source and name."""
        return {table.key: table for table in self.tables}

    @cached_property
    def _known(self) -> frozenset[str]:
        return known_headings(self.tables, self.mappings)

    def is_known(self, heading: str) -> bool:
        """Tell whether a heading is one of any table or mapping."""
        return heading_key(heading) in self._known


def load_book(project: Path, *, mappings: Path) -> Book:
    """Return the contracts of a project with the mappings of a folder.

    Raises:
        ProjectError: A contract cannot be read.
        UsageError: A mapping cannot be used.
    """
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    tables = [table for source in sources for table in source.tables]
    return Book(sources, load_mappings(mappings, tables))
