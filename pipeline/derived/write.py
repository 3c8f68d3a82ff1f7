"""Writing the files that follow from contracts and models, and telling which are not as those say.

What belongs here: which file lies where, and comparing. What does not: what any file says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.derived.from_models import from_models
from pipeline.derived.mark import MARK, SEEDS_MARK
from pipeline.derived.measure_pages import measure_pages
from pipeline.derived.model_test import model_test
from pipeline.derived.page import source_page
from pipeline.derived.raw_suite import raw_suite
from pipeline.derived.staging import staging_name, staging_sql
from pipeline.sources.api import Code, load_sources, read_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.sources.api import Source

_PLACES = (
    "sql_models/staging/*/*.sql",
    "tests/models/staging/*/*.yaml",
    "expectations/raw/*/*.yaml",
    "docs/sources/*.md",
    "docs/measures/*.md",
)


@dataclass(frozen=True)
class Drift:
    """A file that is not what the contracts say: `missing`, `changed`, or `stale` (no contract stands behind it)."""

    path: str
    kind: str


def derived_files(project: Path) -> dict[str, str]:
    """Return the text of every file that follows from the contracts and the catalogue, by its path in the project.

    Args:
        project: The folder that holds `contracts/` and `seeds/`.

    Raises:
        ProjectError: A contract or a code list cannot be read.
    """
    seeds = project / "seeds"
    sources = load_sources(project / "contracts", seeds=seeds)
    files = dict(file for source in sources for file in _files(source, seeds))
    return files | measure_pages(seeds)


def find_drift(project: Path) -> tuple[Drift, ...]:
    """Return the files of the project that are not as its contracts and models say, by path.

    Pages of models are looked at once the contracts' files, models among them, are as they should be.

    Raises:
        ProjectError: A contract, a code list or a model cannot be read.
    """
    return _drift(project, derived_files(project)) or _difference(project, from_models(project))


def write_derived(project: Path) -> tuple[Drift, ...]:
    """Make the files of the project what its contracts and models say, and return those that were not.

    Raises:
        ProjectError: A contract, a code list or a model cannot be read.
    """
    wanted = derived_files(project)
    drift = _drift(project, wanted)
    _set_right(project, drift, wanted)
    pages = from_models(project)
    page_drift = _difference(project, pages)
    _set_right(project, page_drift, pages)
    return (*drift, *page_drift)


def _drift(project: Path, wanted: Mapping[str, str]) -> tuple[Drift, ...]:
    stale = [Drift(path, "stale") for path in _marked(project).keys() - wanted.keys()]
    return tuple(sorted([*stale, *_difference(project, wanted)], key=lambda each: each.path))


def _difference(project: Path, wanted: Mapping[str, str]) -> tuple[Drift, ...]:
    drift = []
    for path, text in wanted.items():
        if not (project / path).exists():
            drift.append(Drift(path, "missing"))
        elif (project / path).read_text(encoding="utf-8") != text:
            drift.append(Drift(path, "changed"))
    return tuple(drift)


def _set_right(project: Path, drift: Iterable[Drift], wanted: Mapping[str, str]) -> None:
    for each in drift:
        path = project / each.path
        if each.kind == "stale":
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[each.path], encoding="utf-8", newline="\n")


def _files(source: Source, seeds: Path) -> Iterator[tuple[str, str]]:
    names = {path.stem for path in seeds.glob("*.csv")}
    for table in source.tables:
        model = f"staging/{source.name}/{staging_name(table)}"
        yield f"sql_models/{model}.sql", staging_sql(source, table)
        yield f"tests/models/{model}.yaml", model_test(table)
        yield f"expectations/raw/{source.name}/{table.raw_name}.yaml", raw_suite(table, seeds=names)
    yield f"docs/sources/{source.name}.md", source_page(source, _code_lists(source, seeds))


def _code_lists(source: Source, seeds: Path) -> dict[str, tuple[str, tuple[Code, ...]]]:
    names = {column.codes for table in source.tables for column in table.columns if column.codes}
    return {
        name: (_seed(source, name, seeds), read_codes(seeds, source.name, name))
        for name in sorted(names)
    }


def _seed(source: Source, name: str, seeds: Path) -> str:
    return name if (seeds / f"{name}.csv").exists() else f"{source.name}_code"


def _marked(project: Path) -> dict[str, Path]:
    """Return the files that were written from a contract or the catalogue, by their path in the project."""
    paths = (path for place in _PLACES for path in project.glob(place))
    texts = ((path, path.read_text(encoding="utf-8")) for path in paths)
    return {
        path.relative_to(project).as_posix(): path
        for path, text in texts
        if MARK in text or SEEDS_MARK in text
    }
