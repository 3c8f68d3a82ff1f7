"""Working days in England: what deadlines of assessments and conferences are counted in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.sources.api import read_seed

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Days, Ints


@dataclass(frozen=True)
class WorkingDays:
    """Days that are neither of a weekend nor bank holidays.

    Attributes:
        calendar: The same for numpy.
    """

    calendar: np.busdaycalendar

    def after(self, days: Days, count: Ints | int) -> Days:
        """Return the working day so many working days after each day (from the next one where it is none)."""
        return np.asarray(np.busday_offset(days, count, "forward", busdaycal=self.calendar))

    def at_or_before(self, days: Days) -> Days:
        """Return the last working day that is not after each day."""
        return np.asarray(np.busday_offset(days, 0, "backward", busdaycal=self.calendar))

    def in_month(self, days: Days) -> Days:
        """Return the nearest working day after each day, before it where that is of another month."""
        return np.asarray(np.busday_offset(days, 0, "modifiedfollowing", busdaycal=self.calendar))


def working_days(ground: Ground) -> WorkingDays:
    """Return the working days of England.

    Raises:
        ProjectError: The seed of bank holidays is not there.
    """
    return _load(ground.calibration.folder.parent)


@cache
def _load(folder: Path) -> WorkingDays:
    holidays = [row["holiday_date"] for row in read_seed(folder, "bank_holiday")]
    return WorkingDays(np.busdaycalendar(holidays=np.array(holidays, dtype="datetime64[D]")))
