"""The tables of a simulated life as frozen structures of arrays: what the stages hand on to one another.

A day is numpy's datetime64[D]; spells are half-open, [start, end), and OPEN while they last. A reference to a row of
another table is its position there, -1 for none. Codes are the statutory ones, "" for none. What belongs here: the
shape of the tables. What does not: how they come about (one module a stage).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.stream import stream

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from pipeline.synthetic.calibration.load import Calibration
    from pipeline.synthetic.plan import Authority, Calendar, Plan

    Days = NDArray[np.datetime64]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Codes = NDArray[np.str_]
    Flags = NDArray[np.bool_]

__all__ = ["OPEN"]


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


@dataclass(frozen=True)
class Rows:
    """Columns of equal length, one position a row."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def take(self, rows: Ints | Flags) -> Self:
        """Return the rows at positions, or those that a mask marks."""
        return type(self)(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def replace(self, **columns: object) -> Self:
        """Return the same rows with some columns changed."""
        ours = {one.name: getattr(self, one.name) for one in fields(self)}
        return type(self)(**(ours | columns))

    @classmethod
    def concat(cls, parts: Iterable[Self]) -> Self:
        """Return the rows of one table after those of another."""
        parts = list(parts)
        return cls(
            **{
                one.name: np.concatenate([getattr(p, one.name) for p in parts])
                for one in fields(cls)
            }
        )


@dataclass(frozen=True)
class Children(Rows):
    """One row a child known to the local authority; those ever looked after come first.

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


@dataclass(frozen=True)
class Disabilities(Rows):
    """One row a disability of a child."""

    child: Ints
    code: Codes


@dataclass(frozen=True)
class PeriodsOfCare(Rows):
    """One row a period of care that touches the calendar, in order of child and start.

    Attributes:
        child: Row of `Children`.
        start_date: Day on which the child began to be looked after.
        end_date: Day on which the child ceased to be; OPEN while it lasts.
        category_of_need: Code N1 to N8.
        first_legal_status: Code at the start.
        reason_ceased: Code of the reason in force when it ended; "" while it lasts.
        entry_number: 1 for the first period of care of the child in this LA, 2 for the next.
    """

    child: Ints
    start_date: Days
    end_date: Days
    category_of_need: Codes
    first_legal_status: Codes
    reason_ceased: Codes
    entry_number: Ints


@dataclass(frozen=True)
class LegalStatuses(Rows):
    """One row a spell under one legal status; they fill each period of care without gap or overlap.

    Attributes:
        period: Row of `PeriodsOfCare`.
        start_date: First day.
        end_date: Day on which the next began or the period ended; OPEN while it lasts.
        code: Legal status.
    """

    period: Ints
    start_date: Days
    end_date: Days
    code: Codes


@dataclass(frozen=True)
class Placements(Rows):
    """One row a placement with one carer under one placement code; they fill each period of care.

    Attributes:
        period: Row of `PeriodsOfCare`.
        start_date: First day.
        end_date: Day on which the next began or the period ended; OPEN while it lasts.
        placement_type: Code as in force on the first day (H5 becomes K3 and so on by date).
        provider: Code PR0 to PR5; "" where the placement code has no provider.
        carer: Number of the carer or setting, unique in the LA; the same as in the row before when only the status of
            the placement changed.
        setting: Row of `Settings`; -1 for a placement with parents or alone.
        reason_for_change: Why it ended, when another followed; "" otherwise.
        placement_postcode: Fictional postcode of the placement.
        placement_la_code: LA in whose area it lies.
        distance_miles: Straight line from home.
    """

    period: Ints
    start_date: Days
    end_date: Days
    placement_type: Codes
    provider: Codes
    carer: Ints
    setting: Ints
    reason_for_change: Codes
    placement_postcode: Codes
    placement_la_code: Codes
    distance_miles: Floats


@dataclass(frozen=True)
class Settings(Rows):
    """One row a children's home, school, supported accommodation or fostering agency that Ofsted would list.

    Attributes:
        urn: Ofsted's number of it.
        name: Fictional name.
        is_home: Whether it is on the list of children's homes, not of social care providers.
        placement_types: Placement codes that it may have, separated by commas.
        provider: Code of the kind of provider.
        la_code: LA in whose area it lies.
        postcode: Fictional postcode.
    """

    urn: Codes
    name: Codes
    is_home: Flags
    placement_types: Codes
    provider: Codes
    la_code: Codes
    postcode: Codes


@dataclass(frozen=True)
class MissingIncidents(Rows):
    """One row a time that a looked after child was missing (M) or away without authorisation (A)."""

    period: Ints
    start_date: Days
    end_date: Days
    code: Codes


@dataclass(frozen=True)
class CareReviews(Rows):
    """One row a review of a looked after child, with the code of participation (PN0 to PN7)."""

    period: Ints
    review_date: Days
    participation: Codes


@dataclass(frozen=True)
class HealthYears(Rows):
    """One row a child looked after for 12 months or more at a 31 March: the OC2 outcomes of that year.

    Attributes:
        period: Row of `PeriodsOfCare`.
        collection_year: The year that ended on that 31 March.
        sdq_score: Total difficulties, 0 to 40; -1 for none.
        sdq_reason: Why there is none; "" when there is one or none is due.
        is_convicted: 1, 0, or -1 when the question is not asked of that age; the same for the others.
    """

    period: Ints
    collection_year: Ints
    sdq_score: Ints
    sdq_reason: Codes
    is_convicted: Ints
    is_health_checked: Ints
    is_immunised: Ints
    has_teeth_check: Ints
    has_health_assessment: Ints
    has_substance_misuse: Ints
    has_received_intervention: Ints
    has_been_offered_intervention: Ints


@dataclass(frozen=True)
class AdoptionDecisions(Rows):
    """One row a decision that a child should be placed for adoption; reversed or not (OPEN, "")."""

    period: Ints
    decision_date: Days
    reversed_date: Days
    reversal_reason: Codes


@dataclass(frozen=True)
class Adoptions(Rows):
    """One row an adoption: the AD1 of a period of care that ended with it."""

    period: Ints
    decision_date: Days
    match_date: Days
    is_by_foster_carer: Flags
    number_of_adopters: Codes
    adopter_sex: Codes
    adopter_legal_status: Codes


@dataclass(frozen=True)
class CareLeavers(Rows):
    """One row a former looked after child with a 17th to 21st birthday in a year: the OC3 of that year."""

    child: Ints
    collection_year: Ints
    in_touch: Codes
    activity: Codes
    accommodation: Codes


@dataclass(frozen=True)
class PreviousPermanences(Rows):
    """One row a period of care: the permanence arrangement before it (P1 to P4, Z1), of which LA and when."""

    period: Ints
    code: Codes
    la_code: Codes
    date_text: Codes


@dataclass(frozen=True)
class SocialWorkerSpells(Rows):
    """One row a spell of a social worker with a looked after child."""

    period: Ints
    worker: Codes
    start_date: Days
    end_date: Days
    reason: Codes


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
class PreProceedings(Rows):
    """One row a child in a period of pre-proceedings.

    Attributes:
        case: Row of `Cases`.
        start_date: Day of the legal planning meeting.
        letter_date: Day of the letter before proceedings.
        has_family_meeting_offer: Whether family group decision making was offered.
        has_family_meeting: Whether it was held.
        initial_meeting_date: First meeting with the parents; OPEN for none.
        has_representation: Whether a parent had a solicitor.
        review_meeting_count: Review meetings after the first.
        end_date: Day of the decision to step down or go to court; OPEN while it goes on.
        outcome: Code of the court source's list; "" while it goes on.
        application_date: Day on which the application was sent; OPEN for none.
        proceedings_letter_date: Day of the letter that proceedings begin; OPEN for none.
        application: Row of `Applications`; -1 for none.
    """

    case: Ints
    start_date: Days
    letter_date: Days
    has_family_meeting_offer: Flags
    has_family_meeting: Flags
    initial_meeting_date: Days
    has_representation: Flags
    review_meeting_count: Ints
    end_date: Days
    outcome: Codes
    application_date: Days
    proceedings_letter_date: Days
    application: Ints


@dataclass(frozen=True)
class Applications(Rows):
    """One row an application to the family court (the columns of contracts/court/application.yaml)."""

    case_number: Codes
    application_type: Codes
    issue_date: Days
    is_la_applicant: Flags
    is_short_notice: Flags
    is_repeat: Flags
    court_area: Codes
    extended_to_date: Days
    end_date: Days
    outcome: Codes


@dataclass(frozen=True)
class ApplicationChildren(Rows):
    """One row a child of an application, the period of care it led to (-1 for none) and the care plan."""

    application: Ints
    child: Ints
    period: Ints
    care_plan: Codes


@dataclass(frozen=True)
class Hearings(Rows):
    """One row a hearing, held or listed."""

    application: Ints
    hearing_date: Days
    hearing_type: Codes
    outcome: Codes
    is_agreed: Flags


@dataclass(frozen=True)
class CourtOrders(Rows):
    """One row an order about a child, interim orders too."""

    application: Ints
    child: Ints
    order_type: Codes
    order_date: Days
    end_date: Days


@dataclass(frozen=True)
class PlacementCosts(Rows):
    """One row a placement and weekly price; amounts in pounds.

    Attributes:
        placement: Row of `Placements`.
        start_date: First day of the price.
        end_date: Day on which another price or the end came; OPEN while it lasts.
        weekly_cost: Full cost of a week.
        weekly_health_share: Part that health pays.
        weekly_education_share: Part that education pays.
        purchase_type: Code of how it was bought.
        cost_centre: Cost centre that pays.
        cost_category: Code of `seeds/cost_category.csv`.
    """

    placement: Ints
    start_date: Days
    end_date: Days
    weekly_cost: Floats
    weekly_health_share: Floats
    weekly_education_share: Floats
    purchase_type: Codes
    cost_centre: Codes
    cost_category: Codes


@dataclass(frozen=True)
class LedgerMonths(Rows):
    """One row a month and cost centre; amounts in pounds, the actual NaN for a month to come."""

    month_start_date: Days
    cost_centre: Codes
    cost_centre_name: Codes
    account: Codes
    cost_category: Codes
    budget: Floats
    actual: Floats
    forecast: Floats


@dataclass(frozen=True)
class UnitCosts(Rows):
    """One row a process or service and price year; the cost in pounds."""

    process: Codes
    cost_category: Codes
    description: Codes
    price_year: Ints
    cost_unit: Codes
    unit_cost: Floats


@dataclass(frozen=True)
class InCare:
    """All that happens to looked after children."""

    periods: PeriodsOfCare
    legal_statuses: LegalStatuses
    placements: Placements
    settings: Settings
    missing: MissingIncidents
    reviews: CareReviews
    health: HealthYears
    adoption_decisions: AdoptionDecisions
    adoptions: Adoptions
    care_leavers: CareLeavers
    previous_permanences: PreviousPermanences
    social_workers: SocialWorkerSpells


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


@dataclass(frozen=True)
class InCourt:
    """All that happens before and in the family court."""

    pre_proceedings: PreProceedings
    applications: Applications
    children: ApplicationChildren
    hearings: Hearings
    orders: CourtOrders


@dataclass(frozen=True)
class Money:
    """What it costs."""

    placement_costs: PlacementCosts
    ledger: LedgerMonths
    unit_costs: UnitCosts


@dataclass(frozen=True)
class World:
    """All of one local authority: who the children are and what happens to them."""

    ground: Ground
    children: Children
    care: InCare
    need: InNeed
    court: InCourt
    money: Money
