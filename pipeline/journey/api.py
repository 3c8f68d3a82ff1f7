"""What other packages may use of the journey of one child."""

from pipeline.journey.definition import Journey, JourneyEvent, JourneySpell
from pipeline.journey.draw import draw
from pipeline.journey.read import read_journey

__all__ = ["Journey", "JourneyEvent", "JourneySpell", "draw", "read_journey"]
