"""The journey of one child as plain values.

What belongs here: its shape. What does not: where it comes from or how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class JourneySpell:
    """Something that lasted.

    Attributes:
        lane: Lane of a drawing in which it stands, such as Placement.
        lane_order: Place of the lane from the top.
        spell: Kind of spell, such as Child protection plan.
        detail: What kind of it; "" where there is no more to say.
        start_date: First day.
        end_date: First day that it does not cover; None while it goes on.
    """

    lane: str
    lane_order: int
    spell: str
    detail: str
    start_date: date
    end_date: date | None


@dataclass(frozen=True)
class JourneyEvent:
    """Something that happened on a day.

    Attributes:
        number: Place in the journey, from 1.
        event_date: Day.
        lane: Lane of a drawing in which it stands.
        lane_order: Place of the lane from the top.
        event: Kind of event.
        detail: What kind of it; "" where there is no more to say.
        is_edge: Whether it is the start or end of a spell, which a drawing shows by the spell itself.
        source: Source that tells of it.
        table_name: Table of that source.
        row_id: File and row that tell of it.
    """

    number: int
    event_date: date
    lane: str
    lane_order: int
    event: str
    detail: str
    is_edge: bool
    source: str
    table_name: str
    row_id: str


@dataclass(frozen=True)
class Journey:
    """One child's journey.

    Attributes:
        child_key: Pseudonymous key of the child.
        la_name: Local authority that knows the child.
        birth_date: Date of birth; None when it is not known.
        as_at_date: Last day that the authority's returns cover.
        spells: In order of lane and start.
        events: In order.
    """

    child_key: str
    la_name: str
    birth_date: date | None
    as_at_date: date
    spells: tuple[JourneySpell, ...]
    events: tuple[JourneyEvent, ...]
