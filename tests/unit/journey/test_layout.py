"""Lanes stand in the order of the seed, spells of one row never overlap, and no spell or mark is lost."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.journey.layout import arrange
from tests.unit.journey.lived import event, journey, spell

DAY = timedelta(days=1)
FIRST = date(2020, 1, 1)


def rows_of(lane):
    return [(one.detail, row) for one, row in lane.spells]


def test_lanes_stand_in_order_and_empty_ones_are_left_out():
    lanes = arrange(
        journey(
            [spell("Placement", "Placement", FIRST, None)],
            [event("Reviews", "Review", FIRST), event("Need", "Referral", FIRST)],
        )
    )
    assert [lane.name for lane in lanes] == ["Need", "Placement", "Reviews"]


def test_nothing_has_no_lane():
    assert arrange(journey()) == []


def test_spells_that_meet_share_a_row_and_those_that_overlap_do_not():
    placements = [
        spell("Placement", "Placement", date(2020, 1, 1), date(2020, 3, 1), "a"),
        spell("Placement", "Placement", date(2020, 2, 1), date(2020, 4, 1), "b"),
        spell("Placement", "Placement", date(2020, 3, 1), None, "c"),
    ]
    (lane,) = arrange(journey(placements))
    assert rows_of(lane) == [("a", 0), ("b", 1), ("c", 0)]
    assert lane.rows == 2


def test_no_spell_follows_an_open_one_in_its_row():
    plans = [
        spell("Protection", "Child protection plan", FIRST, None, "open"),
        spell("Protection", "Child protection plan", date(2024, 1, 1), None, "later"),
    ]
    (lane,) = arrange(journey(plans))
    assert rows_of(lane) == [("open", 0), ("later", 1)]


def test_kinds_of_spell_stay_apart():
    spells = [
        spell("Need", "Child in need", date(2020, 1, 1), date(2020, 2, 1), "case"),
        spell("Need", "Assessment", date(2020, 3, 1), date(2020, 4, 1), "assessment"),
        spell("Need", "Child in need", date(2020, 5, 1), None, "next case"),
    ]
    (lane,) = arrange(journey(spells))
    assert rows_of(lane) == [("case", 0), ("next case", 0), ("assessment", 1)]
    assert lane.kinds_of_spell == ("Child in need", "Assessment")


def test_marks_have_the_last_row_and_edges_of_spells_are_none():
    (lane,) = arrange(
        journey(
            [spell("Need", "Child in need", FIRST, None)],
            [
                event("Need", "Child in need began", FIRST, is_edge=True),
                event("Need", "Referral", FIRST),
            ],
        )
    )
    assert lane.rows == 2
    assert lane.kinds_of_mark == ("Referral",)


def test_a_lane_of_edges_alone_has_one_row():
    (lane,) = arrange(journey([], [event("Missing", "Went missing", FIRST, is_edge=True)]))
    assert (lane.rows, lane.spells, lane.marks) == (1, (), ())


@pytest.mark.parametrize(
    ("days", "row"), [(9, 1), (10, 0)], ids=["sooner than the least", "after the least"]
)
def test_a_short_spell_keeps_its_row_for_the_least_time(days, row):
    spells = [
        spell("Missing", "Missing", FIRST, FIRST, "short"),
        spell("Missing", "Missing", FIRST + days * DAY, None, "next"),
    ]
    (lane,) = arrange(journey(spells), least=10 * DAY)
    assert rows_of(lane) == [("short", 0), ("next", row)]


def test_a_spell_that_ends_before_it_begins_keeps_its_own_day():
    spells = [
        spell("Missing", "Missing", FIRST, FIRST - 9 * DAY, "slip"),
        spell("Missing", "Missing", FIRST, FIRST + DAY, "same day"),
    ]
    (lane,) = arrange(journey(spells), least=DAY)
    assert rows_of(lane) == [("slip", 0), ("same day", 1)]


LIVES = st.lists(
    st.tuples(st.integers(0, 60), st.none() | st.integers(0, 20)), min_size=1, max_size=25
)


@given(LIVES, st.integers(0, 5))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_whatever_was_lived_no_two_spells_of_a_row_overlap_and_none_is_lost(lived, least):
    spells = [
        spell(
            "Missing",
            "Missing",
            FIRST + start * DAY,
            None if days is None else FIRST + (start + days) * DAY,
            str(number),
        )
        for number, (start, days) in enumerate(lived)
    ]
    (lane,) = arrange(journey(spells), least=least * DAY)
    assert sorted(int(one.detail) for one, _ in lane.spells) == list(range(len(lived)))
    assert {row for _, row in lane.spells} == set(range(lane.rows))
    for (one, its_row), (other, other_row) in combinations(lane.spells, 2):
        if its_row == other_row:
            earlier, later = sorted((one, other), key=lambda which: which.start_date)
            assert earlier.end_date is not None
            assert later.start_date >= max(earlier.end_date, earlier.start_date + least * DAY)
