"""The tables of what happens before and in the family court.

What belongs here: the shape of the tables. What does not: how they come about (one module a stage).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints


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
class InCourt:
    """All that happens before and in the family court."""

    pre_proceedings: PreProceedings
    applications: Applications
    children: ApplicationChildren
    hearings: Hearings
    orders: CourtOrders
