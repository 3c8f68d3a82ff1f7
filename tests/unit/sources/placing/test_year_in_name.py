import pytest

from pipeline.sources.placing.year_in_name import find_years

STATED = {
    "2016-17": 2017,
    "2016_17": 2017,
    "201617": 2017,
    "2016-2017": 2017,
    "20162017": 2017,
    "2016/17": 2017,
    "2016 - 17": 2017,
    "2017": 2017,
    "FY2016-17": 2017,
    "FY201617": 2017,
    "walsall2017": 2017,
    "SSDA903_2017": 2017,
    "ssda9032017": 2017,
    "1999-00": 2000,
    "2011-12": 2012,
    "summary_2017": 2017,
    "2016-17 and 2017": 2017,
    "E06000010_2018": 2018,
}


@pytest.mark.parametrize(("name", "year"), STATED.items(), ids=STATED.keys())
def test_a_year_is_read_as_people_write_it(name: str, year: int) -> None:
    assert find_years(name) == {year}


@pytest.mark.parametrize(
    "name", ["20170331", "2017-03-31", "31-03-2017", "31032017", "31 March 2017"]
)
def test_the_31_march_states_the_year_that_it_ends(name: str) -> None:
    assert find_years(name) == {2017}


@pytest.mark.parametrize(
    "name",
    [
        "20170612",
        "2017-06-12",
        "12.06.2017",
        "12062017",
        "20170612T0930",
        "2017-06",
        "201706",
        "06_2017",
        "June 2017",
    ],
)
def test_a_date_or_month_says_when_a_file_was_made_not_its_year(name: str) -> None:
    assert find_years(name) == frozenset()


def test_a_date_beside_a_year_does_not_disturb_it() -> None:
    assert find_years("walsall 2016-17 sent 2017-06-12") == {2017}


@pytest.mark.parametrize("name", ["903", "ssda903", "header", "335", "123456", "8000030"])
def test_other_numbers_are_no_years(name: str) -> None:
    assert find_years(name) == frozenset()


def test_two_years_are_both_found() -> None:
    assert find_years("2015-16 2016-17") == {2016, 2017}
    assert find_years("2015-2017") == {2015, 2017}
