"""Which lane and row of a drawing each part of a journey gets.

What belongs here: sorting into lanes, and rows for spells that overlap. What does not: coordinates and colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.journey.definition import Journey, JourneyEvent, JourneySpell


@dataclass(frozen=True)
class Lane:
    """One lane of the drawing.

    Attributes:
        name: What it shows.
        rows: How many rows it has: those of its spells, and one for its marks.
        spells: Each spell with its row from 0; none overlaps another of its row.
        marks: Events of a day; they stand in the last row.
    """

    name: str
    rows: int
    spells: tuple[tuple[JourneySpell, int], ...]
    marks: tuple[JourneyEvent, ...]

    @property
    def kinds_of_spell(self) -> tuple[str, ...]:
        """The kinds of spell that it has, from the top."""
        return tuple(dict.fromkeys(spell.spell for spell, _ in self.spells))

    @property
    def kinds_of_mark(self) -> tuple[str, ...]:
        """The kinds of mark that it has, in order of their names."""
        return tuple(sorted({event.event for event in self.marks}))


def arrange(journey: Journey, *, least: timedelta = timedelta(0)) -> list[Lane]:
    """Return the lanes of a journey in the order in which the seed of events has them; empty ones are left out.

    Args:
        journey: To lay out; its spells in order of their starts.
        least: How long a spell keeps its row at the least, so that the shortest is not drawn over by the next.
    """
    lanes = {(spell.lane_order, spell.lane) for spell in journey.spells}
    lanes |= {(event.lane_order, event.lane) for event in journey.events}
    return [_lane(name, journey, least) for _, name in sorted(lanes)]


def _lane(name: str, journey: Journey, least: timedelta) -> Lane:
    spells = _in_rows([spell for spell in journey.spells if spell.lane == name], least)
    marks = tuple(event for event in journey.events if event.lane == name and not event.is_edge)
    rows = max((row + 1 for _, row in spells), default=0) + (1 if marks else 0)
    return Lane(name, max(rows, 1), spells, marks)


def _in_rows(
    spells: Sequence[JourneySpell], least: timedelta
) -> tuple[tuple[JourneySpell, int], ...]:
    """Give each spell the first row that is free on its first day; kinds of spell stay apart."""
    placed: list[tuple[JourneySpell, int]] = []
    base = 0
    for kind in dict.fromkeys(spell.spell for spell in spells):
        free_from: list[date] = []
        for spell in (one for one in spells if one.spell == kind):
            row = next(
                (i for i, day in enumerate(free_from) if day <= spell.start_date), len(free_from)
            )
            free_from[row : row + 1] = [_free_again(spell, least)]
            placed.append((spell, base + row))
        base += len(free_from)
    return tuple(placed)


def _free_again(spell: JourneySpell, least: timedelta) -> date:
    """Return the first day on which the row of a spell is free for another."""
    return max(spell.end_date, spell.start_date + least) if spell.end_date else date.max
