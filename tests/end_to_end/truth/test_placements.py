"""Placements and legal statuses of a made country against what was lived.

Days are those in the returns: what began before the first return begins there with its first episode.
"""

from collections import Counter

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


def test_changes_of_placement_and_their_reasons(both):
    """As the mart of the answers counts them, of type with the same carer too."""
    told = both.ask("""
        SELECT
            e.la_code,
            YEAR(e.start_date) + CASE WHEN MONTH(e.start_date) > 3 THEN 1 ELSE 0 END,
            COALESCE(r.label, 'Unknown'),
            e.previous_placement_group,
            e.placement_group,
            COUNT(*)
        FROM fct_placement_episode AS e
        INNER JOIN fct_placement_episode AS b
            ON e.period_of_care_key = b.period_of_care_key
            AND e.episode_number = b.episode_number + 1
        INNER JOIN seed_reason_for_new_episode AS n ON e.reason_for_new_episode_code = n.code
        LEFT JOIN seed_reason_for_placement_change AS r ON b.reason_for_placement_change_code = r.code
        WHERE n.is_new_placement_type
            AND e.start_date >= (
                SELECT MIN(MAKE_DATE(f.collection_year - 1, 4, 1)) FROM fct_return AS f
                WHERE f.la_code = e.la_code AND f.table_name = 'episodes'
            )
        GROUP BY ALL
    """)
    known = both.known(
        "mart_placement_changes",
        "la_code", "collection_year", "reason_for_change", "placement_group_before", "placement_group_after", "changes",
    )  # fmt: skip
    assert told == known
    assert told.total() > 50
