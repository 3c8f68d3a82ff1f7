"""The ground that every stage of a life stands on: whose lives, when, by which figures, with which chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.chance.stream import stream

if TYPE_CHECKING:
    import numpy as np

    from pipeline.synthetic.calibration.load import Calibration
    from pipeline.synthetic.plan import Authority, Calendar, Plan


@dataclass(frozen=True)
class Ground:
    """What every stage stands on: whose lives, when, by which figures, with which chance.

    Attributes:
        authority: The local authority.
        plan: The whole plan: other authorities, years, scale, seed.
        calibration: The published and assumed figures.
    """

    authority: Authority
    plan: Plan
    calibration: Calibration

    @property
    def la_code(self) -> str:
        """ONS code of the local authority."""
        return self.authority.la_code

    @property
    def calendar(self) -> Calendar:
        """The collection years."""
        return self.plan.calendar

    def stream(self, stage: str) -> np.random.Generator:
        """Return the source of chance of a stage in this local authority."""
        return stream(self.plan.seed, self.la_code, stage)
