"""What must hold between the answers about a simulated authority: marts sum to facts, flows make stocks."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

YEARS = (2023, 2024, 2025)
FIRST, LAST = date(2022, 4, 1), date(2025, 3, 31)


def total(rows, column, **where):
    return sum(
        row[column] for row in rows if all(row[name] == value for name, value in where.items())
    )


def in_year(day, year):
    return day is not None and date(year - 1, 4, 1) <= day <= date(year, 3, 31)


# A mart and its count; the fact and the date by which its rows fall in a year.
SUMS = [
    ("mart_leavers", "leavers", "fct_period_of_care", "end_date"),
    ("mart_return_home", "returns", "fct_return_home", "return_date"),
    ("mart_child_protection", "plans_ended", "fct_child_protection_plan", "end_date"),
    ("mart_child_protection_starts", "plans_started", "fct_child_protection_plan", "start_date"),
    ("mart_assessments", "assessments", "fct_assessment", "authorisation_date"),
    ("mart_assessment_factors", "assessments_with_factor", "fct_assessment_factor", "assessment_authorisation_date"),
    ("mart_court", "applications", "fct_application", "issue_date"),
]  # fmt: skip


@pytest.mark.parametrize(("mart", "count", "fact", "day"), SUMS, ids=[one[0] for one in SUMS])
def test_a_mart_sums_to_its_fact(mart, count, fact, day, facts):
    made = [total(facts[mart], count, collection_year=year) for year in YEARS]
    assert made == [sum(in_year(row[day], year) for row in facts[fact]) for year in YEARS]
    assert sum(made) > 10


def test_starts_sum_to_the_periods_that_returns_see_begin(facts):
    for year in YEARS:
        begun = [row for row in facts["fct_period_of_care"] if in_year(row["start_date"], year)]
        assert total(facts["mart_starts"], "starts", collection_year=year) == len(begun) > 0
        assert all(row["is_start_in_returns"] for row in begun)


def test_stock_is_the_stock_before_with_starts_and_without_leavers(facts):
    stock = {
        year: total(facts["mart_looked_after"], "children", collection_year=year) for year in YEARS
    }
    for year in YEARS[1:]:
        flow = total(facts["mart_starts"], "starts", collection_year=year)
        flow -= total(facts["mart_leavers"], "leavers", collection_year=year)
        assert stock[year] == stock[year - 1] + flow
    months = {row["month_start_date"]: row for row in facts["mart_activity_month"]}
    assert [months[date(year, 3, 1)]["looked_after_open_at_month_end"] for year in YEARS] == list(
        stock.values()
    )


@pytest.mark.parametrize("what", ["looked_after", "child_in_need", "child_protection_plans"])
def test_each_month_follows_from_the_one_before(what, facts):
    rows = facts["mart_activity_month"]
    for before, after in pairwise(rows):
        expected = (
            before[f"{what}_open_at_month_end"] + after[f"{what}_opened"] - after[f"{what}_closed"]
        )
        assert after[f"{what}_open_at_month_end"] == expected
    assert len(rows) == 36
    assert total(rows, f"{what}_opened") > 0


def test_months_sum_to_what_happened(facts):
    rows = facts["mart_activity_month"]
    referred = [row for row in facts["fct_referral"] if FIRST <= row["referral_date"] <= LAST]
    assert total(rows, "referrals") == len(referred)
    again = [row["is_re_referral"] and row["is_previous_referral_in_returns"] for row in referred]
    assert total(rows, "re_referrals") == sum(again) > 0
    enquiries = [
        row for row in facts["fct_section_47_enquiry"] if FIRST <= row["start_date"] <= LAST
    ]
    assert total(rows, "section_47_enquiries") == len(enquiries) > 0
    initial = [
        row for row in facts["fct_conference"] if row["conference_type"] == "Initial conference"
    ]
    assert total(rows, "initial_child_protection_conferences") == len(initial) > 0


def test_days_in_placements_are_the_days_of_the_periods(facts):
    days = 0
    for row in facts["fct_period_of_care"]:
        end = min(row["end_date"] or date.max, LAST + timedelta(days=1))
        days += max((end - max(row["start_date"], FIRST)).days, 0)
    assert total(facts["mart_placement_days"], "days") == days
    assert total(facts["mart_finance_month"], "placement_days") == days


def test_costs_of_months_are_the_costs_of_years(facts):
    year_of = Counter()
    for row in facts["mart_finance_month"]:
        month = row["month_start_date"]
        year_of[month.year + (month.month > 3)] += row["cost_gbp"]
    for year in YEARS:
        cost = total(facts["fct_placement_cost"], "cost_gbp", collection_year=year)
        assert year_of[year] == pytest.approx(cost, abs=0.01)
        assert cost > 0


def test_no_label_is_unknown_but_of_what_has_no_code(facts):
    """Only some placements have no provider, and a move to or from a temporary one has no reason."""
    unknown = [
        (name, column, row)
        for name, rows in facts.items()
        for row in rows
        for column, value in row.items()
        if value == "Unknown" and column != "provider_group"
    ]
    groups = ("placement_group_before", "placement_group_after")
    assert {name for name, _, _ in unknown} <= {"mart_placement_changes"}
    assert all("Temporary" in [row[group] for group in groups] for _, _, row in unknown)
