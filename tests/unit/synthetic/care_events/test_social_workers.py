"""Social workers: spells without gap, changes as often as published, reasons."""

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.care_events.social_workers import make_social_workers
from tests.unit.synthetic.care_events.lives import many, periods
from tests.unit.synthetic.sample import day, ground

ON = ground(first_year=2022)


@pytest.fixture(scope="module")
def big():
    """Spells of many children, with their periods."""
    in_care = many(2000, start=("2021-01-01", "2025-03-01"), days=1200)[1]
    return make_social_workers(ON, in_care), in_care


def test_spells_fill_each_period_from_april_2023_on(big):
    made, in_care = big
    same = made.period[1:] == made.period[:-1]
    assert (made.start_date[1:] == made.end_date[:-1])[same].all()
    assert (made.end_date > made.start_date).all()
    asked = np.flatnonzero(in_care.end_date >= day("2023-04-01"))
    first = np.unique(made.period, return_index=True)[1]
    assert made.period[first].tolist() == asked.tolist()
    assert (
        made.start_date[first] <= np.maximum(in_care.start_date[asked], day("2023-04-01"))
    ).all()
    assert (made.start_date[first] >= in_care.start_date[asked]).all()
    last = np.append(first[1:], len(made)) - 1
    left = in_care.end_date[asked] < OPEN
    closed = (in_care.end_date[asked][left].astype("datetime64[M]") + 1).astype("datetime64[D]")
    assert (made.end_date[last][left] == closed).all()
    assert (made.end_date[last][~left] == OPEN).all()
    assert (made.start_date <= ON.calendar.last_day).all()


@pytest.mark.parametrize("year", [2024, 2025])
def test_as_many_have_three_workers_in_a_year_as_published(big, year):
    made, in_care = big
    first, last = np.datetime64(f"{year - 1}-04-01"), np.datetime64(f"{year}-03-31")
    there = (in_care.start_date <= last) & (in_care.end_date > last)
    in_year = (made.start_date <= last) & (made.end_date > first)
    workers = np.bincount(made.period[in_year], minlength=len(in_care))[there]
    share = ON.calibration.shares("care_event", "social_workers", given="all", la_code=ON.la_code)
    assert (workers >= 3).mean() == pytest.approx(share.of("3_or_more"), abs=0.015)
    assert workers.min() == 1


def test_the_first_worker_is_the_first_contact_and_no_other(big):
    made, in_care = big
    is_first = made.start_date == in_care.start_date[made.period]
    assert ((made.reason == "FCONTA") == is_first).all()
    assert "" not in made.reason
    assert "LEFTRL" in made.reason


def test_a_change_is_to_another_worker_with_a_number_like_a_register(big):
    made = big[0]
    same = made.period[1:] == made.period[:-1]
    assert (made.worker[1:] != made.worker[:-1])[same].all()
    assert all(len(one) == 8 and one[:2] == "SW" and one[2:].isdigit() for one in made.worker)


@pytest.mark.parametrize(
    ("again", "end", "is_first_contact"),
    [("2023-12-01", "2023-12-01", False), ("2024-05-01", "2023-10-01", True)],
    ids=["back in the year", "back in the next"],
)
def test_a_child_who_comes_back_within_a_year_has_a_worker_meanwhile(again, end, is_first_contact):
    made = make_social_workers(
        ON, periods((0, "2023-05-01", "2023-09-01", "E4A"), (0, again, "", ""))
    )
    assert made.end_date[made.period == 0][-1] == day(end)
    of_return = made.take(made.period == 1)
    assert of_return.start_date[0] == day(again)
    assert (of_return.reason[0] == "FCONTA") == is_first_contact
    assert of_return.end_date[-1] == OPEN


@pytest.mark.parametrize(
    ("left", "again", "end"),
    [
        ("2024-03-27", "", "2024-04-01"),
        ("2024-03-31", "", "2024-04-01"),
        ("2024-03-27", "2024-03-30", "2024-03-30"),
        ("2024-03-27", "2024-07-01", "2024-07-01"),
        ("2024-03-27", "2025-04-05", "2024-04-01"),
        ("2024-02-28", "2024-07-01", "2024-03-01"),
    ],
    ids=[
        "in the last days of a year", "on its last day", "and back before the next", "and back in the next",
        "and back a year later", "the month before",
    ],
)  # fmt: skip
def test_a_worker_closes_the_case_with_the_month(left, again, end):
    back = [(0, again, "", "")] if again else []
    made = make_social_workers(ON, periods((0, "2023-05-01", left, "E4A"), *back))
    assert made.end_date[made.period == 0][-1] == day(end)


def test_who_left_on_the_first_day_has_the_worker_that_its_return_asks_for():
    made = make_social_workers(ON, periods((0, "2019-05-01", "2023-04-01", "E8")))
    assert made.start_date[0] <= day("2023-04-01") < made.end_date[0]
    assert len(make_social_workers(ON, periods((0, "2019-05-01", "2023-03-31", "E8")))) == 0


def test_before_the_return_asked_there_are_none():
    in_care = periods((0, "2019-05-01", "", ""))
    assert len(make_social_workers(ground(first_year=2022, last_year=2023), in_care)) == 0
