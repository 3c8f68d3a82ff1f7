"""Marts about need, court and money of a made country against what the simulation knows."""

from collections import Counter

import pytest

pytestmark = pytest.mark.slow

_LA = ("la_code", "la_name", "collection_year")


@pytest.mark.parametrize(
    ("mart", "columns", "least"),
    [
        (
            "mart_child_protection",
            ("plan_duration_band", "age_at_end", "category_of_abuse", "became_looked_after", "plans_ended"),
            300,
        ),
        (
            "mart_child_protection_starts",
            ("age_at_start", "category_of_abuse", "plans_started", "second_or_subsequent"),
            300,
        ),
        (
            "mart_assessment_factors",
            ("factor_code", "factor", "who", "became_looked_after_within_3_months", "assessments_with_factor"),
            300,
        ),
        (
            "mart_assessments",
            (
                "became_looked_after_within_3_months", "assessments", "assessments_with_factors",
                "assessments_with_substance_use", "assessments_with_any_of_toxic_trio",
                "assessments_with_all_of_toxic_trio",
            ),
            20,
        ),
        (
            "mart_court",
            (
                "application_type", "outcome", "duration_band", "over_26_weeks", "applications", "children",
                "cases_ended", "days_of_cases_ended",
            ),
            100,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_marts_of_need_and_court(both, mart, columns, least):
    told = both.told(mart, *_LA, *columns)
    assert told == both.known(mart, *_LA, *columns)
    assert told.total() >= least


def test_activity_of_each_month(both):
    rows = both.known("mart_activity_month")
    names = [name for name in rows[0] if name not in (*_LA, "month_start_date")]
    told = both.told("mart_activity_month", *_LA, "month", *names)
    assert told == both.known("mart_activity_month", *_LA, "month_start_date", *names)
    assert told.total() == 120


def test_rates_of_each_month_are_of_its_own_counts(both):
    of = {
        "referrals_per_10k": "referrals",
        "assessments_per_10k": "assessments_completed",
        "looked_after_per_10k": "looked_after_open_at_month_end",
    }
    told = both.told(
        "mart_activity_month", "la_code", "month", *(f"ROUND({rate}, 6)" for rate in of)
    )
    known = Counter(
        (
            row["la_code"],
            row["month_start_date"],
            *(round(10_000 * row[count] / row["population_0_17"], 6) for count in of.values()),
        )
        for row in both.known("mart_activity_month")
    )
    assert told == known


def test_contacts_that_nobody_returned_are_not_nought(both):
    """The simulation makes none; `tests/golden` counts those of Walsall."""
    assert both.told("mart_activity_month", "contacts", "contacts_per_10k") == {(None, None): 120}


def test_money_of_each_month(both):
    """Pence apart: the answers are made of floating point numbers."""
    here = ("la_code", "la_name", "month_start_date", "placement_group", "provider_group")
    counts = ("children", "placement_days")
    money = ("cost", "budget", "forecast", "actual", "variance")
    names = ("la_code", "la_name", "month", "placement_group", "provider_group", *counts, *money)
    told = {row[:7]: row[7:] for row in both.told("mart_finance_month", *names)}
    known = {
        tuple(row[name] for name in (*here, *counts)): [row[f"{name}_gbp"] for name in money]
        for row in both.known("mart_finance_month")
    }
    assert set(told) == set(known)
    for row, amounts in told.items():
        assert [float(one) for one in amounts] == pytest.approx(known[row], abs=0.011)
    assert len(told) > 1000
