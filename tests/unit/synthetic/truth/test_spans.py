"""The arithmetic of dates against plain Python's."""

from datetime import date, timedelta

import numpy as np
import pytest

from pipeline.synthetic.truth.spans import (
    add_months,
    collection_years,
    completed_months,
    completed_years,
    days_within,
)
from tests.unit.synthetic.truth.naive import age, later, months

DAYS = [date(2019, 12, 1) + timedelta(days=7 * step + step % 5) for step in range(120)]
DAYS += [
    date(2020, 2, 29),
    date(2020, 3, 1),
    date(2021, 2, 28),
    date(2020, 3, 31),
    date(2020, 4, 1),
]


def array(days):
    return np.array(days, dtype="datetime64[D]")


def test_ages_and_months():
    starts, ends = array(DAYS)[:, None], array(DAYS)[None, :]
    expected = [[(age(one, two), months(one, two)) for two in DAYS] for one in DAYS]
    made = np.stack((completed_years(starts, ends), completed_months(starts, ends)), axis=-1)
    assert made.tolist() == [[list(pair) for pair in row] for row in expected]


@pytest.mark.parametrize("count", [1, 3, 6, 12, 60])
def test_the_same_day_of_a_later_month(count):
    assert add_months(array(DAYS), count).tolist() == [later(day, count) for day in DAYS]


@pytest.mark.parametrize(
    ("day", "year"),
    [("2024-03-31", 2024), ("2024-04-01", 2025), ("2024-12-31", 2025), ("1969-04-01", 1970)],
)
def test_a_year_is_named_after_its_last_day(day, year):
    assert collection_years(array([day])).tolist() == [year]


def test_days_within_a_span():
    first, last = date(2020, 1, 10), date(2020, 3, 5)
    pairs = [(one, two) for one in DAYS[:30] for two in DAYS[:30] if one <= two]
    expected = [
        sum(first <= one + timedelta(days=step) <= last for step in range((two - one).days))
        for one, two in pairs
    ]
    made = days_within(
        array([one for one, _ in pairs]),
        array([two for _, two in pairs]),
        first=np.datetime64(first),
        last=np.datetime64(last),
    )
    assert made.tolist() == expected
