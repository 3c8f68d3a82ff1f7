"""Brothers and sisters: born when brothers and sisters can be, and in their age group."""

import numpy as np
import pytest

from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.looked_after.definition import AGES, Season
from pipeline.synthetic.life.looked_after.siblings import make_siblings
from pipeline.synthetic.plan import first_day_of, last_day_of
from tests.unit.synthetic.sample import ground

YEAR = 2022
UPPER = np.append(AGES[1:], 18)


@pytest.fixture(scope="module")
def group():
    return np.repeat(np.arange(5), [400, 350, 350, 600, 300])


@pytest.fixture(scope="module")
def siblings(group):
    rng = np.random.default_rng(3)
    season = Season(ground(), rng, YEAR, first_day_of(YEAR), last_day_of(YEAR))
    return make_siblings(season, group)


def test_siblings_are_twins_or_born_nine_months_apart(siblings):
    gaps = np.concatenate(
        [
            np.diff(np.sort(siblings.age_days[siblings.family == one]))
            for one in range(siblings.families)
        ]
    )
    assert ((gaps == 0) | (gaps >= 290)).all()
    assert 0 < (gaps == 0).sum() < 0.2 * len(gaps)


def test_about_six_in_ten_children_have_a_sibling_with_them(siblings):
    with_siblings = siblings.size[siblings.family] > 1
    assert 0.5 < with_siblings.mean() < 0.7


def test_an_age_lies_in_its_group_on_any_day_of_the_start(siblings, group):
    for text in ("2021-04-01", "2022-02-28", "2020-02-29"):
        start = np.full(len(group), np.datetime64(text))
        age = age_on(siblings.births(start), start)
        assert ((age >= AGES[group]) & (age < UPPER[group])).all()


def test_many_of_the_youngest_are_newborn(siblings, group):
    assert 0.35 < (siblings.age_days[group == 0] < 14).mean() < 0.65
