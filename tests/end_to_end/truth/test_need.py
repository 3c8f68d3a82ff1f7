"""Children in need: every fact of the censuses against what the simulation knows."""

from collections import Counter
from itertools import pairwise

import pytest

pytestmark = pytest.mark.slow

CASE = ("la_code", "child_key", "referral_date")
FACTS = {
    "fct_referral": (
        *CASE, "collection_year", "referral_source_code", "primary_need_code", "closure_date",
        "closure_reason_code", "is_referral_no_further_action",
    ),
    "fct_assessment": (
        *CASE, "start_date", "internal_review_date", "authorisation_date", "days",
        "became_looked_after_within_3_months",
    ),
    "fct_assessment_factor": (
        *CASE, "assessment_start_date", "assessment_authorisation_date", "assessment_factor_code",
    ),
    "fct_section_47_enquiry": (
        *CASE, "start_date", "collection_year", "initial_conference_target_date",
        "initial_conference_date", "is_initial_conference_not_required",
    ),
    "fct_conference": (*CASE, "conference_date", "collection_year", "conference_type"),
    "fct_child_protection_plan": (
        *CASE, "start_date", "end_date", "initial_category_of_abuse_code",
        "latest_category_of_abuse_code", "previous_plan_count", "age_at_start", "age_at_end", "days",
        "became_looked_after",
    ),
    "fct_child_in_need_plan": (*CASE, "start_date", "end_date"),
}  # fmt: skip
SPELLS = ("fct_child_in_need_period", "fct_child_protection_plan", "fct_child_in_need_plan")


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_what_was_lived_in_every_column_of_the_answers(both, fact):
    told = both.told(fact, *FACTS[fact])
    assert told == both.known(fact, *FACTS[fact])
    assert told.total() > 500


@pytest.mark.parametrize("fact", FACTS)
def test_no_column_of_the_answers_is_left_out(both, fact):
    of_earlier_referral = {
        "previous_referral_date",
        "is_re_referral",
        "is_previous_referral_in_returns",
    }
    compared = {*FACTS[fact], "la_child_id", *(of_earlier_referral if "referral" in fact else ())}
    assert set(both.known(fact)[0]) == compared


def test_re_referrals_are_those_whose_earlier_referral_the_censuses_hold(both):
    known = Counter(
        (
            *(row[name] for name in CASE),
            row["previous_referral_date"] if row["is_previous_referral_in_returns"] else None,
            row["is_re_referral"] and row["is_previous_referral_in_returns"],
        )
        for row in both.known("fct_referral")
    )
    told = both.told("fct_referral", *CASE, "previous_referral_date", "is_re_referral")
    assert told == known
    assert {row[-1] for row in told} == {True, False}


def test_where_the_censuses_reach_back_a_year_every_re_referral_is_known(both):
    told = both.ask(
        "SELECT child_key, referral_date, is_re_referral FROM fct_referral WHERE is_re_referral_known"
    )
    known = {
        (row["child_key"], row["referral_date"], row["is_re_referral"])
        for row in both.known("fct_referral")
    }
    assert set(told) <= known
    assert told.total() > 1000


def test_times_in_need_are_the_cases_that_something_followed(both):
    columns = ("la_code", "child_key", "start_date", "end_date", "closure_reason_code")
    known = Counter(
        (*(row[name] for name in CASE), row["closure_date"], row["closure_reason_code"])
        for row in both.known("fct_referral")
        if not row["is_referral_no_further_action"]
    )
    assert both.told("fct_child_in_need_period", *columns) == known
    assert both.ask("SELECT is_end_assumed FROM fct_child_in_need_period").keys() == {(False,)}


@pytest.mark.parametrize("fact", SPELLS)
def test_spells_of_a_child_never_overlap_and_their_days_sum(both, fact):
    told = sorted(
        both.told(fact, "child_key", "start_date", "end_date", "days"), key=lambda row: row[:2]
    )
    for before, after in pairwise(told):
        assert before[0] != after[0] or (before[2] is not None and before[2] <= after[1])
    ended = [row for row in told if row[2] is not None]
    assert sum(row[3] for row in ended) == sum((row[2] - row[1]).days for row in ended) > 0


@pytest.mark.parametrize("plan", SPELLS[1:])
def test_a_time_in_need_contains_its_plans(both, plan):
    contained = both.ask(
        f"""
        SELECT p.row_id
        FROM {plan} AS p
        INNER JOIN fct_referral AS r ON p.referral_key = r.referral_key
        INNER JOIN fct_child_in_need_period AS n
            ON r.child_in_need_period_key = n.child_in_need_period_key
        WHERE p.start_date >= n.start_date
            AND (n.end_date IS NULL OR p.end_date <= n.end_date)
        """
    )
    assert contained == both.told(plan, "row_id")


def test_working_days_to_a_conference_agree_with_the_day_by_which_it_is_due(both):
    """The target is the fifteenth working day, by a calendar that shares its bank holidays alone with the SQL."""
    told = both.told(
        "fct_section_47_enquiry",
        *CASE,
        "start_date",
        "is_initial_conference_within_15_working_days",
    )
    known = Counter(
        (*(row[name] for name in CASE), row["start_date"], _in_time(row))
        for row in both.known("fct_section_47_enquiry")
    )
    assert told == known
    assert {row[-1] for row in told} == {True, False, None}


def _in_time(row):
    held = row["initial_conference_date"]
    return None if held is None else held <= row["initial_conference_target_date"]
