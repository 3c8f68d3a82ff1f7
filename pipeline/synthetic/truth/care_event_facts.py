"""What happened to looked after children besides placements, and to care leavers, one row a thing.

What belongs here: events that a return of the years holds. What does not: periods of care and their spells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.care_facts import of_period
from pipeline.synthetic.truth.definition import TruthTable, fact, where_known
from pipeline.synthetic.truth.spans import (
    collection_years,
    completed_years,
    days_between,
    last_days,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.truth.basis import Basis


def care_event_facts(basis: Basis) -> Iterator[TruthTable]:
    """Return missing episodes, reviews, and what is known of care leavers."""
    yield _missing_episodes(basis)
    yield _reviews(basis)
    yield _care_leaver_contacts(basis)


def _missing_episodes(basis: Basis) -> TruthTable:
    """Return times missing or away; one that ends on a later day than it began is 24 hours or more."""
    missing = basis.world.care.missing
    rows = missing.take(basis.seen(missing.start_date, missing.end_date))
    is_over = rows.end_date < OPEN
    last = np.where(is_over, rows.end_date, rows.start_date)
    return fact(
        "fct_missing_episode",
        basis.la_code,
        of_period(basis, rows.period)
        | {
            "start_date": rows.start_date,
            "end_date": rows.end_date,
            "missing_type_code": rows.code,
            "days": where_known(days_between(rows.start_date, last), is_over),
        },
    )


def _reviews(basis: Basis) -> TruthTable:
    reviews = basis.world.care.reviews
    rows = reviews.take(basis.returned.hold(reviews.review_date))
    return fact(
        "fct_review",
        basis.la_code,
        of_period(basis, rows.period)
        | {
            "review_date": rows.review_date,
            "collection_year": collection_years(rows.review_date),
            "participation_code": rows.participation,
        },
    )


def _care_leaver_contacts(basis: Basis) -> TruthTable:
    """Return what is known of each care leaver of a year, with the age of the birthday in that year."""
    leavers = basis.world.care.care_leavers
    rows = leavers.take(np.isin(leavers.collection_year, basis.returned.years))
    return fact(
        "fct_care_leaver_contact",
        basis.la_code,
        {
            "la_child_id": basis.ids(rows.child),
            "collection_year": rows.collection_year,
            "age": completed_years(basis.born(rows.child), last_days(rows.collection_year)),
            "in_touch_code": rows.in_touch,
            "activity_code": rows.activity,
            "accommodation_code": rows.accommodation,
        },
    )
