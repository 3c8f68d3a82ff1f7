"""The marts of starting, leaving, going home and placements of a made country against what was lived.

A mart has more dimensions than the known answers: it is summed over those.
"""

from collections import Counter
from datetime import date

import pytest

pytestmark = pytest.mark.slow

COUNTS = {
    "mart_starts": ("starts",),
    "mart_looked_after": (
        "children", "children_in_care_over_5_years", "children_in_placement_over_5_years",
        "children_stability_cohort", "children_stable",
    ),
    "mart_leavers": ("leavers", "children"),
    "mart_return_home": (
        "returns", "reentries_within_6_months", "reentries_within_1_year", "reentries_within_2_years",
        "reentries_within_5_years", "reentries_to_date", "days_at_home",
    ),
    "mart_placement_days": ("days", "placements_ended", "days_of_placements_ended"),
    "mart_placement_changes": ("changes",),
}  # fmt: skip


@pytest.mark.parametrize("mart", COUNTS)
def test_a_mart_is_what_was_lived(both, mart):
    counts = COUNTS[mart]
    columns = list(both.known(mart)[0])
    kinds = [name for name in columns if name not in counts]
    sums = ", ".join(f"SUM({name})::BIGINT" for name in counts)
    told = both.ask(f"SELECT {', '.join(kinds)}, {sums} FROM {mart} GROUP BY ALL")
    assert set(columns) == {*kinds, *counts}
    assert told == both.known(mart, *kinds, *counts)
    assert told.total() > 50


def test_children_placed_are_those_with_a_day_in_a_group(both):
    years = both.ask("""
        SELECT la_code, collection_year FROM fct_return
        WHERE source = 'ssda903' AND table_name = 'episodes'
    """)
    placed = {
        (la_code, year, row["placement_group"], row["child_key"])
        for row in both.known("fct_placement_episode")
        for la_code, year in years
        if la_code == row["la_code"]
        and row["start_date"] <= date(year, 3, 31)
        and (row["end_date"] or date.max) > date(year - 1, 4, 1)
    }
    told = both.ask("""
        SELECT la_code, collection_year, placement_group, SUM(children)::BIGINT
        FROM mart_children_placed GROUP BY ALL
    """)
    known = Counter(one[:3] for one in placed)
    assert told == Counter((*group, children) for group, children in known.items())
    assert told.total() > 50
