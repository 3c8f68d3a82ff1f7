from collections import Counter
from datetime import date

import pytest

from pipeline.errors import RefusedError
from pipeline.sources.placing.check import (
    EventDates,
    check_year,
    collection_year_of,
    count_dates,
)


def dates(*days: str, has_open_rows: bool = False, has_events: bool = True) -> EventDates:
    return EventDates(Counter(map(date.fromisoformat, days)), has_open_rows, has_events)


def test_dates_are_counted() -> None:
    assert count_dates([("01/04/2017", 2), ("2017-04-01", 3), ("no", 9)]) == {date(2017, 4, 1): 5}


def test_the_collection_year_turns_on_1_april() -> None:
    assert collection_year_of(date(2017, 3, 31)) == 2017
    assert collection_year_of(date(2017, 4, 1)) == 2018


def test_dates_in_the_year_pass_without_a_note() -> None:
    assert check_year(dates("2016-05-01", "2016-06-01", "2017-03-31"), 2017) == ()


def test_half_after_the_end_is_a_note_more_is_refused() -> None:
    assert check_year(dates("2016-05-01", "2016-06-01", "2017-05-01", "2017-06-01"), 2017) == (
        "2 of 4 dates are after 31 March 2017.",
    )
    with pytest.raises(
        RefusedError, match=r"2 of 3 dates are after 31 March 2017.*suggest 2017-18"
    ):
        check_year(dates("2016-05-01", "2017-05-01", "2017-06-01"), 2017)


def test_all_before_the_start_is_refused_unless_a_row_is_open() -> None:
    before = ("2015-05-01", "2015-06-01", "2015-07-01")
    with pytest.raises(RefusedError, match=r"all 3 dates are before 1 April 2016.*suggest 2015-16"):
        check_year(dates(*before), 2017)
    assert check_year(dates(*before, has_open_rows=True), 2017) == ()


def test_a_module_without_events_in_the_year_may_lie_before_it_and_suggests_no_year() -> None:
    births = dates("2005-05-01", "2006-06-01", "2007-07-01", has_events=False)
    assert check_year(births, 2017) == ()
    assert births.suggest_year() is None


def test_one_or_two_dates_prove_nothing() -> None:
    assert check_year(dates("2020-01-01", "2020-01-03"), 2018) == (
        "2 of 2 dates are after 31 March 2018.",
    )
