"""What tests of a journey are made of: spells, events and journeys that no child has lived."""

from dataclasses import replace
from datetime import date

from pipeline.journey.api import Journey, JourneyEvent, JourneySpell

BORN, LAST_DAY = date(2010, 7, 9), date(2025, 3, 31)
LANES = {"Need": 1, "Protection": 2, "Looked after": 4, "Placement": 6, "Missing": 7, "Reviews": 8}


def spell(lane, kind, start, end, detail=""):
    return JourneySpell(lane, LANES[lane], kind, detail, start, end)


def event(lane, kind, day, detail="", *, is_edge=False):
    return JourneyEvent(
        1, day, lane, LANES[lane], kind, detail, is_edge, "ssda903", "episodes", "file:1"
    )


def journey(spells=(), events=(), *, born=BORN):
    """Return a journey of spells and events, which it puts in order."""
    in_order = sorted(events, key=lambda one: one.event_date)
    return Journey(
        child_key="0123456789abcdef0123456789abcdef",
        la_name="Walsall",
        birth_date=born,
        as_at_date=LAST_DAY,
        spells=tuple(sorted(spells, key=lambda one: (one.lane_order, one.start_date))),
        events=tuple(replace(one, number=place) for place, one in enumerate(in_order, 1)),
    )
