"""Missing incidents: as many as published, from where published, and none that a rule would doubt."""

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.care_events.missing import make_missing_incidents
from tests.unit.synthetic.care_events.lives import homes_of, many, periods, placements, statuses
from tests.unit.synthetic.sample import children, ground

ON = ground(first_year=2021, last_year=2022)
ENGLAND = "E92000001"


@pytest.fixture(scope="module")
def made():
    """Incidents of many children, with their periods and homes."""
    who, in_care = many(3000, start=("2019-04-01", "2022-03-01"), born=("2003-06-01", "2019-01-01"))
    homes = homes_of(in_care, code="K2")
    return make_missing_incidents(ON, who, in_care, homes), who, in_care, homes


def test_no_two_overlap_and_none_begins_on_the_day_of_another(made):
    incidents = made[0]
    same = incidents.period[1:] == incidents.period[:-1]
    assert (incidents.start_date[1:] > incidents.start_date[:-1])[same].all()
    assert (incidents.start_date[1:] >= incidents.end_date[:-1])[same].all()
    assert (incidents.end_date >= incidents.start_date).all()


def test_they_begin_in_care_and_end_before_care_does(made):
    incidents, _, in_care, _ = made
    assert (incidents.start_date > in_care.start_date[incidents.period]).all()
    ended = incidents.end_date < OPEN
    assert (incidents.end_date < in_care.end_date[incidents.period])[ended].all()
    going_on = in_care.end_date[incidents.period[~ended]]
    assert (going_on > ON.calendar.last_day).all()


@pytest.mark.parametrize(("code", "name"), [("M", "missing"), ("A", "away")])
@pytest.mark.parametrize("year", [2021, 2022])
def test_children_and_incidents_of_a_year_are_as_published(made, code, name, year):
    incidents, _, in_care, _ = made
    first, last = np.datetime64(f"{year - 1}-04-01"), np.datetime64(f"{year}-03-31")
    there = ((in_care.start_date <= last - 2) & (in_care.end_date > first + 2)).sum()
    flow = {
        column: ON.calibration.flow("care_event", ON.la_code, column)[year]
        for column in ("looked_after_in_year", f"{name}_child", f"{name}_incident")
    }
    in_year = (incidents.start_date >= first) & (incidents.start_date <= last)
    rows = incidents.take(in_year & (incidents.code == code))
    looked_after, child, incident = flow.values()
    assert len(np.unique(rows.period)) == pytest.approx(there * child / looked_after, rel=0.03)
    assert len(rows) == pytest.approx(there * incident / looked_after, rel=0.05)


def test_some_are_missing_very_often_and_most_are_back_within_two_days(made):
    incidents = made[0].take(made[0].code == "M")
    often = np.unique(incidents.period, return_counts=True)[1]
    assert often.max() > 5 * np.median(often)
    lasted = (incidents.end_date - incidents.start_date).astype(int)[incidents.end_date < OPEN]
    assert 0.85 < (lasted <= 2).mean() < 0.97
    assert lasted.max() > 7


def test_children_of_ten_and_over_have_nearly_all_of_them(made):
    incidents, who, in_care, _ = made
    birth = who.birth_date[in_care.child[incidents.period]]
    age = (incidents.start_date - birth).astype(int) / 365.25
    assert (age >= 9.9).mean() > 0.97
    share = ON.calibration.shares("care_event", "missing", given="age").of("16_and_over")
    assert (age >= 16).mean() == pytest.approx(share, abs=0.12)


@pytest.mark.parametrize("change", ["placement", "legal status"])
def test_one_that_goes_on_over_a_31_march_is_of_the_episode_then_open(change):
    count = 400
    who = children(count, birth_date=["2006-06-01"] * count)
    in_care = periods(*((row, "2020-06-01", "", "") for row in range(count)))
    before, after = "2020-06-01", "2021-03-31"
    spells = [
        spell
        for row in range(count)
        for spell in ((row, before, after, "C1"), (row, after, "", "C2"))
    ]
    if change == "placement":
        homes, law = placements(*((*spell[:3], "K2") for spell in spells)), None
    else:
        homes = placements(*((row, before, "", "K2") for row in range(count)))
        law = statuses(*spells)
    incidents = make_missing_incidents(ON, who, in_care, homes, law)
    of_march = (incidents.start_date <= np.datetime64("2021-03-31")) & (
        incidents.start_date > np.datetime64("2021-03-01")
    )
    assert of_march.any()
    assert (incidents.end_date[of_march] <= np.datetime64("2021-03-31")).all()


def test_children_on_short_breaks_have_none():
    in_care = periods((0, "2020-06-01", "", "", "V4"))
    homes = placements((0, "2020-06-01", "", "U6"))
    who = children(1, birth_date=["2006-06-01"])
    assert len(make_missing_incidents(ON, who, in_care, homes)) == 0
