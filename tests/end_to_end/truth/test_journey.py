"""The event log of every child against what was lived: no event more, none less, in order of days."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from pipeline.journey.api import draw, read_journey
from pipeline.settings import Settings

pytestmark = pytest.mark.slow

# For each kind of event the answers that it stands in, and the column of its day.
DAYS = {
    "Referral": ("fct_referral", "referral_date"),
    "Assessment began": ("fct_assessment", "start_date"),
    "Assessment authorised": ("fct_assessment", "authorisation_date"),
    "Child in need plan began": ("fct_child_in_need_plan", "start_date"),
    "Child in need plan ended": ("fct_child_in_need_plan", "end_date"),
    "Section 47 enquiry began": ("fct_section_47_enquiry", "start_date"),
    "Child protection plan began": ("fct_child_protection_plan", "start_date"),
    "Child protection plan ended": ("fct_child_protection_plan", "end_date"),
    "Pre-proceedings began": ("fct_pre_proceedings", "pre_proceedings_start_date"),
    "Pre-proceedings ended": ("fct_pre_proceedings", "pre_proceedings_end_date"),
    "Order made": ("fct_court_order", "order_date"),
    "Period of care began": ("fct_period_of_care", "first_day_in_returns"),
    "Period of care ended": ("fct_period_of_care", "end_date"),
    "Legal status began": ("fct_legal_status_spell", "first_day_in_returns"),
    "Placement began": ("fct_placement", "first_day_in_returns"),
    "Went missing": ("fct_missing_episode", "start_date"),
    "Came back from missing": ("fct_missing_episode", "end_date"),
    "Review": ("fct_review", "review_date"),
    "Returned home": ("fct_return_home", "return_date"),
    "Permanence": ("fct_permanence_outcome", "outcome_date"),
}
# Events that one answer of several columns tells.
OTHERS = {
    "Initial conference", "Review conference", "Re-entered care", "Child in need began", "Child in need ended",
    "Care proceedings began", "Care proceedings ended", "Hearing", "Placement cost began", "Care leaver contact",
    "Adoption decision", "Contact",
}  # fmt: skip
HELD = {"HELD", "CONCLUDED"}


@pytest.fixture(scope="module")
def events(both):
    """The child and day of each event of the log, by kind of event."""
    by_kind = defaultdict(Counter)
    for (event, *where), times in both.told(
        "fct_journey_event", "event", "child_key", "event_date"
    ).items():
        by_kind[event][tuple(where)] += times
    return by_kind


@pytest.fixture(scope="module")
def children_of_case(both):
    """The children of each case, as a tracker has them."""
    found = defaultdict(set)
    for row in both.known("fct_application_child"):
        if row["is_latest_of_case"]:
            found[row["la_code"], row["case_number"]].add(row["child_key"])
    return found


@pytest.mark.parametrize("event", DAYS)
def test_the_events_of_a_kind_are_those_that_were_lived(both, events, event):
    table, day = DAYS[event]
    assert events[event] == on(day, both.known(table))
    assert events[event].total() > 50


def test_every_kind_of_event_of_the_log_is_compared(both):
    kinds = {kind for (kind,) in both.told("seed_journey_event", "event")}
    assert kinds == DAYS.keys() | OTHERS


@pytest.mark.parametrize("kind", ["Initial conference", "Review conference"])
def test_conferences(both, events, kind):
    known = [row for row in both.known("fct_conference") if row["conference_type"] == kind]
    assert events[kind] == on("conference_date", known)
    assert events[kind].total() > 500


def test_re_entries_after_an_exit_that_the_returns_have(both, events):
    known = [row for row in both.known("fct_reentry") if row["is_earlier_exit_in_returns"]]
    assert events["Re-entered care"] == on("start_date", known)
    assert events["Re-entered care"].total() > 10


def test_a_case_opens_and_closes_where_something_followed_the_referral(both, events):
    cases = [
        row for row in both.known("fct_referral") if row["is_referral_no_further_action"] is False
    ]
    assert events["Child in need began"] == on("referral_date", cases)
    assert events["Child in need ended"] == on("closure_date", cases)
    assert events["Child in need began"].total() > events["Child in need ended"].total() > 1000


def test_proceedings_begin_and_end_with_the_case_for_each_child_of_it(
    both, events, children_of_case
):
    cases = defaultdict(list)
    for row in both.known("fct_application"):
        cases[row["la_code"], row["case_number"]].append(row)
    began, ended = Counter(), Counter()
    for case, applications in cases.items():
        ends = [row["case_end_date"] for row in applications]
        for child in children_of_case[case]:
            began[child, min(row["issue_date"] for row in applications)] += 1
            if None not in ends:
                ended[child, max(ends)] += 1
    assert events["Care proceedings began"] == began
    assert events["Care proceedings ended"] == ended
    assert began.total() > ended.total() > 100


def test_hearings_that_were_held_for_each_child_of_the_case(both, events, children_of_case):
    known = Counter(
        (child, row["hearing_date"])
        for row in both.known("fct_hearing")
        if row["hearing_outcome_code"] in HELD
        for child in children_of_case[row["la_code"], row["case_number"]]
    )
    assert events["Hearing"] == known
    assert known.total() > 1000


def test_a_price_begins_once_however_many_years_it_is_paid(both, events):
    names = ("child_key", "placement_start_date", "start_date", "cost_centre")
    prices = both.known("fct_placement_cost", *names)
    assert events["Placement cost began"] == Counter((row[0], row[2]) for row in prices)
    assert len(prices) > 1000


def test_a_care_leavers_year_is_told_at_its_end(both, events):
    known = both.known("fct_care_leaver_contact", "child_key", "collection_year")
    last_days = Counter({(child, date(year, 3, 31)): n for (child, year), n in known.items()})
    assert events["Care leaver contact"] == last_days
    assert known.total() > 100


def test_decisions_for_adoption_of_those_adopted(both, events):
    """The answers know the decision of an adoption; the returns also those not carried out, or not yet."""
    known = on("adoption_decision_date", both.known("fct_permanence_outcome"))
    assert known <= events["Adoption decision"]
    assert known.total() > 10


def test_the_events_of_a_child_are_numbered_in_order_of_days(both):
    journeys = defaultdict(list)
    for child, number, day in both.told(
        "fct_journey_event", "child_key", "event_number", "event_date"
    ).elements():
        journeys[child].append((number, day))
    for journey in journeys.values():
        journey.sort()
        assert [number for number, _ in journey] == list(range(1, len(journey) + 1))
        assert all(earlier <= later for (_, earlier), (_, later) in pairwise(journey))
    assert len(journeys) > 1000


def test_every_child_has_a_journey(both):
    assert set(both.told("dim_child", "child_key")) == set(
        both.told("fct_journey_event", "child_key")
    )


def test_the_days_between_events_sum_to_the_length_of_the_journey(both):
    wrong = both.ask("""
        SELECT child_key
        FROM fct_journey_event
        GROUP BY child_key
        HAVING COALESCE(SUM(days_since_previous_event), 0) <> MAX(event_date) - MIN(event_date)
    """)
    assert not wrong


def test_a_child_is_read_by_the_id_that_its_authority_gives_it(both, events):
    """Whose journey has all kinds of parts: it came back into care after proceedings."""
    settings = Settings(home=both.warehouse.parent)
    children = {
        (row["la_code"], row["la_child_id"], row["child_key"]) for row in both.known("fct_reentry")
    }
    for la_code, child, key in sorted(children)[:5]:
        told = read_journey(settings, child, la=la_code)
        log = Counter((one.event, one.event_date) for one in told.events)
        assert log == Counter(
            {
                (kind, day): times
                for kind, places in events.items()
                for (whose, day), times in places.items()
                if whose == key
            }
        )
        starts = [one for one in told.events if one.event == "Placement began"]
        assert len([one for one in told.spells if one.spell == "Placement"]) == len(starts) > 0
        assert draw(told).count("<rect") == len(told.spells) + 1


def on(day, rows):
    """Count the rows of answers by child and day, without those that have no such day."""
    return Counter((row["child_key"], row[day]) for row in rows if row[day] is not None)
