"""What the warehouse says of a made country against what the simulation knows, which shares no line with the SQL."""

from collections import Counter

import pytest

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
        "age_at_end": "age_at_end",
        "first_category_of_need_code": "category_of_need_code",
        "first_category_of_need": "category_of_need",
        "final_legal_status_code": "final_legal_status_code",
        "final_reason_episode_ceased_code": "reason_episode_ceased_code",
    }
    told = both.told("fct_period_of_care", *names)
    assert told == both.known("fct_period_of_care", *names.values())
    assert {row[4] for row in told} == {True, False}


def test_periods_of_care_that_began_in_the_returns(both):
    """What is told of the first day, where a return has it."""
    same = (
        "child_key", "start_date", "age_at_start", "days", "first_legal_status_code", "first_placement_type_code",
    )  # fmt: skip
    told = both.ask(f"SELECT {', '.join(same)} FROM fct_period_of_care WHERE is_start_observed")
    begun = [row for row in both.known("fct_period_of_care") if row["is_start_in_returns"]]
    assert told == Counter(tuple(row[name] for name in same) for row in begun)
    assert told.total() > 100


def test_time_since_the_last_exit(both):
    """As the re-entries of the answers have it, where that exit is in the returns."""
    told = both.ask("""
        SELECT
            f.child_key, f.start_date, f.previous_end_date, f.previous_exit_reason_group, f.days_since_last_exit
        FROM fct_period_of_care AS f
        WHERE f.previous_end_date IS NOT NULL
    """)
    groups = dict(tuple(both.ask("SELECT code, exit_reason_group FROM seed_reason_episode_ceased")))
    known = Counter(
        (
            row["child_key"],
            row["start_date"],
            row["earlier_end_date"],
            groups[row["earlier_reason_episode_ceased_code"]],
            row["days_since_exit"],
        )
        for row in both.known("fct_reentry")
        if row["is_earlier_exit_in_returns"]
    )
    assert told == known
    assert told.total() > 10


def test_each_child_looked_after_at_each_years_end(both):
    names = (
        "child_key", "collection_year", "la_code", "as_at_date", "age", "age_at_start", "sex", "ethnic_group",
        "legal_status_code", "legal_status_group", "category_of_need", "placement_type_code", "placement_group",
        "provider_group", "months_looked_after",
        "months_in_placement", "placements_in_year", "uasc", "is_in_care_over_5_years",
        "is_in_placement_over_5_years", "is_in_stability_cohort", "is_stable",
    )  # fmt: skip
    told = both.told("fct_looked_after_at_year_end", *names)
    assert told == both.known("fct_looked_after_at_year_end", *names)
    assert told.total() > 500
    assert {row[names.index("uasc")] for row in told} == {"UASC", "Not UASC"}
