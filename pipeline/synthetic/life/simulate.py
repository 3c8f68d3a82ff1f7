"""The stages in their order: the whole of one local authority's simulated lives."""

from __future__ import annotations

from pipeline.synthetic.life.care_events.adoption import make_adoptions
from pipeline.synthetic.life.care_events.care_leavers import make_care_leavers
from pipeline.synthetic.life.care_events.health import make_health_years
from pipeline.synthetic.life.care_events.missing import make_missing_incidents
from pipeline.synthetic.life.care_events.permanence import make_previous_permanences
from pipeline.synthetic.life.care_events.reviews import make_reviews
from pipeline.synthetic.life.care_events.social_workers import make_social_workers
from pipeline.synthetic.life.court.make import make_court
from pipeline.synthetic.life.definition.care import InCare
from pipeline.synthetic.life.definition.ground import Ground
from pipeline.synthetic.life.definition.world import World
from pipeline.synthetic.life.legal.make import make_legal_statuses
from pipeline.synthetic.life.money.make import make_money
from pipeline.synthetic.life.need.stage import make_need
from pipeline.synthetic.life.periods import make_periods_of_care
from pipeline.synthetic.life.placement.make import make_placements


def simulate(ground: Ground) -> World:
    """Return all that happens to the children of one local authority in the years of the plan.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    looked_after, periods, former = make_periods_of_care(ground)
    statuses = make_legal_statuses(ground, looked_after, periods)
    placements, settings = make_placements(ground, looked_after, periods, statuses)
    decisions, adoptions = make_adoptions(ground, looked_after, periods, statuses, placements)
    care = InCare(
        periods=periods,
        former=former,
        legal_statuses=statuses,
        placements=placements,
        settings=settings,
        missing=make_missing_incidents(ground, looked_after, periods, placements, statuses),
        reviews=make_reviews(ground, looked_after, periods),
        health=make_health_years(ground, looked_after, periods),
        adoption_decisions=decisions,
        adoptions=adoptions,
        care_leavers=make_care_leavers(ground, looked_after, (former, periods)),
        previous_permanences=make_previous_permanences(ground, looked_after, periods),
        social_workers=make_social_workers(ground, periods),
    )
    children, need = make_need(ground, looked_after, care)
    court = make_court(ground, children, care, need)
    return World(
        ground=ground,
        children=children,
        care=care,
        need=need,
        court=court,
        money=make_money(ground, children, care, court),
    )
