"""Placements and legal statuses of a made country against what was lived.

Days are those in the returns: what began before the first return begins there with its first episode.
"""

from collections import Counter
from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.slow


def test_placements_are_the_stays_with_each_carer(both):
    names = {
        "child_key": "child_key",
        "la_code": "la_code",
        "start_date": "first_day_in_returns",
        "is_start_observed": "is_start_in_returns",
        "end_date": "end_date",
        "is_temporary": "is_temporary",
        "placement_type_code": "placement_type_code",
        "placement_provider_code": "placement_provider_code",
        "reason_for_placement_change_code": "reason_for_placement_change_code",
        "placement_urn": "placement_urn",
    }
    told = both.told("fct_placement", *names)
    assert told == both.known("fct_placement", *names.values())
    assert told.total() > 1000


def test_placements_that_began_in_the_returns_have_their_days_and_first_type(both):
    same = ("child_key", "start_date", "first_placement_type_code", "days")
    told = both.ask(f"SELECT {', '.join(same)} FROM fct_placement WHERE is_start_observed")
    begun = [row for row in both.known("fct_placement") if row["is_start_in_returns"]]
    assert told == Counter(tuple(row[name] for name in same) for row in begun)
    assert told.total() > 500


def test_a_placement_goes_on_after_a_temporary_one_with_the_same_carer(both):
    """Counted placements by their first day, where that is in the returns."""
    same = ("child_key", "start_date", "counted_placement_start_date", "is_temporary")
    told, known = both.told("fct_placement", *same), Counter()
    for row in both.known("fct_placement"):
        counted = row["counted_placement_start_date"]
        counted = counted and max(counted, row["period_first_day_in_returns"])
        known[row["child_key"], row["first_day_in_returns"], counted, row["is_temporary"]] += 1
    assert told == known
    resumed = [row for row in told if not row[3] and row[1] != row[2]]
    assert len(resumed) > 5


def test_legal_statuses(both):
    names = {
        "child_key": "child_key",
        "la_code": "la_code",
        "start_date": "first_day_in_returns",
        "is_start_observed": "is_start_in_returns",
        "end_date": "end_date",
        "legal_status_code": "legal_status_code",
        "legal_status_group": "legal_status_group",
    }
    told = both.told("fct_legal_status_spell", *names)
    assert told == both.known("fct_legal_status_spell", *names.values())
    assert told.total() > 900


@pytest.mark.parametrize("spells", ["fct_placement", "fct_legal_status_spell"])
def test_the_days_of_a_period_of_care_are_those_of_its_spells(both, spells):
    asked = """
        SELECT child_key, period_of_care_key, MIN(start_date), SUM(days)::INTEGER
        FROM {} GROUP BY child_key, period_of_care_key
    """
    told = both.ask(asked.format(spells))
    assert told == both.ask(asked.format("fct_placement_episode"))
    assert told.total() > 500


def test_placements_in_the_year_when_a_time_missing_is_one(both):
    """Day by day: a placement, or missing for 24 hours or more; each change of the two is another placement."""
    days = days_of_placements(both)
    for row in both.known("fct_missing_episode"):
        if row["missing_type_code"] == "M" and row["days"] != 0:
            for day in span(row["start_date"], row["end_date"]):
                if day in days.get(row["child_key"], {}):
                    days[row["child_key"]][day] = "missing"
    known = Counter()
    for child, places in days.items():
        for year, counted in placements_by_year(places).items():
            known[child, year, counted] += 1
    told = both.told(
        "fct_placements_in_year", "child_key", "collection_year", "placements_in_year_with_missing"
    )
    assert told == known
    assert sum(row[2] > 2 for row in told) > 100


def days_of_placements(both):
    """Return for each child the counted placement of each day in the years returned."""
    first_days = dict(
        both.ask("""
            SELECT la_code, MIN(MAKE_DATE(collection_year - 1, 4, 1)) FROM fct_return
            WHERE source = 'ssda903' AND table_name = 'episodes' GROUP BY la_code
        """).keys()
    )
    days = {}
    for row in both.known("fct_placement"):
        places = days.setdefault(row["child_key"], {})
        counted = row["counted_placement_start_date"] or row["first_day_in_returns"]
        begun = max(row["first_day_in_returns"], first_days[row["la_code"]])
        for day in span(begun, row["end_date"]):
            places[day] = counted
    return days


def span(start, end):
    """Yield the days from a start to the day before an end, at the latest the last of the years."""
    last = date(2025, 4, 1) if end is None else min(end, date(2025, 4, 1))
    return (start + timedelta(days=at) for at in range((last - start).days))


def placements_by_year(places):
    """Count for each collection year the runs of days in one place."""
    counted, before = Counter(), None
    for day in sorted(places):
        year = day.year + (day.month > 3)
        goes_on = before == (day - timedelta(days=1), places[day], year)
        counted[year] += not goes_on
        before = (day, places[day], year)
    return counted
