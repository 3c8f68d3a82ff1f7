"""What lies in a year and what is known by its end: the first and the last day count, OPEN never comes."""

from datetime import date

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.extracts.collection_year import CollectionYear
from tests.unit.synthetic.sample import day

YEAR = CollectionYear(2024)
BEFORE, FIRST, LAST, AFTER = (
    day(text) for text in ("2023-03-31", "2023-04-01", "2024-03-31", "2024-04-01")
)
DAYS = np.array([BEFORE, FIRST, LAST, AFTER, OPEN])


@pytest.mark.parametrize(
    ("start", "end", "is_in"),
    [
        (BEFORE, BEFORE, False),
        (BEFORE, FIRST, True),
        (BEFORE, OPEN, True),
        (LAST, OPEN, True),
        (AFTER, OPEN, False),
    ],
    ids=["ended before", "ends on the first day", "around it", "begins on the last day", "after"],
)
def test_a_spell_overlaps_from_the_first_day_to_the_last(start, end, is_in):
    assert YEAR.overlaps(np.array([start]), np.array([end])).tolist() == [is_in]


def test_days_in_the_year_and_known_by_its_end():
    assert YEAR.includes(DAYS).tolist() == [False, True, True, False, False]
    assert YEAR.is_known(DAYS).tolist() == [True, True, True, False, False]
    assert YEAR.by_then(DAYS).tolist() == np.array([BEFORE, FIRST, LAST, OPEN, OPEN]).tolist()
    known = [date(2023, 3, 31), date(2023, 4, 1), date(2024, 3, 31), None, None]
    assert YEAR.so_far(DAYS).to_pylist() == known
