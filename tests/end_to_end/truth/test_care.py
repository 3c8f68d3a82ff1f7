"""What the warehouse says of a made country against what the simulation knows, which shares no line with the SQL."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

YEARS = (2022, 2023, 2024, 2025)
# The warehouse takes the return from a temporary placement to the same carer for a new placement: its episodes are
# joined by the reason for new episode alone, which is P then. These it tells otherwise of such a child.
OF_PLACEMENT = (
    "months_in_placement",
    "placements_in_year",
    "is_in_placement_over_5_years",
    "is_stable",
)
OF_PLACEMENT_IN_MART = ("placements_in_year_band", "stability_band", "years_in_placement_band")
# It takes a child of the year's UASC module for one at the year's end, though the status may have ceased by then.
UASC_AT_YEAR_END = """
    SELECT f.child_key, f.collection_year
    FROM fct_looked_after_at_year_end AS f
    INNER JOIN stg_ssda903__uasc AS u
        ON f.child_key = u.child_key AND f.collection_year = u.collection_year
    WHERE f.uasc = 'UASC' AND u.uasc_ceased_date > f.as_at_date
"""

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


@pytest.mark.parametrize(
    "number", ["children", "children_in_care_over_5_years", "children_stability_cohort"]
)
def test_children_looked_after_at_each_years_end(both, number):
    names = [name for name in both.columns("mart_looked_after") if not name.startswith("children")]
    shared = [name for name in names if name not in (*OF_PLACEMENT_IN_MART, "uasc")]
    told, known = Counter(), Counter()
    for row, times in both.told("mart_looked_after", *shared, number).items():
        told[row[:-1]] += row[-1] * times
    for row, times in both.known("mart_looked_after", *shared, number).items():
        known[row[:-1]] += row[-1] * times
    assert +told == +known
    assert told.total() > 100


def test_each_child_looked_after_by_how_settled_it_is(both):
    """Row by row, but for children who came back from a temporary placement."""
    names = (
        "child_key", "collection_year", "la_code", "as_at_date", "age", "age_at_start", "sex", "ethnic_group",
        "legal_status_group", "category_of_need", "placement_group", "provider_group", "months_looked_after",
        "is_in_care_over_5_years", "is_in_stability_cohort",
    )  # fmt: skip
    assert both.told("fct_looked_after_at_year_end", *names) == both.known(
        "fct_looked_after_at_year_end", *names
    )
    told = both.told("fct_looked_after_at_year_end", *names[:2], *OF_PLACEMENT)
    known = both.known("fct_looked_after_at_year_end", *names[:2], *OF_PLACEMENT)
    resumed = came_back(both)
    differing = {row[0] for row in (told - known)}
    assert differing <= resumed, "a difference that a temporary placement does not explain"
    assert len(told) - len(told - known) > 500


def test_unaccompanied_children_at_each_years_end(both):
    rows = both.known("fct_looked_after_at_year_end")
    known = Counter(
        (row["child_key"], row["collection_year"]) for row in rows if row["uasc"] == "UASC"
    )
    assert both.ask(UASC_AT_YEAR_END) == known
    assert known.total() > 10


def came_back(both):
    """Return the children who went from a temporary placement back to the carer that they had."""
    stays = both.known("fct_placement")
    stays.sort(key=lambda row: (row["child_key"], row["start_date"]))
    return {
        before["child_key"]
        for before, after in pairwise(stays)
        if before["child_key"] == after["child_key"]
        and before["is_temporary"]
        and before["counted_placement_start_date"]
        == after["counted_placement_start_date"]
        is not None
    }


def test_the_answers_have_the_columns_of_the_marts(both):
    for mart in ("mart_starts", "mart_looked_after"):
        row = both.known(mart)[0]
        assert set(row) == set(both.columns(mart))
    days = [row["as_at_date"] for row in both.known("mart_looked_after")]
    assert set(days) == {date(year, 3, 31) for year in YEARS}
