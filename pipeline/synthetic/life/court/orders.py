"""Orders that the court makes, interim ones too, as the outcomes of applications tell them.

What belongs here: from outcome to order. What does not: how a case ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.petition import CODE
from pipeline.synthetic.life.definition.court import CourtOrders

if TYPE_CHECKING:
    from pipeline.synthetic.life.court.petition import Petitions
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

# Orders whose end is set on the day on which they are made.
FIXED_TERM = ("SUPERVISION", "EMERGENCY", "ASSESSMENT", "SECURE", "LIBERTY")
_SUPERVISION_DAYS = (
    364  # a supervision order lasts one year at first (Children Act 1989, schedule 3)
)
# Outcomes that also take a supervision order, with the order beside it.
_WITH_SUPERVISION = {"GUARDIANSHIP_SO": "GUARDIANSHIP", "ARRANGEMENTS_SO": "ARRANGEMENTS"}
_WITHOUT_ORDER = ("", "NO_ORDER", "REFUSED", "WITHDRAWN", "TRANSFERRED", "OTHER")


def make_orders(ground: Ground, decided: Petitions, application: Ints) -> CourtOrders:
    """Return all orders made until the end of the calendar, by application, child and day.

    Args:
        ground: What the stage stands on.
        decided: What is known of the petitions at the end of the calendar.
        application: Application of each petition.
    """
    final = _orders(
        decided,
        application,
        kind=_final_kind(decided),
        start=decided.end_date,
        end=decided.order_end,
    )
    supervised = np.isin(decided.outcome, list(_WITH_SUPERVISION))
    beside = _orders(
        decided.take(supervised),
        application[supervised],
        kind=np.full(int(supervised.sum()), "SUPERVISION", dtype=CODE),
        start=decided.end_date[supervised],
        end=decided.order_end[supervised],
    )
    orders = CourtOrders.concat(
        (final, beside, _interim(decided, application), _at_home_after(decided, application))
    )
    made = (orders.order_type != "") & (orders.order_date <= ground.calendar.last_day)
    orders = orders.take(made)
    later = ~np.isin(orders.order_type, FIXED_TERM) & (orders.end_date > ground.calendar.last_day)
    orders = orders.replace(end_date=np.where(later, OPEN, orders.end_date))
    return orders.take(
        np.lexsort((orders.order_type, orders.child, orders.order_date, orders.application))
    )


def _final_kind(decided: Petitions) -> Codes:
    """Return the kind of the order that settled each petition; "" for none."""
    outcome, asked = decided.outcome, decided.application_type
    kind = outcome.astype(CODE)
    for both, order in _WITH_SUPERVISION.items():
        kind[outcome == both] = order
    as_asked = np.isin(outcome, ("GRANTED", "DISCHARGED"))
    kind[as_asked] = asked[as_asked]
    kind[(outcome == "PLACEMENT") & (asked != "PLACEMENT")] = "CARE"
    kind[np.isin(outcome, _WITHOUT_ORDER)] = ""
    return kind


def _interim(decided: Petitions, application: Ints) -> CourtOrders:
    return _orders(
        decided,
        application,
        kind=np.where(decided.interim_start < OPEN, decided.interim_order, ""),
        start=decided.interim_start,
        end=decided.interim_end,
    )


def _at_home_after(decided: Petitions, application: Ints) -> CourtOrders:
    """Return the interim supervision of children who went home before their case ended."""
    home: Flags = (decided.interim_order == "INTERIM_CARE") & (
        decided.interim_end < decided.end_date
    )
    return _orders(
        decided.take(home),
        application[home],
        kind=np.full(int(home.sum()), "INTERIM_SUPERVISION", dtype=CODE),
        start=decided.interim_end[home],
        end=decided.end_date[home],
    )


def _orders(
    decided: Petitions, application: Ints, *, kind: Codes, start: Days, end: Days
) -> CourtOrders:
    is_year = (kind == "SUPERVISION") & (start < OPEN)
    return CourtOrders(
        application=application,
        child=decided.child,
        order_type=kind,
        order_date=start,
        end_date=np.where(is_year, np.minimum(start, OPEN - 400) + _SUPERVISION_DAYS, end),
    )
