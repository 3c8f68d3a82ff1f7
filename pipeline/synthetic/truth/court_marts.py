"""The mart of applications to the family court, by the year of issue.

Children are those of the whole case, as trackers do not say which of them an application is about. An application that
is not decided on the last day of the years has the outcome and band "Not yet decided"; over 26 weeks is told of it by
its age on that day. What belongs here: counts of applications. What does not: rows (`court_facts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.court_facts import children_of_cases
from pipeline.synthetic.truth.definition import TruthTable, mart
from pipeline.synthetic.truth.spans import ONE_DAY, collection_years, days_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.truth.basis import Basis

_26_WEEKS = 26 * 7
_UNDECIDED = "Not yet decided"


def court_marts(basis: Basis) -> Iterator[TruthTable]:
    """Return the counts of applications and of the children in them."""
    every, labels = basis.world.court.applications, basis.labels
    rows = np.flatnonzero(basis.returned.hold(every.issue_date))
    made = every.take(rows)
    is_over = made.end_date < OPEN
    days = days_between(
        made.issue_date, np.minimum(made.end_date, basis.returned.last_day + ONE_DAY)
    )
    outcome = labels.of("court_code", "label", made.outcome, code_list="case_outcome")
    band = labels.band("case_duration_band", "case_duration_band", "from_days", days)
    children = children_of_cases(basis)[rows]
    yield mart(
        "mart_court",
        basis.here(len(rows))
        | {
            "collection_year": collection_years(made.issue_date),
            "application_type": labels.of(
                "court_code", "label", made.application_type, code_list="application_type"
            ),
            "outcome": np.where(is_over, outcome, _UNDECIDED),
            "duration_band": np.where(is_over, band, _UNDECIDED),
            "over_26_weeks": days > _26_WEEKS,
        },
        {
            "applications": np.ones(len(rows), dtype=np.int64),
            "children": children,
            "cases_ended": is_over,
            "days_of_cases_ended": np.where(is_over, days, 0),
        },
    )
