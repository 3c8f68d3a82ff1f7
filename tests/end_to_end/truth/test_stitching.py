"""Returns without faults need no repair, and their history is what the simulation knows."""

import pytest

pytestmark = pytest.mark.slow


def test_no_row_of_a_faultless_return_is_repaired(both):
    assert both.told("fct_history_repair", "repair_code", "field") == {}
    assert both.told("int_episodes__overruled", "repair_code") == {}
    flags = both.told("int_episodes__in_force", "is_end_assumed", "is_continued")
    assert set(flags) == {(False, False)}


def test_no_rule_of_the_history_finds_anything_in_faultless_returns(both):
    found = both.ask(
        "SELECT rule_code FROM fct_data_quality_issue WHERE rule_code LIKE 'stitching:%'"
    )
    assert found == {}


def test_episodes_in_force_are_those_that_were_lived(both):
    same = (
        "la_code", "child_key", "start_date", "end_date", "legal_status_code", "category_of_need_code",
        "placement_type_code", "placement_provider_code",
    )  # fmt: skip
    told = both.told("int_episodes__in_force", *same)
    assert told == both.known("fct_placement_episode", *same)
    assert told.total() > 1000
    retold = both.ask("""
        SELECT child_key, start_date
        FROM int_episodes__returned
        GROUP BY ALL
        HAVING COUNT(*) > 1
    """)
    assert retold.total() > 100


def test_each_episode_is_in_the_period_of_care_that_was_lived(both):
    told = both.told("int_episodes__in_period", "child_key", "start_date", "period_start_date")
    assert told == both.known(
        "fct_placement_episode", "child_key", "start_date", "period_first_day_in_returns"
    )
