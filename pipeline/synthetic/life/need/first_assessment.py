"""When the first assessment of a case begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.need.figures import year_end
from pipeline.synthetic.life.need.working_day import working_days

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days
    from pipeline.synthetic.life.need.figures import Figures

MOST_WORKING_DAYS = 45  # Working together: an assessment takes no longer


def assess(
    rng: np.random.Generator, figures: Figures, after: Days, *, within: int
) -> tuple[Days, Days]:
    """Return the start and the authorisation of an assessment for each day: within some days of it, in published bands.

    Args:
        rng: Source of chance.
        figures: The bands.
        after: The days.
        within: The most days to the start.
    """
    calendar = working_days(figures.ground)
    start = calendar.after(after + rng.integers(0, within + 1, len(after)), 0)
    lasting = figures.bands("assessment_working_days").draw(rng, len(after))
    return start, in_census(rng, figures, start, calendar.after(start, lasting))


def in_census(rng: np.random.Generator, figures: Figures, start: Days, end: Days) -> Days:
    """Return ends such that no assessment is overdue at a 31 March: local authorities finish those for the census."""
    closing = year_end(start)
    due = working_days(figures.ground).after(start, MOST_WORKING_DAYS)
    overdue = (due <= closing) & (end > closing)
    finished = np.maximum(closing - rng.integers(0, 4, len(start)), due)
    return np.asarray(np.where(overdue, finished, end))
