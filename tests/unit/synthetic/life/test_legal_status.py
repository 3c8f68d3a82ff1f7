"""Legal statuses of made lives: they fill each period, keep the law's days and end as the period does."""

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.wanted import applications_wanted
from pipeline.synthetic.life.definition.care import PeriodsOfCare
from pipeline.synthetic.life.legal.make import make_legal_statuses
from tests.unit.synthetic.sample import children, day, ground, table

ON = ground(first_year=2018)
COUNT = 600


def statuses_of(
    first, *, start="2019-01-01", end="", reason="", birth="2015-01-01", on=ON, **columns
):
    """Make the legal statuses of many periods that are alike."""
    periods = table(
        PeriodsOfCare,
        child=range(COUNT),
        start_date=[start] * COUNT,
        end_date=[end] * COUNT,
        category_of_need=["N1"] * COUNT,
        first_legal_status=[first] * COUNT,
        reason_ceased=[reason] * COUNT,
        entry_number=[1] * COUNT,
    )
    who = children(COUNT, birth_date=[birth] * COUNT, **columns)
    return make_legal_statuses(on, who, periods)


def lasting(statuses):
    return (statuses.end_date - statuses.start_date).astype(int)


def last_codes(statuses):
    """Return the last status of each period."""
    return statuses.code[np.append(statuses.period[1:] != statuses.period[:-1], True)]


def share(flags):
    return float(np.mean(flags))


@pytest.mark.parametrize(
    "first", ["C1", "C2", "E1", "V2", "V4", "L1", "L2", "L3", "J1", "J2", "J3"]
)
@pytest.mark.parametrize("end", ["", "2019-01-02", "2020-06-01"], ids=["open", "a day", "over"])
def test_statuses_fill_each_period_and_begin_with_its_first(first, end):
    made = statuses_of(first, end=end, reason="E8" if end else "")
    begins = np.append(True, made.period[1:] != made.period[:-1])
    ends = np.append(begins[1:], True)
    assert (made.period[begins] == np.arange(COUNT)).all()
    assert (made.start_date[begins] == day("2019-01-01")).all()
    assert (made.code[begins] == first).all()
    assert (made.end_date[ends] == day(end)).all()
    assert (made.end_date[:-1][~ends[:-1]] == made.start_date[1:][~begins[1:]]).all()
    assert (lasting(made) >= 1).all()


def test_no_status_follows_itself():
    made = statuses_of("L2", end="2024-01-01", reason="E12")
    same = (made.period[1:] == made.period[:-1]) & (made.code[1:] == made.code[:-1])
    assert not same.any()


@pytest.mark.parametrize(
    ("first", "most"),
    [("L1", 3), ("L2", 15), ("L3", 7), ("J2", 2)],
    ids=["rule 361", "rule 362", "rule 363", "rule 364"],
)
def test_detention_lasts_as_long_as_the_law_allows(first, most):
    made = statuses_of(first)
    days = lasting(made)[made.code == first]
    assert days.max() == most


def test_a_child_who_goes_home_within_the_days_goes_home_under_protection():
    made = statuses_of("L1", end="2019-01-04", reason="E4B")
    assert share(last_codes(made) == "L1") > 0.2


def test_nothing_begins_after_the_last_day_that_is_simulated():
    made = statuses_of("V2", start="2025-03-01")
    assert made.start_date.max() <= ON.calendar.last_day


def test_unaccompanied_children_are_accommodated_by_agreement():
    made = statuses_of("V2", birth="2003-01-01", is_uasc=[True] * COUNT)
    assert share(last_codes(made) == "V2") > 0.95


def test_children_who_stay_come_under_an_order():
    assert share(last_codes(statuses_of("V2")) == "C2") > 0.8


def test_no_order_is_made_for_a_child_of_seventeen():
    made = statuses_of("V2", birth="2002-01-15", end="2020-01-15", reason="E17")
    ordered = made.start_date[made.code == "C1"]
    assert (ordered < day("2019-01-15")).all()


@pytest.mark.parametrize("year", [2018, 2023])
def test_interim_orders_last_as_the_proceedings_of_their_year_do(year):
    made = statuses_of("C1", start=f"{year}-01-01")
    days = lasting(made)[(made.code == "C1") & (made.end_date < OPEN)]
    published = ON.calibration.durations("court_assumed", "care_proceedings", given=str(year))
    within = published.values[published.bounds <= 182].sum()
    assert abs(share(days <= 182) - within) < 0.06


@pytest.mark.parametrize("reason", ["E45", "E47", "E41"])
def test_an_order_that_ends_care_within_the_proceedings_is_made_in_place_of_a_care_order(reason):
    made = statuses_of("C1", end="2019-07-15", reason=reason)
    assert share(last_codes(made) == "C1") > 0.8


def test_adopted_children_end_under_a_placement_order_but_for_a_few():
    made = statuses_of("C1", end="2021-04-01", reason="E12", birth="2018-12-01")
    assert 0.93 < share(last_codes(made) == "E1") < 0.995


def test_a_placement_order_comes_in_time_for_the_adopters():
    made = statuses_of("C1", end="2020-07-01", reason="E11", birth="2018-12-01")
    assert lasting(made)[made.code == "E1"].min() >= 75


def test_siblings_who_begin_together_come_under_the_order_and_the_decision_together():
    pairs = np.repeat(np.arange(COUNT // 2), 2)
    made = statuses_of("V2", birth="2008-06-01", family=pairs)
    for code in ("C1", "C2"):
        day_of = np.full(COUNT, OPEN)
        day_of[made.period[made.code == code]] = made.start_date[made.code == code]
        assert (day_of[::2] == day_of[1::2]).all()
        assert (day_of < OPEN).mean() > 0.5


def test_an_authority_with_few_published_applications_puts_fewer_under_orders():
    many = ground(first_year=2018, scale=40)
    few_wanted, many_wanted = applications_wanted(ON)[2023], applications_wanted(many)[2023]
    assert 0 < few_wanted < COUNT / 10 < COUNT < many_wanted
    few, more = (
        (statuses_of("V2", start="2023-04-01", on=on).code == "C1").sum() / COUNT
        for on in (ON, many)
    )
    assert few < more - 0.02


def test_a_child_who_leaves_within_weeks_is_never_put_under_an_order():
    made = statuses_of("V2", end="2019-01-25", reason="E4A")
    assert set(made.code) == {"V2"}


def test_most_who_leave_a_week_after_police_protection_leave_under_an_emergency_order():
    made = statuses_of("L1", end="2019-01-09", reason="E4B")
    assert share(last_codes(made) == "L2") > 0.7


def test_a_placement_order_that_leads_to_no_adoption_gives_way_to_the_care_order():
    made = statuses_of("C1", end="2024-12-01", reason="E45", birth="2018-06-01")
    had = np.isin(np.arange(COUNT), made.period[made.code == "E1"])
    assert 0.08 < had.mean() < 0.25
    assert share(last_codes(made)[had] == "C2") > 0.85


def test_remand_that_ends_care_goes_on_to_the_end():
    made = statuses_of("J1", birth="2004-01-01", end="2019-04-01", reason="E14")
    assert set(made.code) == {"J1"}


@pytest.mark.parametrize(
    ("end", "least", "most"), [("2019-06-01", 0.9, 1), ("2020-12-01", 0, 0)], ids=["soon", "later"]
)
def test_care_that_ends_soon_ends_with_the_remand(end, least, most):
    made = statuses_of("J1", birth="2004-01-01", end=end, reason="E4A")
    assert least <= share(last_codes(made) == "J1") <= most


def test_a_short_break_has_one_status():
    assert set(statuses_of("V4").code) == {"V4"}


def test_the_same_seed_gives_the_same_statuses():
    one, other = (statuses_of("V2", end="2023-01-01", reason="E4A") for _ in range(2))
    assert one.code.tobytes() == other.code.tobytes()
    assert one.start_date.tobytes() == other.start_date.tobytes()
