"""Reviews: when they are held and how a child of which age takes part."""

import numpy as np
import pytest

from pipeline.synthetic.life.care_events.reviews import make_reviews
from tests.unit.synthetic.care_events.lives import many, periods
from tests.unit.synthetic.sample import children, ground


def reviews(birth, *rows, first_year=2023):
    return make_reviews(
        ground(first_year=first_year), children(1, birth_date=[birth]), periods(*rows)
    )


def test_a_stay_of_two_years_is_reviewed_soon_then_after_three_months_then_every_six():
    made = reviews("2012-05-01", (0, "2022-05-01", "2024-05-01", "E4A"))
    days = (made.review_date - np.datetime64("2022-05-01")).astype(int)
    gaps = np.diff(np.concatenate([[0], days]))
    assert 0 < gaps[0] < gaps[1] < gaps[2:].min()
    assert len(days) in (4, 5, 6)


def test_no_review_is_outside_its_period_or_the_calendar():
    who, in_care = many(600)
    made = make_reviews(ground(first_year=2022), who, in_care)
    assert (made.review_date > in_care.start_date[made.period]).all()
    assert (made.review_date < in_care.end_date[made.period]).all()
    assert made.review_date.min() >= np.datetime64("2021-04-01")
    assert made.review_date.max() <= np.datetime64("2025-03-31")
    same = made.period[1:] == made.period[:-1]
    assert (made.review_date[1:] > made.review_date[:-1])[same].all()


def test_most_first_reviews_are_within_twenty_working_days():
    who, in_care = many(2000, start=("2022-04-02", "2024-12-01"))
    made = make_reviews(ground(first_year=2023), who, in_care)
    _, first = np.unique(made.period, return_index=True)
    days = (made.review_date - in_care.start_date[made.period])[first].astype(int)
    assert 0.90 < (days <= 28).mean() < 0.97


@pytest.mark.parametrize(
    ("birth", "young"),
    [("2022-01-01", True), ("2010-01-01", False), ("2019-05-01", None)],
    ids=["under 4", "over 4", "turns 4 in care"],
)
def test_only_reviews_before_the_fourth_birthday_are_of_a_child_too_young_to_take_part(
    birth, young
):
    made = reviews(birth, (0, "2022-05-01", "", ""))
    is_young = made.participation == "PN0"
    fourth = np.datetime64(birth) + np.timedelta64(4 * 365 + 1, "D")
    assert (is_young == (made.review_date < fourth)).all()
    assert young is None or (is_young == young).all()
    assert set(made.participation) <= {f"PN{number}" for number in range(8)}
    if young is None:
        assert 0 < is_young.sum() < len(is_young)


@pytest.mark.parametrize("status", ["V3", "V4"])
def test_short_breaks_are_not_reviewed(status):
    assert len(reviews("2012-05-01", (0, "2022-05-01", "", "", status))) == 0
