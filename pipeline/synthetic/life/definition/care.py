"""The tables of looked after children, from the period of care to what is returned of care leavers.

What belongs here: the shape of the tables. What does not: how they come about (one module a stage).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints


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
        distance_miles: Straight line from home; NaN where home is abroad.
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
class InCare:
    """All that happens to looked after children.

    Attributes:
        former: Periods of care that ended before the calendar, of children who come again in it or are care leavers
            in it. No return holds them; what else is here is of `periods`.
    """

    periods: PeriodsOfCare
    former: PeriodsOfCare
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
