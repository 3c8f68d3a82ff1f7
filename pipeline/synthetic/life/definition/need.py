"""The tables of children in need, from the referral to the plans.

What belongs here: the shape of the tables. What does not: how they come about (one module a stage).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints


@dataclass(frozen=True)
class Disabilities(Rows):
    """One row a disability of a child."""

    child: Ints
    code: Codes


@dataclass(frozen=True)
class Cases(Rows):
    """One row a case of a child in need: from a referral to the closure.

    Attributes:
        child: Row of `Children`.
        referral_date: Day of the referral.
        referral_source: Code of who referred.
        primary_need: Code N0 to N9.
        closure_date: Day of closure; OPEN while it lasts.
        closure_reason: Code RC1 to RC9; "" while it lasts.
        is_no_further_action: Whether nothing followed the referral.
        period: First period of care that began in the case; -1 for none.
    """

    child: Ints
    referral_date: Days
    referral_source: Codes
    primary_need: Codes
    closure_date: Days
    closure_reason: Codes
    is_no_further_action: Flags
    period: Ints


@dataclass(frozen=True)
class Assessments(Rows):
    """One row an assessment of a case; authorised OPEN while it goes on."""

    case: Ints
    start_date: Days
    internal_review_date: Days
    authorisation_date: Days


@dataclass(frozen=True)
class AssessmentFactors(Rows):
    """One row a factor found at an authorised assessment."""

    assessment: Ints
    code: Codes


@dataclass(frozen=True)
class Section47Enquiries(Rows):
    """One row a section 47 enquiry; the conference OPEN when there was none."""

    case: Ints
    start_date: Days
    conference_target_date: Days
    conference_date: Days
    is_conference_not_required: Flags


@dataclass(frozen=True)
class ProtectionPlans(Rows):
    """One row a child protection plan with its first and latest category of abuse."""

    case: Ints
    start_date: Days
    end_date: Days
    initial_category: Codes
    latest_category: Codes
    previous_plan_count: Ints


@dataclass(frozen=True)
class PlanReviews(Rows):
    """One row a review of a child protection plan."""

    plan: Ints
    review_date: Days


@dataclass(frozen=True)
class NeedPlans(Rows):
    """One row a child in need plan."""

    case: Ints
    start_date: Days
    end_date: Days


@dataclass(frozen=True)
class InNeed:
    """All that happens to children in need."""

    disabilities: Disabilities
    cases: Cases
    assessments: Assessments
    factors: AssessmentFactors
    enquiries: Section47Enquiries
    plans: ProtectionPlans
    plan_reviews: PlanReviews
    need_plans: NeedPlans
