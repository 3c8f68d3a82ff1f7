"""The tables of a CIN census with the cases and what happened in them.

What belongs here: which rows a year's census has and what it knows of each by its end. What does not: children.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.synthetic.extracts.in_need.year_in_need import running_number
from pipeline.synthetic.life.column import codes, days, flags, numbers

if TYPE_CHECKING:
    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.extracts.in_need.year_in_need import YearInNeed
    from pipeline.synthetic.life.definition.rows import Flags, Ints


def cases_extract(year: YearInNeed) -> Extract:
    """Return the cases open at any time in the year."""
    cases = year.world.need.cases.take(year.cases)
    closed = year.is_known(cases.closure_date)
    return year.extract(
        "cin_details",
        {
            **year.case_columns(year.cases),
            "referral_date": days(cases.referral_date),
            "referral_source_code": codes(cases.referral_source),
            "primary_need_code": codes(cases.primary_need),
            "closure_date": year.so_far(cases.closure_date),
            "closure_reason_code": codes(np.where(closed, cases.closure_reason, "")),
            "initial_conference_date": pa.nulls(len(cases), pa.date32()),
            "is_referral_no_further_action": flags(cases.is_no_further_action),
        },
    )


def assessments_extract(year: YearInNeed) -> Extract:
    """Return the assessments authorised in the year, and those begun in it that go on."""
    rows = _assessments(year)
    one = year.world.need.assessments.take(rows)
    return year.extract(
        "assessments",
        {
            **year.case_columns(one.case),
            "assessment_id": numbers(running_number(one.case)),
            "start_date": days(one.start_date),
            "internal_review_date": year.so_far(one.internal_review_date),
            "authorisation_date": year.so_far(one.authorisation_date),
        },
    )


def factors_extract(year: YearInNeed) -> Extract:
    """Return the factors found at assessments authorised in the year."""
    need = year.world.need
    rows = _assessments(year)
    number = np.zeros(len(need.assessments), dtype=np.int64)
    number[rows] = running_number(need.assessments.case[rows])
    place = np.full(len(need.assessments), -1)
    place[rows] = np.arange(len(rows))
    authorised = year.is_known(need.assessments.authorisation_date)
    of = need.factors.assessment
    found = np.flatnonzero((place[of] >= 0) & authorised[of])
    found = found[np.argsort(place[of[found]], kind="stable")]
    return year.extract(
        "assessment_factors",
        {
            **year.case_columns(need.assessments.case[of[found]]),
            "assessment_id": numbers(number[of[found]]),
            "assessment_factor_code": codes(need.factors.code[found]),
        },
    )


def enquiries_extract(year: YearInNeed) -> Extract:
    """Return the section 47 enquiries begun in the year, and those of before whose conference was in it."""
    every = year.world.need.enquiries
    wanted = year.includes(every.start_date) | year.includes(every.conference_date)
    rows = year.in_order(every.case, wanted)
    one = every.take(rows)
    return year.extract(
        "section_47",
        {
            **year.case_columns(one.case),
            "section_47_id": numbers(running_number(one.case)),
            "start_date": days(one.start_date),
            "initial_conference_target_date": days(one.conference_target_date),
            "initial_conference_date": year.so_far(one.conference_date),
            "is_initial_conference_not_required": flags(one.is_conference_not_required),
        },
    )


def plans_extract(year: YearInNeed) -> Extract:
    """Return the child protection plans in force at any time in the year."""
    rows = _plans(year)
    one = year.world.need.plans.take(rows)
    return year.extract(
        "child_protection_plans",
        {
            **year.case_columns(one.case),
            "child_protection_plan_id": numbers(running_number(one.case)),
            "start_date": days(one.start_date),
            "end_date": year.so_far(one.end_date),
            "initial_category_of_abuse_code": codes(one.initial_category),
            "latest_category_of_abuse_code": codes(one.latest_category),
            "previous_plan_count": numbers(one.previous_plan_count),
        },
    )


def plan_reviews_extract(year: YearInNeed) -> Extract:
    """Return the reviews that were held in the year."""
    need = year.world.need
    rows = _plans(year)
    number = np.zeros(len(need.plans), dtype=np.int64)
    number[rows] = running_number(need.plans.case[rows])
    plan = need.plan_reviews.plan
    wanted = (number[plan] > 0) & year.includes(need.plan_reviews.review_date)
    found = year.in_order(need.plans.case[plan], wanted)
    return year.extract(
        "child_protection_plan_reviews",
        {
            **year.case_columns(need.plans.case[plan[found]]),
            "child_protection_plan_id": numbers(number[plan[found]]),
            "review_date": days(need.plan_reviews.review_date[found]),
        },
    )


def need_plans_extract(year: YearInNeed) -> Extract:
    """Return the child in need plans in force at any time in the year."""
    every = year.world.need.need_plans
    rows = year.in_order(every.case, year.overlaps(every.start_date, every.end_date))
    one = every.take(rows)
    return year.extract(
        "cin_plan_dates",
        {
            **year.case_columns(one.case),
            "cin_plan_id": numbers(running_number(one.case)),
            "start_date": days(one.start_date),
            "end_date": year.so_far(one.end_date),
        },
    )


def _assessments(year: YearInNeed) -> Ints:
    every = year.world.need.assessments
    goes_on = ~year.is_known(every.authorisation_date) & year.includes(every.start_date)
    return year.in_order(every.case, year.includes(every.authorisation_date) | goes_on)


def _plans(year: YearInNeed) -> Ints:
    every = year.world.need.plans
    wanted: Flags = year.overlaps(every.start_date, every.end_date)
    return year.in_order(every.case, wanted)
