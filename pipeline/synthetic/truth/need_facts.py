"""What happened to children in need, one row a thing: every row that a census of the years could tell of.

A census holds the cases open in its year, of them what was open or ended in it. Working days are not counted here.
What belongs here: referrals, assessments, enquiries, conferences and plans. What does not: counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.truth.definition import TruthTable, fact, pick, where_known
from pipeline.synthetic.truth.need_basis import NeedBasis, became_looked_after
from pipeline.synthetic.truth.spans import (
    add_months,
    collection_years,
    completed_years,
    days_between,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.rows import Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import Values


def need_facts(basis: Basis) -> Iterator[TruthTable]:
    """Return referrals, assessments and their factors, enquiries, conferences and plans."""
    need = NeedBasis(basis)
    for answer in (
        _referrals, _assessments, _assessment_factors, _enquiries, _conferences,
        _protection_plans, _need_plans,
    ):  # fmt: skip
        yield answer(need)


def of_case(need: NeedBasis, case: Ints) -> dict[str, Values]:
    """Return the columns that name the case of each row."""
    cases = need.cases
    return {
        "la_child_id": need.basis.ids(cases.child[case]),
        "referral_date": cases.referral_date[case],
    }


def _referrals(need: NeedBasis) -> TruthTable:
    rows = need.seen_cases
    cases, before = need.cases.take(rows), need.previous[rows]
    earlier = pick(need.cases.referral_date, before, default=OPEN)
    closed_before = pick(need.cases.closure_date, before, default=OPEN)
    return fact(
        "fct_referral",
        need.basis.la_code,
        of_case(need, rows)
        | {
            "collection_year": collection_years(cases.referral_date),
            "referral_source_code": cases.referral_source,
            "primary_need_code": cases.primary_need,
            "closure_date": cases.closure_date,
            "closure_reason_code": cases.closure_reason,
            "is_referral_no_further_action": cases.is_no_further_action,
            "previous_referral_date": earlier,
            "is_re_referral": need.is_re_referral[rows],
            "is_previous_referral_in_returns": (before >= 0)
            & (closed_before >= need.basis.returned.first_day),
        },
    )


def _assessments(need: NeedBasis) -> TruthTable:
    every = need.basis.world.need.assessments
    made = every.take(_seen_assessments(need))
    is_done = made.authorisation_date < OPEN
    end = np.where(is_done, made.authorisation_date, made.start_date)
    return fact(
        "fct_assessment",
        need.basis.la_code,
        of_case(need, made.case)
        | {
            "start_date": made.start_date,
            "internal_review_date": need.basis.so_far(made.internal_review_date),
            "authorisation_date": made.authorisation_date,
            "days": where_known(days_between(made.start_date, end), is_done),
            "became_looked_after_within_3_months": became_looked_after(
                need.basis, need.cases.child[made.case], made.start_date, add_months(end, 3)
            )
            & is_done,
        },
    )


def _assessment_factors(need: NeedBasis) -> TruthTable:
    every, factors = need.basis.world.need.assessments, need.basis.world.need.factors
    held = np.zeros(len(every), dtype=np.bool_)
    held[_seen_assessments(need)] = True
    rows = factors.take(held[factors.assessment])
    made = every.take(rows.assessment)
    return fact(
        "fct_assessment_factor",
        need.basis.la_code,
        of_case(need, made.case)
        | {
            "assessment_start_date": made.start_date,
            "assessment_authorisation_date": made.authorisation_date,
            "assessment_factor_code": rows.code,
        },
    )


def _seen_assessments(need: NeedBasis) -> Ints:
    """Return the assessments that a census holds: authorised in a year, or begun in it and going on."""
    every, returned = need.basis.world.need.assessments, need.basis.returned
    goes_on = (every.authorisation_date > returned.last_day) & returned.hold(every.start_date)
    is_held = returned.hold(every.authorisation_date) | goes_on
    return np.flatnonzero(is_held & need.is_case_seen[every.case])


def _enquiries(need: NeedBasis) -> TruthTable:
    """Return the enquiries that began in the years, and those whose conference was in them."""
    every, returned = need.basis.world.need.enquiries, need.basis.returned
    is_held = returned.hold(every.start_date) | returned.hold(every.conference_date)
    made = every.take(is_held & need.is_case_seen[every.case])
    return fact(
        "fct_section_47_enquiry",
        need.basis.la_code,
        of_case(need, made.case)
        | {
            "start_date": made.start_date,
            "collection_year": collection_years(made.start_date),
            "initial_conference_target_date": made.conference_target_date,
            "initial_conference_date": made.conference_date,
            "is_initial_conference_not_required": made.is_conference_not_required,
        },
    )


def _conferences(need: NeedBasis) -> TruthTable:
    """Return initial child protection conferences, and the reviews of plans as the later ones."""
    lives = need.basis.world.need
    first = lives.enquiries.take(need.events(lives.enquiries.case, lives.enquiries.conference_date))
    reviews = lives.plan_reviews
    of_plan = lives.plans.case[reviews.plan]
    later_rows = need.events(of_plan, reviews.review_date)
    case = np.concatenate((first.case, of_plan[later_rows]))
    days = np.concatenate((first.conference_date, reviews.review_date[later_rows]))
    kinds = np.repeat(("Initial conference", "Review conference"), (len(first), len(later_rows)))
    return fact(
        "fct_conference",
        need.basis.la_code,
        of_case(need, case)
        | {
            "conference_date": days,
            "collection_year": collection_years(days),
            "conference_type": kinds,
        },
    )


def _protection_plans(need: NeedBasis) -> TruthTable:
    every = need.basis.world.need.plans
    plans = every.take(need.seen(every.case, every.start_date, every.end_date))
    child = need.cases.child[plans.case]
    is_over = plans.end_date < OPEN
    end = np.where(is_over, plans.end_date, plans.start_date)
    return fact(
        "fct_child_protection_plan",
        need.basis.la_code,
        of_case(need, plans.case)
        | {
            "start_date": plans.start_date,
            "end_date": plans.end_date,
            "initial_category_of_abuse_code": plans.initial_category,
            "latest_category_of_abuse_code": plans.latest_category,
            "previous_plan_count": plans.previous_plan_count,
            "age_at_start": completed_years(need.basis.born(child), plans.start_date),
            "age_at_end": where_known(completed_years(need.basis.born(child), end), is_over),
            "days": where_known(days_between(plans.start_date, end), is_over),
            "became_looked_after": need.plan_led_to_care(plans),
        },
    )


def _need_plans(need: NeedBasis) -> TruthTable:
    every = need.basis.world.need.need_plans
    plans = every.take(need.seen(every.case, every.start_date, every.end_date))
    return fact(
        "fct_child_in_need_plan",
        need.basis.la_code,
        of_case(need, plans.case) | {"start_date": plans.start_date, "end_date": plans.end_date},
    )
