"""What the answers about children in need share: which rows a census holds, earlier referrals, and who came into care.

What belongs here: these relations. What does not: an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.definition import pick
from pipeline.synthetic.truth.ranking import before_within
from pipeline.synthetic.truth.spans import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.need import Cases, ProtectionPlans
    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints
    from pipeline.synthetic.truth.basis import Basis

# A plan led to care when care began while it lasted or within four weeks after it: the census has no such reason, and
# the end of a plan is often put down at the first review of the child in care, or a little before.
_AFTER_A_PLAN = np.timedelta64(28, "D")


@dataclass(frozen=True)
class NeedBasis:
    """Children in need of one authority, and what is often asked of them.

    Attributes:
        basis: The authority.
    """

    basis: Basis

    @property
    def cases(self) -> Cases:
        """The simulated cases."""
        return self.basis.world.need.cases

    @cached_property
    def is_case_seen(self) -> Flags:
        """Which cases a census of the years holds."""
        return self.basis.returned.touch(self.cases.referral_date, self.cases.closure_date)

    @cached_property
    def seen_cases(self) -> Ints:
        """Their rows."""
        return np.flatnonzero(self.is_case_seen)

    @cached_property
    def previous(self) -> Ints:
        """For each case the row of the same child's case before, -1 for none."""
        return before_within(self.cases.child, self.cases.referral_date)

    @cached_property
    def is_re_referral(self) -> Flags:
        """Which referrals came within 12 months of the same child's earlier one."""
        return self._soon_after(self.previous)

    @cached_property
    def is_known_re_referral(self) -> Flags:
        """Which of them a census can tell: the earlier case touches the years too."""
        known = (self.previous >= 0) & self.is_case_seen[self.previous]
        return self._soon_after(np.where(known, self.previous, -1))

    def seen(self, case: Ints, start: Days, end: Days) -> Ints:
        """Return the rows of spells that a census holds: open or ended in a year, of a case that it holds."""
        return np.flatnonzero(self.is_case_seen[case] & self.basis.returned.touch(start, end))

    def events(self, case: Ints, days: Days) -> Ints:
        """Return the rows of events that a census holds: on a day of a year, of a case that it holds."""
        return np.flatnonzero(self.is_case_seen[case] & self.basis.returned.hold(days))

    def plan_led_to_care(self, plans: ProtectionPlans) -> Flags:
        """Say which ended protection plans led to care that went on when they had ended."""
        led = np.zeros(len(plans), dtype=np.bool_)
        for began, ended in starts_of_care(self.basis, self.cases.child[plans.case]):
            in_time = (began >= plans.start_date) & (began <= plans.end_date + _AFTER_A_PLAN)
            led |= in_time & (ended > plans.end_date)
        return led & (plans.end_date < OPEN)

    def _soon_after(self, previous: Ints) -> Flags:
        earlier = pick(self.cases.referral_date, previous, default=np.datetime64("1900-01-01", "D"))
        return np.asarray((previous >= 0) & (self.cases.referral_date <= add_months(earlier, 12)))


def became_looked_after(basis: Basis, child: Ints, first: Days, last: Days) -> Flags:
    """Say of which children a period of care began from a first to a last day, as the returns know it."""
    found = np.zeros(len(child), dtype=np.bool_)
    for began, _ in starts_of_care(basis, child):
        found |= (began >= first) & (began <= last)
    return found


def starts_of_care(basis: Basis, child: Ints) -> Iterator[tuple[Days, Days]]:
    """Yield start and end of the first period of care of each child, then of the second and so on.

    Only periods whose start the returns hold are told; for the others both days are OPEN.
    """
    known = basis.known
    numbers = np.where(known.is_start, known.periods.entry_number, 0)
    for number in range(1, int(numbers.max(initial=0)) + 1):
        rows = np.flatnonzero(numbers == number)
        period = np.full(len(basis.world.children), -1)
        period[known.periods.child[rows]] = rows
        began = pick(known.periods.start_date, period[child], default=OPEN)
        yield began, pick(known.periods.end_date, period[child], default=OPEN)
