"""What the warehouse says of the family court against what the simulation knows.

Trackers tell children once a case, forget orders when the case is closed and have plans that are not settled yet;
what they cannot know is left out or held to what is known.
"""

from collections import Counter
from datetime import date

import pytest

LAST_DAY = date(2025, 3, 31)
PERIODS = """
    SELECT
        a.la_code,
        a.case_number,
        a.child_key,
        p.start_date
    FROM fct_application_child AS a
    LEFT JOIN fct_period_of_care AS p ON a.period_of_care_key = p.period_of_care_key
"""
HEARINGS_OF_ONE_APPLICATION = """
    SELECT
        h.la_code,
        h.case_number,
        h.hearing_date,
        h.hearing_type_code,
        a.application_type_code,
        a.issue_date
    FROM fct_hearing AS h
    INNER JOIN fct_application AS a ON h.application_key = a.application_key
    WHERE NOT h.is_listed_ahead
"""
CASES = """
    SELECT la_code, case_number, first_issue_date, case_end_date, number_of_applications, number_of_children
    FROM fct_care_proceedings
"""

pytestmark = pytest.mark.slow


def test_pre_proceedings(both):
    same = (
        "la_code", "child_key", "letter_before_proceedings_date", "has_family_group_meeting_offer",
        "initial_meeting_date", "has_legal_representation", "review_meeting_count", "pre_proceedings_outcome_code",
        "court_application_date", "care_proceedings_letter_date", "case_number",
    )  # fmt: skip
    told = both.told("fct_pre_proceedings", "start_date", "end_date", *same)
    assert told == both.known(
        "fct_pre_proceedings", "pre_proceedings_start_date", "pre_proceedings_end_date", *same
    )
    assert told.total() > 100


def test_family_group_meetings_where_one_was_offered(both):
    """A tracker leaves it blank where none was offered, and says no while pre-proceedings go on."""
    names = ("has_family_group_meeting", "has_family_group_meeting_offer")
    told = both.told("fct_pre_proceedings", "child_key", "end_date", *names)
    known = both.known("fct_pre_proceedings", "child_key", "pre_proceedings_end_date", *names)
    assert _offered(told) == _offered(known)
    assert {row[2] for row in _offered(told)} == {True, False}
    assert {row[2] for row in told if not row[3]} == {None}


def test_applications(both):
    same = (
        "la_code", "case_number", "application_type_code", "issue_date", "is_la_applicant", "is_short_notice",
        "is_repeat", "court_area", "extended_to_date", "case_end_date", "case_outcome_code", "children_of_case", "days",
    )  # fmt: skip
    told = both.told("fct_application", "issue_collection_year", *same)
    assert told == both.known("fct_application", "collection_year", *same)
    assert told.total() > 300


def test_cases_are_their_applications(both):
    known = {}
    for row in both.known("fct_application"):
        known.setdefault((row["la_code"], row["case_number"]), []).append(row)
    assert both.ask(CASES) == Counter((*case, *_whole(rows)) for case, rows in known.items())
    assert max(len(rows) for rows in known.values()) > 1


def test_every_child_of_a_case_is_found_with_or_without_an_id(both):
    names = ("la_code", "case_number", "child_key")
    known = Counter(_child(row) for row in _latest(both))
    assert both.told("fct_application_child", *names) == known
    methods = both.told("fct_application_child", "link_method")
    assert set(methods) == {("Child id",), ("Birth date and sex",)}


def test_plans_that_are_settled(both):
    names = ("la_code", "case_number", "child_key", "care_plan_code")
    told = both.told("fct_application_child", *names)
    known = Counter((*_child(row), row["care_plan_code"]) for row in _latest(both))
    assert {row[3] for row in told - known} == {"PARALLEL"}
    assert len(told - known) < len(told) / 10


def test_periods_of_care_that_a_case_is_about(both):
    """Of children of one period of care; of several the warehouse takes the latest that the case touches."""
    periods = both.known("fct_period_of_care")
    first_day = {
        (row["child_key"], row["start_date"]): row["first_day_in_returns"] for row in periods
    }
    once = {
        key for key, times in Counter(row["child_key"] for row in periods).items() if times == 1
    }
    known = Counter(
        (*_child(row), first_day.get((row["child_key"], row["period_start_date"])))
        for row in _latest(both)
    )
    assert _of(once, both.ask(PERIODS)) == _of(once, known)
    assert len(_of(once, known)) > 100


def test_hearings_held(both):
    names = ("la_code", "case_number", "hearing_date", "hearing_type_code", "hearing_outcome_code")
    held = ("HELD", "CONCLUDED")
    known = both.known("fct_hearing", *names, "is_agreed")
    told = both.told("fct_hearing", *names, "is_agreed", "is_listed_ahead")
    past = Counter({row[:-1]: times for row, times in told.items() if not row[-1]})
    assert _where(past, 4, held) == _where(known, 4, held)
    # Whether the parties agreed is told of hearings that took place.
    assert _without_last(past) == _without_last(known)
    ahead = [row for row in told if row[-1]]
    assert min(row[2] for row in ahead) > LAST_DAY


def test_hearings_of_the_only_application_before_the_court(both):
    names = (
        "la_code", "case_number", "hearing_date", "hearing_type_code", "application_type_code", "issue_date",
    )  # fmt: skip
    told, known = both.ask(HEARINGS_OF_ONE_APPLICATION), both.known("fct_hearing", *names)
    assert told <= known
    assert told.total() > known.total() * 0.9


def test_orders(both):
    names = ("la_code", "case_number", "child_key", "order_type_code", "order_date")
    told = both.told("fct_court_order", *names)
    assert told == both.known("fct_court_order", *names)
    methods = {method for (method,) in both.told("fct_court_order", "link_method")}
    assert methods == {"Child id", "Every child of the case", "Only child of the case"}


def test_ends_of_orders_that_came_while_the_case_was_told(both):
    names = ("la_code", "case_number", "child_key", "order_type_code", "order_date")
    end = {
        tuple(row[name] for name in names): row["order_end_date"]
        for row in both.known("fct_court_order")
    }
    told = both.told("fct_court_order", *names, "order_end_date", "collection_year")
    blank = [row for row in told if row[5] is None]
    assert all(end[row[:5]] == row[5] for row in told if row[5] is not None)
    assert all(end[row[:5]] is None or end[row[:5]] > date(row[6], 3, 31) for row in blank)
    assert 0 < len(blank) < len(told)


def test_siblings_are_in_one_case(both):
    cases = {}
    for row in _latest(both):
        cases.setdefault((row["la_code"], row["case_number"]), set()).add(row["child_key"])
    known = Counter(
        (one, other)
        for children in cases.values()
        for one in children
        for other in children - {one}
    )
    assert both.told("fct_sibling", "child_key", "sibling_child_key") == known
    assert known.total() > 100


def _latest(both):
    """Return the children of the latest application of each case, as a tracker has them."""
    rows = both.known("fct_application_child")
    return [row for row in rows if row["is_latest_of_case"]]


def _child(row):
    return row["la_code"], row["case_number"], row["child_key"]


def _whole(applications):
    """Return what a case is told to be: from when to when, of how many applications and children."""
    ends = [row["case_end_date"] for row in applications]
    return (
        min(row["issue_date"] for row in applications),
        None if None in ends else max(ends),
        len(applications),
        applications[0]["children_of_case"],
    )


def _offered(meetings):
    return Counter({row: times for row, times in meetings.items() if row[3] and row[1] is not None})


def _of(children, rows):
    return Counter({row: times for row, times in rows.items() if row[2] in children})


def _where(rows, place, values):
    return Counter({row: times for row, times in rows.items() if row[place] in values})


def _without_last(rows):
    found = Counter()
    for row, times in rows.items():
        found[row[:-1]] += times
    return found
