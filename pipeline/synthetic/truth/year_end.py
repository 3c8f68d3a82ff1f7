"""The children looked after on each 31 March, and the mart that counts them.

Placements in the year: those that the child was in on a day from 1 April to 31 March, the one at the start included,
over all periods of care in the year; temporary placements are not counted, nor is being missing, which since 2015/16
is not a placement but a record of its own. A change of status with the same carer is not a new placement.
What belongs here: who was looked after at a year's end. What does not: starting and leaving.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.definition.rows import Rows
from pipeline.synthetic.plan import first_day_of, last_day_of
from pipeline.synthetic.truth.definition import TruthTable, fact, mart, pick
from pipeline.synthetic.truth.spans import add_months, completed_months, completed_years
from pipeline.synthetic.truth.spells import counted_placements, in_force, make_stays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import Values
    from pipeline.synthetic.truth.spells import CountedPlacements, Stays


@dataclass(frozen=True)
class YearEnds(Rows):
    """One row a child looked after at the end of a collection year, without short breaks.

    Attributes:
        child: Row of the children.
        collection_year: The year that ended.
        as_at_date: Its 31 March.
        start_date: First day of the period of care in the returns.
        placement_start_date: First day of the counted placement in the returns.
        category_of_need: Code.
        legal_status: Code.
        placement_type: Code.
        provider: Code.
        placements_in_year: How many, at least 1.
        is_uasc: Whether the child has the status of an unaccompanied asylum seeker on that day.
    """

    child: Ints
    collection_year: Ints
    as_at_date: Days
    start_date: Days
    placement_start_date: Days
    category_of_need: Codes
    legal_status: Codes
    placement_type: Codes
    provider: Codes
    placements_in_year: Ints
    is_uasc: Flags


def year_end_tables(basis: Basis) -> Iterator[TruthTable]:
    """Return who was looked after at each 31 March, as rows and as counts."""
    stays = make_stays(
        basis.known.placements, basis.is_temporary(basis.known.placements.placement_type)
    )
    counted = counted_placements(stays)
    ends = YearEnds.concat(_year_end(basis, year, stays, counted) for year in basis.returned.years)
    columns = _columns(basis, ends)
    yield fact(
        "fct_looked_after_at_year_end",
        basis.la_code,
        {"la_child_id": basis.ids(ends.child), **columns},
    )
    yield _mart_looked_after(basis, ends, columns)


def _year_end(basis: Basis, year: int, stays: Stays, counted: CountedPlacements) -> YearEnds:
    known, day = basis.known, last_day_of(year)
    periods, count = known.periods, len(known.periods)
    status = in_force(known.statuses, day, periods=count)
    codes = pick(known.statuses.code, status, default="")
    here = np.flatnonzero((status >= 0) & ~basis.is_short_break(codes))
    placement = in_force(known.placements, day, periods=count)[here]
    stay = in_force(stays, day, periods=count)[here]
    began = stays.start_date[stays.counted[stay]]
    child, children = periods.child[here], basis.world.children
    return YearEnds(
        child=child,
        collection_year=np.full(len(here), year),
        as_at_date=np.full(len(here), day),
        start_date=periods.start_date[here],
        placement_start_date=np.where(stays.counted[stay] >= 0, began, periods.start_date[here]),
        category_of_need=periods.category_of_need[here],
        legal_status=codes[here],
        placement_type=known.placements.placement_type[placement],
        provider=known.placements.provider[placement],
        placements_in_year=_in_year(basis, counted, year)[child],
        is_uasc=children.is_uasc[child] & (children.uasc_ceased_date[child] > day),
    )


def _in_year(basis: Basis, counted: CountedPlacements, year: int) -> Ints:
    """Count each child's placements in a year, at least one."""
    first, last = first_day_of(year), last_day_of(year)
    open_in_year = (counted.start_date <= last) & (counted.end_date > first)
    child = basis.known.periods.child[counted.period[open_in_year]]
    return np.maximum(np.bincount(child, minlength=len(basis.world.children)), 1)


def _columns(basis: Basis, ends: YearEnds) -> dict[str, Values]:
    labels, day = basis.labels, ends.as_at_date
    age = completed_years(basis.born(ends.child), day)
    months = completed_months(ends.start_date, day)
    settled = completed_months(ends.placement_start_date, day)
    over_5 = add_months(ends.start_date, 60) < day
    cohort = (age < 16) & (months >= 30)
    ethnicity = labels.of("ethnicity", "ethnic_group", basis.world.children.ethnicity)
    return {
        "collection_year": ends.collection_year,
        "as_at_date": day,
        "age": age,
        "age_at_start": completed_years(basis.born(ends.child), ends.start_date),
        "sex": basis.sex(ends.child),
        "ethnic_group": ethnicity[ends.child],
        "legal_status_code": ends.legal_status,
        "legal_status_group": labels.of("legal_status", "legal_status_group", ends.legal_status),
        "category_of_need": labels.of("category_of_need", "label", ends.category_of_need),
        "placement_type_code": ends.placement_type,
        "placement_group": labels.of("placement_type", "placement_group", ends.placement_type),
        "provider_group": labels.of("placement_provider", "provider_group", ends.provider),
        "first_day_in_returns": ends.start_date,
        "placement_first_day_in_returns": ends.placement_start_date,
        "months_looked_after": months,
        "months_in_placement": settled,
        "placements_in_year": ends.placements_in_year,
        "uasc": np.where(ends.is_uasc, "UASC", "Not UASC"),
        "is_in_care_over_5_years": over_5,
        "is_in_placement_over_5_years": over_5 & (add_months(ends.placement_start_date, 60) < day),
        "is_in_stability_cohort": cohort,
        "is_stable": cohort & (settled >= 24),
    }


def _mart_looked_after(basis: Basis, ends: YearEnds, columns: dict[str, Values]) -> TruthTable:
    labels = basis.labels
    bands = {
        "age_band": labels.band("age_band", "age_band", "from_age", columns["age"]),
        "placements_in_year_band": labels.band(
            "placements_in_year_band",
            "placements_in_year_band",
            "from_placements",
            ends.placements_in_year,
        ),
        "stability_band": labels.band(
            "placements_in_year_band", "stability_band", "from_placements", ends.placements_in_year
        ),
        "years_looked_after_band": labels.band(
            "duration_band", "duration_band", "from_months", columns["months_looked_after"]
        ),
        "years_in_placement_band": labels.band(
            "duration_band", "duration_band", "from_months", columns["months_in_placement"]
        ),
        "age_at_start_band": labels.band(
            "age_band", "age_band", "from_age", columns["age_at_start"]
        ),
    }
    kept = (
        "collection_year", "as_at_date", "age", "sex", "ethnic_group", "legal_status_group",
        "category_of_need", "placement_group", "provider_group", "uasc",
    )  # fmt: skip
    return mart(
        "mart_looked_after",
        basis.here(len(ends)) | {name: columns[name] for name in kept} | bands,
        {
            "children": np.ones(len(ends), dtype=np.int64),
            "children_in_care_over_5_years": columns["is_in_care_over_5_years"],
            "children_in_placement_over_5_years": columns["is_in_placement_over_5_years"],
            "children_stability_cohort": columns["is_in_stability_cohort"],
            "children_stable": columns["is_stable"],
        },
    )
