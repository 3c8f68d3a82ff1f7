"""Permanence arrangements before a period of care: code, LA and date as the rules allow."""

import re

import numpy as np
import pytest

from pipeline.synthetic.life.care_events.permanence import make_previous_permanences
from tests.unit.synthetic.care_events.lives import many, periods
from tests.unit.synthetic.sample import children, ground

ON = ground(first_year=2018)


def latest_day(text):
    """Return the last day that a date with unknown parts may be."""
    date, month, year = text.split("/")
    if date != "ZZ":
        return np.datetime64(f"{year}-{month}-{date}")
    if month != "ZZ":
        return (np.datetime64(f"{year}-{month}") + 1).astype("datetime64[D]") - 1
    return np.datetime64("2000-12-31") if year == "ZZZZ" else np.datetime64(f"{year}-12-31")


@pytest.fixture(scope="module")
def big():
    """What was before the periods of many children, with the children and periods."""
    who, in_care = many(6000, born=("2003-01-01", "2018-01-01"))
    return make_previous_permanences(ON, who, in_care), who, in_care


def test_shares_are_those_published(big):
    shares = ON.calibration.shares("care_event", "previous_permanence", given="all")
    for code, share in zip(shares.codes, shares.values, strict=True):
        assert (big[0].code == code).mean() == pytest.approx(share, abs=0.01)


def test_date_and_authority_are_there_but_for_those_who_had_none(big):
    made = big[0]
    none = made.code == "Z1"
    assert ((made.date_text == "") == none).all()
    assert ((made.la_code == "") == none).all()
    assert (made.la_code[~none] == "335").mean() > 0.7


def test_dates_are_before_the_start_also_at_their_latest(big):
    made, _, in_care = big
    dated = np.flatnonzero(np.isin(made.code, ("P1", "P2", "P3")))
    texts = made.date_text[dated]
    assert all(re.fullmatch(r"(\d\d|ZZ)/(\d\d|ZZ)/(\d{4}|ZZZZ)", text) for text in texts)
    start = in_care.start_date[made.period[dated]]
    assert all(latest_day(text) < first for text, first in zip(texts, start, strict=True))
    kinds = {re.sub(r"\d", "9", text) for text in texts}
    assert kinds == {"99/99/9999", "ZZ/99/9999", "ZZ/ZZ/9999", "ZZ/ZZ/ZZZZ"}
    assert set(made.date_text[made.code == "P4"]) == {"ZZ/ZZ/ZZZZ"}


@pytest.mark.parametrize(
    ("reason", "end", "again", "code", "date"),
    [
        ("E12", "2018-06-05", "2021-01-10", "P1", "05/06/2018"),
        ("E45", "2018-06-05", "2021-01-10", "P2", "05/06/2018"),
        ("E47", "2018-06-05", "2021-01-10", "P3", "05/06/2018"),
        ("E46", "2020-06-05", "2021-01-10", "P2", "ZZ/ZZ/ZZZZ"),
    ],
    ids=["adoption", "special guardianship", "arrangements order", "in the same return"],
)
def test_who_comes_back_after_an_order_had_that_order(reason, end, again, code, date):
    made = make_previous_permanences(
        ON,
        children(1),
        periods(
            (0, "2017-06-01", end, reason),
            (0, again, "2022-05-01", "E4A"),
            (0, "2023-05-01", "", ""),
        ),
    )
    assert made.code[1:].tolist() == [code, code]
    assert made.date_text[1] == date
    assert made.date_text[2] == end[8:] + "/" + end[5:7] + "/" + end[:4]
    assert made.la_code[1:].tolist() == ["335", "335"]


def test_nothing_is_asked_of_starts_before_april_2016():
    made = make_previous_permanences(
        ON, children(2), periods((0, "2016-03-31", "", ""), (1, "2016-04-01", "", ""))
    )
    assert made.period.tolist() == [1]
