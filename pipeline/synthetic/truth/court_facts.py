"""What happened before and in the family court, one row a thing: every row that a tracker of the years could hold.

A tracker holds what was open at a time in its year, hearings held or listed and orders made in it.
What belongs here: pre-proceedings, applications, children, hearings, orders. What does not: counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.definition import TruthTable, fact, pick, where_known
from pipeline.synthetic.truth.ranking import is_last_within
from pipeline.synthetic.truth.spans import collection_years, days_between, year_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.rows import Days, Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import Values


def court_facts(basis: Basis) -> Iterator[TruthTable]:
    """Return pre-proceedings, applications, their children, hearings and orders."""
    for answer in (_pre_proceedings, _applications, _children, _hearings, _orders):
        yield answer(basis)


def of_application(basis: Basis, application: Ints) -> dict[str, Values]:
    """Return the columns that name the application of each row."""
    applications = basis.world.court.applications
    return {
        "case_number": applications.case_number[application],
        "application_type_code": applications.application_type[application],
        "issue_date": applications.issue_date[application],
    }


def seen_applications(basis: Basis) -> Ints:
    """Return the rows of applications that were open in the years."""
    applications = basis.world.court.applications
    return basis.seen(applications.issue_date, applications.end_date)


def children_of_cases(basis: Basis) -> Ints:
    """Return for each application how many children its whole case is about."""
    court = basis.world.court
    case = np.unique(court.applications.case_number, return_inverse=True)[1]
    width = len(basis.world.children) + 1
    pairs = np.unique(case[court.children.application] * width + court.children.child)
    return np.bincount(pairs // width, minlength=len(case))[case]


def _pre_proceedings(basis: Basis) -> TruthTable:
    """Return pre-proceedings; what came of them is told if it came by the end of the year in which they ended."""
    every = basis.world.court.pre_proceedings
    rows = every.take(basis.seen(every.start_date, every.end_date))
    told = year_ends(np.minimum(rows.end_date, basis.returned.last_day))
    issued = pick(basis.world.court.applications.issue_date, rows.application, default=OPEN)
    number = pick(basis.world.court.applications.case_number, rows.application, default="")
    return fact(
        "fct_pre_proceedings",
        basis.la_code,
        {
            "la_child_id": basis.ids(basis.world.need.cases.child[rows.case]),
            "pre_proceedings_start_date": rows.start_date,
            "letter_before_proceedings_date": rows.letter_date,
            "has_family_group_meeting_offer": rows.has_family_meeting_offer,
            "has_family_group_meeting": rows.has_family_meeting,
            "initial_meeting_date": rows.initial_meeting_date,
            "has_legal_representation": rows.has_representation,
            "review_meeting_count": rows.review_meeting_count,
            "pre_proceedings_end_date": rows.end_date,
            "pre_proceedings_outcome_code": rows.outcome,
            "court_application_date": _by(told, rows.application_date),
            "care_proceedings_letter_date": _by(told, rows.proceedings_letter_date),
            "case_number": np.where(issued <= told, number, ""),
        },
    )


def _applications(basis: Basis) -> TruthTable:
    every, rows = basis.world.court.applications, seen_applications(basis)
    made = every.take(rows)
    is_over = made.end_date < OPEN
    end = np.where(is_over, made.end_date, made.issue_date)
    children = np.bincount(basis.world.court.children.application, minlength=len(every))
    return fact(
        "fct_application",
        basis.la_code,
        of_application(basis, rows)
        | {
            "collection_year": collection_years(made.issue_date),
            "is_la_applicant": made.is_la_applicant,
            "is_short_notice": made.is_short_notice,
            "is_repeat": made.is_repeat,
            "court_area": made.court_area,
            "extended_to_date": made.extended_to_date,
            "case_end_date": made.end_date,
            "case_outcome_code": made.outcome,
            "children": children[rows],
            "children_of_case": children_of_cases(basis)[rows],
            "days": where_known(days_between(made.issue_date, end), is_over),
        },
    )


def _children(basis: Basis) -> TruthTable:
    """Return the children of each application; a tracker has them once a case, as in its latest application."""
    every, applications = basis.world.court.children, basis.world.court.applications
    numbers = applications.case_number
    is_open = np.isin(numbers, numbers[seen_applications(basis)])[every.application]
    rows = every.take(is_open)
    case = np.unique(numbers[rows.application], return_inverse=True)[1]
    pair = case * (len(basis.world.children) + 1) + rows.child
    began = pick(basis.world.care.periods.start_date, rows.period, default=OPEN)
    return fact(
        "fct_application_child",
        basis.la_code,
        of_application(basis, rows.application)
        | {
            "la_child_id": basis.ids(rows.child),
            "care_plan_code": rows.care_plan,
            "is_latest_of_case": is_last_within(pair, applications.issue_date[rows.application]),
            "period_start_date": began,
        },
    )


def _hearings(basis: Basis) -> TruthTable:
    every = basis.world.court.hearings
    rows = every.take(basis.returned.hold(every.hearing_date))
    return fact(
        "fct_hearing",
        basis.la_code,
        of_application(basis, rows.application)
        | {
            "hearing_date": rows.hearing_date,
            "hearing_type_code": rows.hearing_type,
            "hearing_outcome_code": rows.outcome,
            "is_agreed": rows.is_agreed,
        },
    )


def _orders(basis: Basis) -> TruthTable:
    """Return the orders in force in the years, of cases that had an application open in them."""
    every, numbers = basis.world.court.orders, basis.world.court.applications.case_number
    is_open = np.isin(numbers, numbers[seen_applications(basis)])[every.application]
    rows = every.take(is_open & basis.returned.touch(every.order_date, every.end_date))
    return fact(
        "fct_court_order",
        basis.la_code,
        of_application(basis, rows.application)
        | {
            "la_child_id": basis.ids(rows.child),
            "order_type_code": rows.order_type,
            "order_date": rows.order_date,
            "order_end_date": rows.end_date,
        },
    )


def _by(told: Days, days: Days) -> Days:
    """Return the days that had come when they were last told; OPEN for the others."""
    return np.asarray(np.where(days <= told, days, OPEN))
