"""Where a file that can be read belongs, and whether its rows agree with that.

What belongs here: what receiving a file and explaining one both ask of its content. What does not:
how names are read (`place`), what becomes of the file (`receive`, `explain`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.placing.check import check_year
from pipeline.sources.placing.place import Place, Stated
from pipeline.sources.placing.tally import Tally, event_dates

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pipeline.sources.contract.definition import PlaceKind
    from pipeline.sources.matching.reading import Reading
    from pipeline.sources.placing.authority import Gazetteer
    from pipeline.sources.placing.place import Clerk


def find_place(clerk: Clerk, reading: Reading, *, name: str, named: str) -> Place:
    """Return where a file belongs, by its path and its first rows.

    Args:
        clerk: Who places files.
        reading: How the file is read.
        name: Its path within the inbox or the named folder.
        named: What a person said of it ("walsall 2016-17"); it overrules path and content.

    Raises:
        RefusedError: Names and content state no authority or year, or do not fit together.
    """
    kinds: set[PlaceKind] = {table.place for table in reading.tables}
    if len(kinds) > 1:
        raise RefusedError(
            "The workbook holds sheets of different kinds: an authority's own and published ones.",
            remedy="Send them as separate files.",
        )
    (kind,) = kinds
    inside = _peek(reading) if kind != "publication" else None
    stated = Stated(
        authority=reading.authority
        or (next(iter(sorted(inside.authorities)), "") if inside else ""),
        years=reading.years or (tuple(sorted(inside.years, reverse=True)) if inside else ()),
        suggest_year=lambda: _suggest_year(reading),
    )
    return clerk.find_place(name, stated, kind=kind, named=named)


def check_rows(
    tallies: Collection[Tally], place: Place, *, gazetteer: Gazetteer, despite_dates: bool
) -> tuple[str, ...]:
    """Return notes on the rows of a whole file.

    Args:
        tallies: What was counted of its tables.
        place: Where it belongs.
        gazetteer: The local authorities.
        despite_dates: Whether to take it although its dates do not fit its year.

    Raises:
        RefusedError: No row can be read, a return holds no child, or the rows are of another local authority or year.
    """
    refused = sum(tally.refused for tally in tallies)
    if refused and not any(tally.rows for tally in tallies):
        raise RefusedError(
            f"None of the {refused} rows has as many values as the heading line.",
            remedy="Export it again: rows and heading line must have the same columns.",
        )
    if place.authority is None:
        return ()
    # A module may be empty; a return that holds every table and no child is none.
    of_children = [tally for tally in tallies if "la_child_id" in tally.table.by_name]
    if len(of_children) > 1 and not any(tally.row_count for tally in of_children):
        raise RefusedError(
            "The file holds no child.", remedy="Export the return again and send that."
        )
    _refuse_other_authorities(tallies, place, gazetteer)
    is_of_year = any(tally.table.place == "la_year" for tally in tallies)
    if despite_dates or not is_of_year:
        return ()
    return check_year(event_dates(tallies), place.collection_year)


def tally_all(reading: Reading) -> list[Tally]:
    """Read a file to its end, and return the counts of each of its tables."""
    tallies = {table.key: Tally(table) for table in reading.tables}
    for piece in reading.pieces():
        tallies[piece.table.key].add(piece)
    return list(tallies.values())


def _peek(reading: Reading) -> Tally | None:
    """Return what the first rows say of whose and of when they are; None when no column says it."""
    # An XML says it in its head.
    if not reading.sheets or not any(t.la_column or t.year_column for t in reading.tables):
        return None
    for piece in reading.pieces():
        tally = Tally(piece.table)
        tally.add(piece)
        if tally.authorities or tally.years:
            return tally
    return None


def _suggest_year(reading: Reading) -> int | None:
    # A file may have millions of rows: it is not read for a year that it cannot state.
    if not any(t.year_column or t.has_events_in_year for t in reading.tables):
        return None
    tallies = tally_all(reading)
    stated = {year for tally in tallies for year in tally.years}
    return max(stated) if stated else event_dates(tallies).suggest_year()


def _refuse_other_authorities(tallies: Iterable[Tally], place: Place, gazetteer: Gazetteer) -> None:
    stated = {text for tally in tallies for text in tally.authorities}
    found = {mention for text in stated for mention in gazetteer.find(text)}
    others = [mention for mention in found if place.authority not in mention]
    if others:
        names = sorted({min(authority.names[0] for authority in mention) for mention in others})
        raise RefusedError(
            f"Rows are of other local authorities too: {', '.join(names[:5])}.",
            remedy="Send one file a local authority.",
        )
