"""Cases while they are being made: what is drawn about them before it is known whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints

NO_FURTHER_ACTION, NOT_IN_NEED, IN_NEED, IN_CARE = 0, 1, 2, 3


@dataclass(frozen=True)
class Drafts(Rows):
    """One row a case.

    Attributes:
        referral_date: Day of the referral.
        closure_date: Day of closure as drawn; OPEN for never.
        closure_reason: Code, where it is known already; "" otherwise.
        outcome: One of the numbers above.
        group: Number of the siblings referred together, rising with the day.
        assessment_start: First day of the first assessment; OPEN for none.
        assessment_end: Day of its authorisation; OPEN for none.
        period: First period of care in the case; -1 for none.
        child: Row of the looked after child; -1 where it is not known yet.
    """

    referral_date: Days
    closure_date: Days
    closure_reason: Codes
    outcome: Ints
    group: Ints
    assessment_start: Days
    assessment_end: Days
    period: Ints
    child: Ints
