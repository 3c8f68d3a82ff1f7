"""The tables of an SSDA903 return with a row an event or spell: reviews, missing, social workers, adoption.

What belongs here: which of them a return of a year shows, and how much of each. What does not: episodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.column import codes, days, flags

if TYPE_CHECKING:
    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.extracts.looked_after.year_in_care import YearInCare

_ADOPTED = ("E11", "E12")


def reviews_extract(year: YearInCare) -> Extract:
    """Return the reviews held in the year; there are none of short breaks (rule 399)."""
    care = year.world.care
    child = care.periods.child[care.reviews.period]
    is_in = year.includes(care.reviews.review_date) & year.has_full_episode[child]
    rows = care.reviews.take(is_in)
    return year.extract(
        "reviews",
        {
            **year.child_columns(child[is_in]),
            "review_date": days(rows.review_date),
            "participation_code": codes(rows.participation),
        },
    )


def missing_extract(year: YearInCare) -> Extract:
    """Return the times missing or away in the year; one that lasts is shown again in the next."""
    care = year.world.care
    rows = care.missing.take(year.overlaps(care.missing.start_date, care.missing.end_date))
    return year.extract(
        "missing",
        {
            **year.child_columns(care.periods.child[rows.period]),
            "missing_type_code": codes(rows.code),
            "start_date": days(rows.start_date),
            "end_date": year.so_far(rows.end_date),
        },
    )


def social_worker_extract(year: YearInCare) -> Extract:
    """Return the spells of social workers in the year with children who have an episode in it."""
    care = year.world.care
    child = care.periods.child[care.social_workers.period]
    is_in = year.overlaps(care.social_workers.start_date, care.social_workers.end_date)
    is_in &= year.has_episode[child]
    rows = care.social_workers.take(is_in)
    return year.extract(
        "social_worker_episodes",
        {
            **year.child_columns(child[is_in]),
            "social_worker_id": codes(rows.worker),
            "start_date": days(rows.start_date),
            "end_date": year.so_far(rows.end_date),
            "social_worker_change_reason_code": codes(rows.reason),
        },
    )


def placed_for_adoption_extract(year: YearInCare) -> Extract:
    """Return the decisions in force in the year for children looked after in it."""
    care = year.world.care
    periods = care.periods.take(care.adoption_decisions.period)
    is_in = year.overlaps(
        care.adoption_decisions.decision_date, care.adoption_decisions.reversed_date
    )
    is_in &= year.overlaps(periods.start_date, periods.end_date)
    rows = care.adoption_decisions.take(is_in)
    is_reversed = rows.reversed_date <= year.last_day
    return year.extract(
        "placed_for_adoption",
        {
            **year.child_columns(periods.child[is_in]),
            "adoption_decision_date": days(rows.decision_date),
            "adoption_decision_reversed_date": year.so_far(rows.reversed_date),
            "adoption_reversal_reason_code": codes(np.where(is_reversed, rows.reversal_reason, "")),
        },
    )


def ad1_extract(year: YearInCare) -> Extract:
    """Return the adoptions of the year."""
    care = year.world.care
    periods = care.periods.take(care.adoptions.period)
    is_in = year.includes(periods.end_date) & np.isin(periods.reason_ceased, _ADOPTED)
    rows = care.adoptions.take(is_in)
    return year.extract(
        "ad1",
        {
            **year.child_columns(periods.child[is_in]),
            "adoption_decision_date": days(rows.decision_date),
            "adoption_match_date": days(rows.match_date),
            "is_adopted_by_foster_carer": flags(rows.is_by_foster_carer),
            "number_of_adopters_code": codes(rows.number_of_adopters),
            "adopter_sex_code": codes(rows.adopter_sex),
            "adopter_legal_status_code": codes(rows.adopter_legal_status),
        },
    )
