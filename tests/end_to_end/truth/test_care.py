"""What the warehouse says of a made country against what the simulation knows, which shares no line with the SQL."""

from datetime import date

import pytest

YEARS = (2022, 2023, 2024, 2025)

pytestmark = pytest.mark.slow


def test_the_episodes_of_all_returns_are_those_that_were_lived(both):
    same = (
        "la_code", "child_key", "start_date", "end_date", "legal_status_code", "legal_status_group",
        "category_of_need_code", "placement_type_code", "placement_group", "placement_provider_code", "provider_group",
    )  # fmt: skip
    told = both.told("fct_placement_episode", *same)
    assert told == both.known("fct_placement_episode", *same)
    assert told.total() > 1000


def test_periods_of_care(both):
    names = {
        "la_code": "la_code",
        "child_key": "child_key",
        "start_date": "first_day_in_returns",
        "end_date": "end_date",
        "is_start_observed": "is_start_in_returns",
        "entry_number": "entry_number_in_returns",
        "final_reason_episode_ceased_code": "reason_episode_ceased_code",
    }
    told = both.told("fct_period_of_care", *names)
    assert told == both.known("fct_period_of_care", *names.values())
    assert {row[4] for row in told} == {True, False}


def test_starts(both):
    assert both.told("mart_starts", *both.columns("mart_starts")) == both.known(
        "mart_starts", *both.columns("mart_starts")
    )


def test_children_looked_after_at_each_years_end(both):
    names = both.columns("mart_looked_after")
    told = both.told("mart_looked_after", *names)
    assert told == both.known("mart_looked_after", *names)
    assert told.total() > 500


def test_each_child_looked_after_at_each_years_end(both):
    names = (
        "child_key", "collection_year", "la_code", "as_at_date", "age", "age_at_start", "sex", "ethnic_group",
        "legal_status_group", "category_of_need", "placement_group", "provider_group", "months_looked_after",
        "months_in_placement", "placements_in_year", "uasc", "is_in_care_over_5_years",
        "is_in_placement_over_5_years", "is_in_stability_cohort", "is_stable",
    )  # fmt: skip
    told = both.told("fct_looked_after_at_year_end", *names)
    assert told == both.known("fct_looked_after_at_year_end", *names)
    assert told.total() > 500
    assert {row[names.index("uasc")] for row in told} == {"UASC", "Not UASC"}


def test_the_answers_have_the_columns_of_the_marts(both):
    for mart in ("mart_starts", "mart_looked_after"):
        row = both.known(mart)[0]
        assert set(row) == set(both.columns(mart))
    days = [row["as_at_date"] for row in both.known("mart_looked_after")]
    assert set(days) == {date(year, 3, 31) for year in YEARS}
