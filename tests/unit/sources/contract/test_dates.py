from datetime import date, datetime

import pytest

from pipeline.sources.contract.dates import DATE_FORMATS, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2017",
        "31-03-2017",
        "31.3.2017",
        "2017-03-31",
        "2017/3/31",
        " 31/03/2017 00:00:00",
        "2017-03-31T00:00",
        "31/03/17",
        "31-Mar-2017",
    ],
)
def test_dates_are_read_in_the_forms_that_systems_write(text: str) -> None:
    assert parse_date(text) == date(2017, 3, 31)


@pytest.mark.parametrize("text", ["", "ZZ/03/2017", "31/02/2017", "20170331", "x"])
def test_other_text_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("form", [form for line in DATE_FORMATS for form in line])
@pytest.mark.parametrize("day", [date(2017, 3, 31), date(1999, 12, 1), date(2068, 2, 29)], ids=str)
def test_the_door_reads_every_form_that_the_staging_models_read(form: str, day: date) -> None:
    assert parse_date(datetime(day.year, day.month, day.day).strftime(form)) == day  # noqa: DTZ001
