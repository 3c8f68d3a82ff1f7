"""The marts of starting, leaving, going home, and of the days in placements and the changes between them.

Counted on what the returns can know. A return home is a period that ended with the codes of the group "Returned to
parents or relatives" (E4A, E4B, E13), as published figures count it; a re-entry is the child's next period of care in
this authority, counted as within a number of months up to the same day of the month. What belongs here: counts of
periods and placements. What does not: who is looked after at a year's end (`year_end`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.plan import first_day_of, last_day_of
from pipeline.synthetic.truth.basis import first_code, last_code, next_starts
from pipeline.synthetic.truth.definition import TruthTable, mart, stacked
from pipeline.synthetic.truth.ranking import after_within, is_last_within
from pipeline.synthetic.truth.spans import (
    add_months,
    collection_years,
    completed_months,
    completed_years,
    days_between,
    days_within,
)
from pipeline.synthetic.truth.spells import counted_placements, make_stays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.care import PeriodsOfCare, Placements
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import Values

HOME = "Returned to parents or relatives"
_WITHIN = {"6_months": 6, "1_year": 12, "2_years": 24, "5_years": 60}


def care_marts(basis: Basis) -> Iterator[TruthTable]:
    """Return the counts of periods of care and placements."""
    yield mart_starts(basis)
    yield mart_leavers(basis)
    yield mart_return_home(basis)
    yield mart_placement_days(basis)
    yield mart_placement_changes(basis)


def mart_starts(basis: Basis) -> TruthTable:
    """Return the periods of care that began in each year; entry numbers are those in the returns."""
    known, labels = basis.known, basis.labels
    status = first_code(known.statuses, known.statuses.code, known.periods)
    rows = np.flatnonzero(
        known.is_start
        & basis.returned.hold(known.periods.start_date)
        & ~basis.is_short_break(status)
    )
    begun = known.periods.take(rows)
    place = first_code(known.placements, known.placements.placement_type, known.periods)[rows]
    provider = first_code(known.placements, known.placements.provider, known.periods)[rows]
    age = completed_years(basis.born(begun.child), begun.start_date)
    return mart(
        "mart_starts",
        basis.here(len(rows))
        | {
            "collection_year": collection_years(begun.start_date),
            "age_at_start": age,
            "age_band": labels.band("age_band", "age_band", "from_age", age),
            "sex": basis.sex(begun.child),
            "legal_status_group": labels.of("legal_status", "legal_status_group", status[rows]),
            "category_of_need": labels.of("category_of_need", "label", begun.category_of_need),
            "first_placement_group": labels.of("placement_type", "placement_group", place),
            "provider_group": labels.of("placement_provider", "provider_group", provider),
            "entry_number": begun.entry_number,
        },
        {"starts": np.ones(len(rows), dtype=np.int64)},
    )


def mart_leavers(basis: Basis) -> TruthTable:
    """Return the periods of care that ended in each year; `children` counts a child's last exit of the year."""
    labels = basis.labels
    ended, status = _ended(basis)
    left, when = ended.child, ended.end_date
    year, exits = collection_years(when), _exit_groups(basis, ended.reason_ceased)
    return mart(
        "mart_leavers",
        basis.here(len(left))
        | {
            "collection_year": year,
            "age_at_exit": completed_years(basis.born(left), when),
            "exit_reason_group": exits,
            "final_legal_status_group": labels.of("legal_status", "legal_status_group", status),
            "years_looked_after": completed_years(ended.start_date, when),
            "duration_band": _duration_bands(basis, completed_months(ended.start_date, when)),
            "category_of_need": labels.of("category_of_need", "label", ended.category_of_need),
            "sex": basis.sex(left),
            "returned_home": exits == HOME,
        },
        {
            "leavers": np.ones(len(left), dtype=np.int64),
            "children": is_last_within(left * 10_000 + year, when),
        },
    )


def mart_return_home(basis: Basis) -> TruthTable:
    """Return the returns home of each year and who came back; days at home are those of who did."""
    labels = basis.labels
    later = next_starts(basis.known.periods)
    ended, status, later = _ended_with(basis, later)
    home = _exit_groups(basis, ended.reason_ceased) == HOME
    left, status, later = ended.take(home), status[home], later[home]
    when, back = left.end_date, later < OPEN
    months = completed_months(left.start_date, when)
    counts: dict[str, Values] = {"returns": np.ones(len(left), dtype=np.int64)}
    for name, limit in _WITHIN.items():
        counts[f"reentries_within_{name}"] = later <= add_months(when, limit)
    return mart(
        "mart_return_home",
        basis.here(len(left))
        | {
            "collection_year": collection_years(when),
            "age_at_return": completed_years(basis.born(left.child), when),
            "legal_status_before": labels.of("legal_status", "label", status),
            "duration_before_band": _duration_bands(basis, months),
            "category_of_need": labels.of("category_of_need", "label", left.category_of_need),
        },
        counts
        | {
            "reentries_to_date": back,
            "days_at_home": np.where(back, days_between(when, later), 0),
        },
    )


def mart_placement_days(basis: Basis) -> TruthTable:
    """Return days of care in each year by placement, and the placements that ended with their whole length.

    Days are those of each code. A placement that ended is one with one carer, under its last code; a temporary
    placement is told as one of its own, and its days are part of the placement that it interrupted too.
    """
    places, labels = basis.known.placements, basis.labels
    parts = [_days_of(places, year) for year in basis.returned.years]
    rows = stacked(*parts, _placements_ended(basis))
    kind, provider = places.placement_type[rows["row"]], places.provider[rows["row"]]
    return mart(
        "mart_placement_days",
        basis.here(len(kind))
        | {
            "collection_year": rows["collection_year"],
            "placement_type": labels.of("placement_type", "label", kind),
            "placement_group": labels.of("placement_type", "placement_group", kind),
            "provider_group": labels.of("placement_provider", "provider_group", provider),
        },
        {name: rows[name] for name in ("days", "placements_ended", "days_of_placements_ended")},
    )


def mart_placement_changes(basis: Basis) -> TruthTable:
    """Return the changes of placement in each year, of status only too, by the reason that was given."""
    places, labels = basis.known.placements, basis.labels
    after = after_within(places.period, places.start_date)
    rows = np.flatnonzero((after >= 0) & basis.returned.hold(places.end_date))
    group = labels.of("placement_type", "placement_group", places.placement_type)
    reason = places.reason_for_change[rows]
    return mart(
        "mart_placement_changes",
        basis.here(len(rows))
        | {
            "collection_year": collection_years(places.end_date[rows]),
            "reason_for_change": labels.of("reason_for_placement_change", "label", reason),
            "placement_group_before": group[rows],
            "placement_group_after": group[after[rows]],
        },
        {"changes": np.ones(len(rows), dtype=np.int64)},
    )


def _days_of(places: Placements, year: int) -> dict[str, Ints]:
    """Return the placements of a year and their days in it."""
    days = days_within(
        places.start_date, places.end_date, first=first_day_of(year), last=last_day_of(year)
    )
    rows = np.flatnonzero(days)
    return {"row": rows, "collection_year": np.full(len(rows), year), "days": days[rows]}


def _placements_ended(basis: Basis) -> dict[str, Ints]:
    """Return for each placement that ended its last row, the year and its days."""
    places = basis.known.placements
    stays = make_stays(places, basis.is_temporary(places.placement_type))
    is_counted = stays.counted == np.arange(len(stays))
    last, end = stays.last.copy(), stays.end_date.copy()
    end[is_counted] = counted_placements(stays).end_date
    own = np.flatnonzero(~stays.is_temporary)
    # A placement that went on after a temporary one is told under the last code of its last stay.
    last[stays.counted[own]] = stays.last[own]
    told = np.flatnonzero((stays.is_temporary | is_counted) & basis.returned.hold(end))
    return {
        "row": last[told],
        "collection_year": collection_years(end[told]),
        "placements_ended": np.ones(len(told), dtype=np.int64),
        "days_of_placements_ended": days_between(stays.start_date[told], end[told]),
    }


def _ended(basis: Basis) -> tuple[PeriodsOfCare, Codes]:
    """Return the periods of care that ended in the years, short breaks left out, and their final statuses."""
    ended, status, _ = _ended_with(basis, basis.known.periods.end_date)
    return ended, status


def _ended_with(basis: Basis, values: Days) -> tuple[PeriodsOfCare, Codes, Days]:
    """Return them with their part of some days, one a period."""
    known = basis.known
    status = last_code(known.statuses, known.statuses.code, known.periods)
    rows = basis.returned.hold(known.periods.end_date) & ~basis.is_short_break(status)
    return known.periods.take(rows), status[rows], values[rows]


def _exit_groups(basis: Basis, reasons: Codes) -> Codes:
    return basis.labels.of("reason_episode_ceased", "exit_reason_group", reasons)


def _duration_bands(basis: Basis, months: Ints) -> Codes:
    return basis.labels.band("duration_band", "duration_band", "from_months", months)
