"""The court stage: petitions of all kinds made into applications with case numbers, hearings and orders.

What belongs here: putting the parts together. What does not: any part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.applications import (
    first_interim_orders,
    make_applications,
    planned_ends,
)
from pipeline.synthetic.life.court.care_cases import care_petitions
from pipeline.synthetic.life.court.care_plan import with_care_plans
from pipeline.synthetic.life.court.home_cases import home_petitions, sibling_petitions
from pipeline.synthetic.life.court.orders import make_orders
from pipeline.synthetic.life.court.other_cases import (
    adoption_petitions,
    discharge_petitions,
    liberty_petitions,
    pending_placement_petitions,
    permanence_petitions,
    placement_petitions,
    protection_petitions,
    with_discharges,
)
from pipeline.synthetic.life.court.petition import Petitions
from pipeline.synthetic.life.court.pre_proceedings import make_pre_proceedings
from pipeline.synthetic.life.court.runs import court_runs
from pipeline.synthetic.life.court.timetable import make_hearings
from pipeline.synthetic.life.definition.court import ApplicationChildren, InCourt

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.need import InNeed
    from pipeline.synthetic.life.definition.rows import Ints


def make_court(ground: Ground, children: Children, care: InCare, need: InNeed) -> InCourt:
    """Return all that happens before and in the family court, in agreement with legal statuses.

    Every stretch under an interim or full care order has its application. Applications about children at home are
    added until there are as many section 31 applications in a year as published; where the first alone are more,
    there are more.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    made = _known(ground, _petitions(ground, children, care, need))
    made = with_care_plans(ground, care, made)
    applications, of = make_applications(ground, children, made)
    made, of = made.take(of >= 0), of[of >= 0]
    once = _once_each(of, made.child)
    return InCourt(
        pre_proceedings=make_pre_proceedings(ground, children, need, (applications, made, of)),
        applications=applications,
        children=ApplicationChildren(
            application=of[once],
            child=made.child[once],
            period=made.period[once],
            care_plan=made.care_plan[once],
        ),
        hearings=make_hearings(
            ground,
            applications,
            planned_end=planned_ends(ground, applications),
            interim=first_interim_orders(applications, made, of),
        ),
        orders=make_orders(ground, made, of),
    )


def _petitions(ground: Ground, children: Children, care: InCare, need: InNeed) -> Petitions:
    """Return petitions of all kinds, each case with a number of its own."""
    runs = court_runs(care)
    care_part, stretch = care_petitions(ground, children, runs)
    joint, placement = placement_petitions(ground, runs, care_part, stretch)
    before, protection = protection_petitions(children, care, care_part)
    siblings = sibling_petitions(ground, children, care, care_part)
    in_care_cases = Petitions.concat(
        (care_part, siblings, before, joint, pending_placement_petitions(ground, care_part))
    )
    on_their_own = (
        home_petitions(ground, children, (care, need), Petitions.concat((care_part, siblings))),
        placement,
        protection,
        adoption_petitions(ground, care),
        permanence_petitions(ground, children, care),
        discharge_petitions(ground, runs),
        liberty_petitions(ground, children, care),
    )
    parts, first = [in_care_cases], int(in_care_cases.case.max(initial=-1)) + 1
    for part in on_their_own:
        parts.append(part.replace(case=part.case + first))
        first += int(part.case.max(initial=-1)) + 1
    return with_discharges(Petitions.concat(parts))


def _known(ground: Ground, made: Petitions) -> Petitions:
    """Return what is known of the petitions at the end of the calendar."""
    last_day = ground.calendar.last_day
    made = made.take(made.issue_date <= last_day)
    waits = made.end_date > last_day
    no_interim = made.interim_start > last_day
    return made.replace(
        end_date=np.where(waits, OPEN, made.end_date),
        outcome=np.where(waits, "", made.outcome),
        interim_order=np.where(no_interim, "", made.interim_order),
        interim_start=np.where(no_interim, OPEN, made.interim_start),
        interim_end=np.where(made.interim_end > last_day, OPEN, made.interim_end),
    )


def _once_each(application: Ints, child: Ints) -> Ints:
    """Return one row a child and application, in order."""
    pairs = np.column_stack((application, child))
    return np.unique(pairs, axis=0, return_index=True)[1]
