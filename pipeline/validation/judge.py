"""Validation from end to end: which rules, which files, what they break.

What belongs here: the order of things. What does not: reading files (`reading`), tables (`warehouse`), telling a
person which rows of which files were found (`gather`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import asked
from pipeline.sources.api import find_years, load_gazetteer
from pipeline.validation.definition import Verdict
from pipeline.validation.gather import gather, keep_one_a_row
from pipeline.validation.reading import Shelf, read_paths
from pipeline.validation.warehouse import Held, build

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.quality.api import Rule
    from pipeline.sources.api import Source
    from pipeline.validation.definition import Request
    from pipeline.workspace import Workspace

# Of whom a return is when nobody says.
_NOBODY = "unknown"


def validate(request: Request, workspace: Workspace) -> Verdict:
    """Judge a return by the rules of its collection.

    Args:
        request: What is asked.
        workspace: The project's rules and models.

    Raises:
        UsageError: A path or rule does not exist, or there is nothing to validate.
    """
    rules = choose_rules(request, workspace)
    shelf = _read_return(request, workspace)
    earlier, references = _read_others(request, workspace)
    la, notes = _authority(request, shelf, workspace)
    held = _hold(request, shelf, earlier, references)
    unread = [one for each in (shelf, references, *earlier.values()) for one in each.unread]
    with open_warehouse() as connection:
        build(connection, workspace, _models(rules, workspace), held.values(), la=la)
        years = (request.year, *earlier)
        returns = [(request.source, la, year) for year in years]
        with asked(connection, rules, empty_returns=returns) as runs:
            keep_one_a_row(connection, runs)
            findings = gather(connection, rules, held, workspace, request)
    tables: dict[str, int] = {}
    for one in shelf.tables:
        tables[one.label] = tables.get(one.label, 0) + one.rows
    return Verdict(request, findings, runs, tables, tuple(unread), notes)


def choose_rules(request: Request, workspace: Workspace) -> tuple[Rule, ...]:
    """Return the rules to run, by code: those named, or all of the collection that apply in the year.

    Raises:
        UsageError: A code is none of the collection's.
    """
    own = {
        rule.code.upper(): rule
        for rule in workspace.rules
        if rule.path.parent.name == request.source
    }
    wanted = list(dict.fromkeys(code.strip().upper() for code in request.rules))
    unknown = [code for code in wanted if code not in own]
    if unknown:
        raise UsageError(
            f"There is no rule {', '.join(unknown)} of {request.collection}.",
            remedy=f"`cjw rules list --collection {request.collection}` lists them.",
        )
    if wanted:
        return tuple(replace(own[code], first_year=None, last_year=None) for code in wanted)
    in_force = tuple(rule for _, rule in sorted(own.items()) if rule.applies_in(request.year))
    if not in_force:
        raise UsageError(
            f"No rule of {request.collection} applies in {request.year}.",
            remedy="Give the collection year in --year: 2025 is 2024/25.",
        )
    return in_force


def _read_return(request: Request, workspace: Workspace) -> Shelf:
    shelf = read_paths(request.paths, _sources(workspace, request.source))
    if not shelf.tables:
        told = "".join(f" {one.name}: {one.reason}" for one in shelf.unread)
        raise UsageError(
            f"There is no file of the return to validate.{told}",
            remedy="Name the folder that holds the return's CSV files, or its XML.",
        )
    return shelf


def _read_others(request: Request, workspace: Workspace) -> tuple[dict[int, Shelf], Shelf]:
    """Return the earlier returns by year, and the reference lists."""
    own = _sources(workspace, request.source)
    earlier = {
        _year_of(path, request.year - place, request.year): read_paths([path], own)
        for place, path in enumerate(request.previous, start=1)
    }
    return earlier, read_paths(request.reference, _sources(workspace, request.source, "published"))


def _year_of(path: Path, by_place: int, year: int) -> int:
    """Return the year of an earlier return: the one that its folder names, else by its place among them."""
    named = [one for one in find_years(path.name) if one < year]
    return named[0] if len(named) == 1 else by_place


def _sources(workspace: Workspace, *names: str) -> list[Source]:
    return [source for source in workspace.sources if source.name in names]


def _authority(request: Request, shelf: Shelf, workspace: Workspace) -> tuple[str, tuple[str, ...]]:
    """Return the code of the return's local authority, and what to know about it."""
    stated = request.la or next(iter(shelf.authorities), "")
    if not stated:
        return _NOBODY, (
            "No local authority is named, so rules that compare with it cannot say. Use --la.",
        )
    found = load_gazetteer(workspace.project.folder.parent / "seeds").find(stated)
    codes = {one.la_code for one in found[0]} if found else set()
    known = [code for code in (stated, *sorted(codes)) if code in codes]
    if known:
        return known[0], ()
    return stated, (f"{stated} is no local authority that is known; it is taken as it stands.",)


def _hold(
    request: Request, shelf: Shelf, earlier: dict[int, Shelf], references: Shelf
) -> dict[str, Held]:
    """Number the tables of this return, of earlier ones and of the reference lists."""
    years = [(request.year, shelf), *earlier.items(), (request.year, references)]
    tables = [(year, table) for year, each in years for table in each.tables]
    return {str(n): Held(str(n), table, year) for n, (year, table) in enumerate(tables)}


def _models(rules: Iterable[Rule], workspace: Workspace) -> list[str]:
    paths = {rule.path for rule in rules}
    names = [n for n, model in workspace.project.rules.items() if model.file.path in paths]
    return [*names, *(table for rule in rules for table in (*rule.staging, *rule.needs_reference))]
