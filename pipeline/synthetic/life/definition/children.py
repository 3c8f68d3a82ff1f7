"""The children and what they have whatever happens to them. What happens has modules of its own beside this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints


@dataclass(frozen=True)
class Children(Rows):
    """One row a child known to the local authority; those ever looked after come first.

    Of these again those whose periods of care touch the calendar come before those who left earlier.

    Attributes:
        la_child_id: Id in the LA's case system, up to ten letters and digits.
        birth_date: Day of birth; it may lie after the referral of an unborn child.
        death_date: Day of death; OPEN for none.
        sex: M or F.
        ethnicity: Code of ethnicity.
        family: Number of the family, shared by siblings.
        home_postcode: Fictional postcode of the home.
        is_uasc: Whether the child came as an unaccompanied asylum seeker.
        uasc_ceased_date: Day on which that status ceased; OPEN while it lasts, and for all others.
        mothers_child_birth_date: Birth of a child of the child, when she is a mother; OPEN for none.
        upn: Unique pupil number with its right check letter; "" when there is none.
        upn_from_date: Day from which the UPN is on record (about the start of school); OPEN for never.
        former_upn: An earlier UPN; "" for none.
    """

    la_child_id: Codes
    birth_date: Days
    death_date: Days
    sex: Codes
    ethnicity: Codes
    family: Ints
    home_postcode: Codes
    is_uasc: Flags
    uasc_ceased_date: Days
    mothers_child_birth_date: Days
    upn: Codes
    upn_from_date: Days
    former_upn: Codes
