"""Which local authorities a country has: all, a number of them, or those that are named."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.sources.api import load_gazetteer
from pipeline.synthetic.plan import Authority

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.sources.api import Authority as Known
    from pipeline.sources.api import Gazetteer

# It has about 400 children, and DfE publishes next to nothing about it.
_TOO_SMALL = {"E06000053"}  # Isles of Scilly


def choose_authorities(wanted: str, *, seeds: Path, last_year: int) -> tuple[Authority, ...]:
    """Return the local authorities that a text asks for, in order of their codes.

    A number gives a mixed sample, always the same, the smaller within the larger.

    Args:
        wanted: "all", a number, or names, ONS codes or DfE numbers separated by commas.
        seeds: The project's seeds.
        last_year: Last collection year; authorities that end before it are not chosen.

    Raises:
        UsageError: A name is of no authority or of several, or the number is not above zero.
    """
    gazetteer = load_gazetteer(seeds)
    present = [one for one in gazetteer.authorities if _is_of_today(one, last_year)]
    if wanted.strip().lower() == "all":
        chosen: Iterable[Known] = present
    elif wanted.strip().isdecimal():
        chosen = _sample(present, int(wanted))
    else:
        chosen = {one.la_code: one for one in _named(gazetteer, present, wanted)}.values()
    return tuple(sorted(map(_as_planned, chosen), key=lambda one: one.la_code))


def _is_of_today(authority: Known, last_year: int) -> bool:
    return (
        authority.last_day is None
        and authority.existed_in(last_year)
        and authority.la_code not in _TOO_SMALL
    )


def _sample(present: list[Known], count: int) -> list[Known]:
    if count < 1:
        raise UsageError("No local authority is asked for.", remedy="Give a number above zero.")
    return sorted(present, key=lambda one: hashlib.sha256(one.la_code.encode()).digest())[:count]


def _named(gazetteer: Gazetteer, present: list[Known], wanted: str) -> Iterable[Known]:
    for name in filter(None, (part.strip() for part in wanted.split(","))):
        meant = {one for found in gazetteer.find(name) for one in found if one in present}
        if len(meant) != 1:
            raise UsageError(
                f'"{name}" is {"none" if not meant else "more than one"} of the local authorities of today.',
                remedy="Give names, ONS codes or DfE numbers as in seeds/local_authority.csv, separated by commas.",
            )
        yield from meant


def _as_planned(authority: Known) -> Authority:
    return Authority(
        la_code=authority.la_code,
        dfe_la_code=authority.dfe_la_code,
        la_name=authority.names[0],
        region_code=authority.region_code,
        first_year=_first_year(authority.first_day),
    )


def _first_year(first_day: date | None) -> int:
    """First collection year that an authority which began on a day returns."""
    if first_day is None:
        return 0
    return first_day.year + (first_day >= date(first_day.year, 4, 1))
