"""What happened to looked after children, one row a thing: every row that a return of the years could tell of.

Days are the true ones. Where returns that begin with a year show a later first day, `first_day_in_returns` has it and
`is_start_in_returns` says whether they are the same. What belongs here: periods, statuses, placements and how periods
end. What does not: counts, and events in care (`care_event_facts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.basis import first_code, last_code, next_starts
from pipeline.synthetic.truth.care_marts import HOME
from pipeline.synthetic.truth.definition import TruthTable, fact, pick, where_known
from pipeline.synthetic.truth.ranking import before_within, order_within
from pipeline.synthetic.truth.spans import ONE_DAY, collection_years, completed_years, days_between
from pipeline.synthetic.truth.spells import make_episodes, make_stays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.rows import Days, Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import Values

PERMANENCE = ("Adopted", "Special guardianship order", "Child arrangements order")
_WITH_RESPONSIBILITY = ("E4", "E4A", "E4B")


def care_facts(basis: Basis) -> Iterator[TruthTable]:
    """Return periods of care, statuses, placements, episodes, returns home, re-entries and permanence outcomes."""
    yield _periods(basis)
    yield _legal_statuses(basis)
    yield _placement_episodes(basis)
    yield _placements(basis)
    yield _returns_home(basis)
    yield _reentries(basis)
    yield _permanence_outcomes(basis)


def of_period(basis: Basis, period: Ints) -> dict[str, Values]:
    """Return the columns that name the period of care of each row, by both of its first days."""
    periods = basis.world.care.periods
    return {
        "la_child_id": basis.ids(periods.child[period]),
        "period_start_date": periods.start_date[period],
        "period_first_day_in_returns": basis.first_days[period],
    }


def _periods(basis: Basis) -> TruthTable:
    care, labels, rows = basis.world.care, basis.labels, basis.known.world_row
    periods = care.periods.take(rows)
    born = basis.born(periods.child)
    final = last_code(care.legal_statuses, care.legal_statuses.code, care.periods)[rows]
    first_place = first_code(care.placements, care.placements.placement_type, care.periods)[rows]
    is_over = periods.end_date < OPEN
    columns: dict[str, Values] = {
        "la_child_id": basis.ids(periods.child),
        "start_date": periods.start_date,
        "end_date": periods.end_date,
        "first_day_in_returns": basis.first_days[rows],
        "is_start_in_returns": basis.known.is_start,
        "entry_number": periods.entry_number,
        "entry_number_in_returns": basis.known.periods.entry_number,
        "age_at_start": completed_years(born, periods.start_date),
        "age_at_end": where_known(completed_years(born, _until(basis, periods.end_date)), is_over),
        "days": days_between(periods.start_date, _until(basis, periods.end_date)),
        "category_of_need_code": periods.category_of_need,
        "category_of_need": labels.of("category_of_need", "label", periods.category_of_need),
        "first_legal_status_code": periods.first_legal_status,
        "final_legal_status_code": final,
        "first_placement_type_code": first_place,
        "reason_episode_ceased_code": periods.reason_ceased,
    }
    return fact("fct_period_of_care", basis.la_code, columns)


def _legal_statuses(basis: Basis) -> TruthTable:
    statuses, labels = basis.world.care.legal_statuses, basis.labels
    rows = _seen_of_period(basis, statuses.period, statuses.start_date, statuses.end_date)
    spells = statuses.take(rows)
    return fact(
        "fct_legal_status_spell",
        basis.la_code,
        of_period(basis, spells.period)
        | _days_in_returns(basis, spells.period, spells.start_date)
        | {
            "end_date": spells.end_date,
            "legal_status_code": spells.code,
            "legal_status_group": labels.of("legal_status", "legal_status_group", spells.code),
        },
    )


def _placement_episodes(basis: Basis) -> TruthTable:
    care, labels = basis.world.care, basis.labels
    every = make_episodes(care.placements, care.legal_statuses)
    rows = every.take(_seen_of_period(basis, every.period, every.start_date, every.end_date))
    placed, status = care.placements.take(rows.placement), care.legal_statuses.code[rows.status]
    need = care.periods.category_of_need[rows.period]
    return fact(
        "fct_placement_episode",
        basis.la_code,
        of_period(basis, rows.period)
        | {
            "episode_number_in_returns": order_within(rows.period, rows.start_date),
            "start_date": rows.start_date,
            "end_date": rows.end_date,
            "legal_status_code": status,
            "legal_status_group": labels.of("legal_status", "legal_status_group", status),
            "category_of_need_code": need,
            "placement_type_code": placed.placement_type,
            "placement_group": labels.of(
                "placement_type", "placement_group", placed.placement_type
            ),
            "placement_provider_code": placed.provider,
            "provider_group": labels.of("placement_provider", "provider_group", placed.provider),
        },
    )


def _placements(basis: Basis) -> TruthTable:
    """Return placements with one carer; a temporary one says which counted placement it belongs to."""
    places = basis.world.care.placements
    every = make_stays(places, basis.is_temporary(places.placement_type))
    rows = _seen_of_period(basis, every.period, every.start_date, every.end_date)
    stays = every.take(rows)
    counted = pick(every.start_date, stays.counted, default=OPEN)
    first, last = places.take(stays.first), places.take(stays.last)
    settings = basis.world.care.settings
    return fact(
        "fct_placement",
        basis.la_code,
        of_period(basis, stays.period)
        | _days_in_returns(basis, stays.period, stays.start_date)
        | {
            "end_date": stays.end_date,
            "counted_placement_start_date": counted,
            "is_temporary": stays.is_temporary,
            "first_placement_type_code": first.placement_type,
            "placement_type_code": last.placement_type,
            "placement_provider_code": last.provider,
            "reason_for_placement_change_code": last.reason_for_change,
            "placement_urn": pick(settings.urn, last.setting, default=""),
            "placement_la_code": last.placement_la_code,
            "distance_miles": where_known(last.distance_miles, ~np.isnan(last.distance_miles)),
            "days": days_between(stays.start_date, _until(basis, stays.end_date)),
        },
    )


def _returns_home(basis: Basis) -> TruthTable:
    """Return the periods that ended by going home, with the days at home to the re-entry or the years' end."""
    care = basis.world.care
    later = next_starts(care.periods)
    status = last_code(care.legal_statuses, care.legal_statuses.code, care.periods)
    reasons = basis.labels.of(
        "reason_episode_ceased", "exit_reason_group", care.periods.reason_ceased
    )
    rows = np.flatnonzero((reasons == HOME) & basis.returned.hold(care.periods.end_date))
    home, back = care.periods.take(rows), later[rows]
    return fact(
        "fct_return_home",
        basis.la_code,
        of_period(basis, rows)
        | {
            "return_date": home.end_date,
            "collection_year": collection_years(home.end_date),
            "reason_episode_ceased_code": home.reason_ceased,
            "is_to_parental_responsibility": np.isin(home.reason_ceased, _WITH_RESPONSIBILITY),
            "age_at_return": completed_years(basis.born(home.child), home.end_date),
            "legal_status_before_code": status[rows],
            "category_of_need_code": home.category_of_need,
            "days_looked_after": days_between(home.start_date, home.end_date),
            "reentry_date": back,
            "is_reentered": back < OPEN,
            "days_at_home": days_between(home.end_date, _until(basis, back)),
        },
    )


def _reentries(basis: Basis) -> TruthTable:
    """Return second and later periods of care; an exit before the first simulated year is not known."""
    periods = basis.world.care.periods
    before = before_within(periods.child, periods.start_date)
    rows = np.flatnonzero((periods.entry_number > 1) & basis.returned.hold(periods.start_date))
    again, earlier = periods.take(rows), before[rows]
    left = pick(periods.end_date, earlier, default=OPEN)
    gone = days_between(np.where(left < OPEN, left, again.start_date), again.start_date)
    return fact(
        "fct_reentry",
        basis.la_code,
        {
            "la_child_id": basis.ids(again.child),
            "start_date": again.start_date,
            "collection_year": collection_years(again.start_date),
            "entry_number": again.entry_number,
            "category_of_need_code": again.category_of_need,
            "earlier_end_date": left,
            "earlier_reason_episode_ceased_code": pick(periods.reason_ceased, earlier, default=""),
            "is_earlier_exit_in_returns": basis.returned.hold(left),
            "days_since_exit": where_known(gone, left < OPEN),
        },
    )


def _permanence_outcomes(basis: Basis) -> TruthTable:
    """Return the periods that ended with an adoption, special guardianship or child arrangements order."""
    care = basis.world.care
    outcome = basis.labels.of(
        "reason_episode_ceased", "exit_reason_group", care.periods.reason_ceased
    )
    rows = np.flatnonzero(np.isin(outcome, PERMANENCE) & basis.returned.hold(care.periods.end_date))
    adoption = np.full(len(care.periods), -1)
    adoption[care.adoptions.period] = np.arange(len(care.adoptions))
    periods, adopted = care.periods.take(rows), adoption[rows]
    return fact(
        "fct_permanence_outcome",
        basis.la_code,
        of_period(basis, rows)
        | {
            "outcome_date": periods.end_date,
            "outcome": outcome[rows],
            "reason_episode_ceased_code": periods.reason_ceased,
            "days_from_start": days_between(periods.start_date, periods.end_date),
            "adoption_decision_date": pick(care.adoptions.decision_date, adopted, default=OPEN),
            "adoption_match_date": pick(care.adoptions.match_date, adopted, default=OPEN),
        },
    )


def _days_in_returns(basis: Basis, period: Ints, start: Days) -> dict[str, Values]:
    """Return the first days of spells within periods, true and as returned."""
    seen = np.maximum(start, basis.first_days[period])
    return {
        "start_date": start,
        "first_day_in_returns": seen,
        "is_start_in_returns": seen == start,
    }


def _seen_of_period(basis: Basis, period: Ints, start: Days, end: Days) -> Ints:
    """Return the rows of spells that reach into what the returns know of their periods of care."""
    known = basis.known.row[period] >= 0
    return np.flatnonzero(
        known & (end > basis.first_days[period]) & (start <= basis.returned.last_day)
    )


def _until(basis: Basis, end: Days) -> Days:
    """Return ends; what is open counts to the end of the years."""
    return np.asarray(np.minimum(end, basis.returned.last_day + ONE_DAY))
