"""What stands for "none" in the simulated life is blank in a column."""

from datetime import date

import numpy as np
import pytest

from pipeline.synthetic.life.column import amounts, codes, days, flags, numbers
from tests.unit.synthetic.sample import day


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["AB", "", "C"], ["AB", None, "C"]),
        (["", ""], [None, None]),
        ([], []),
        (["naïve", "", "x"], ["naïve", None, "x"]),
    ],
    ids=["ascii", "blank", "none", "other letters"],
)
def test_texts(texts, expected):
    made = codes(np.array(texts, dtype=np.str_))
    made.validate(full=True)
    assert made.to_pylist() == expected


def test_texts_of_a_part_of_an_array():
    assert codes(np.array(["a", "bb", "ccc", "dddd"])[::2]).to_pylist() == ["a", "ccc"]


def test_days():
    made = days(np.array([day("2024-02-29"), day(""), day("1969-12-31")]))
    assert made.to_pylist() == [date(2024, 2, 29), None, date(1969, 12, 31)]


def test_numbers_flags_and_amounts():
    assert numbers(np.array([0, -1, 7])).to_pylist() == [0, None, 7]
    assert flags(np.array([1, 0, -1])).to_pylist() == [True, False, None]
    assert flags(np.array([True, False])).to_pylist() == [True, False]
    assert amounts(np.array([1.5, np.nan])).to_pylist() == [1.5, None]
