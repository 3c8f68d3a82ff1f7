"""Birthdays and ages on days."""

import numpy as np
import pandas as pd
import pytest

from pipeline.synthetic.life.birthday import age_on, birthday


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("birth", "years", "turns"),
    [
        ("2010-05-17", 18, "2028-05-17"),
        ("2008-02-29", 4, "2012-02-29"),
        ("2008-02-29", 18, "2026-02-28"),
        ("2010-12-31", 0, "2010-12-31"),
        ("2028-02-29", -18, "2010-02-28"),
    ],
    ids=["plain", "leap day to leap year", "leap day to common year", "birth", "backwards"],
)
def test_a_birthday(birth, years, turns):
    assert birthday(days(birth), years) == days(turns)


@pytest.mark.parametrize("years", [4, 18], ids=["to leap year", "to common year"])
def test_a_birthday_is_where_pandas_has_it(years):
    birth = np.arange("2007-01-01", "2009-01-01", dtype="datetime64[D]")
    expected = pd.DatetimeIndex(birth) + pd.DateOffset(years=years)
    assert (birthday(birth, years) == expected.to_numpy().astype("datetime64[D]")).all()


def test_an_age_changes_on_the_birthday():
    birth = days("2010-05-17", "2010-05-17", "2010-05-17")
    on = days("2026-05-16", "2026-05-17", "2010-05-16")
    assert age_on(birth, on).tolist() == [15, 16, -1]
