"""Values as the texts of each source's files."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from pipeline.synthetic.extracts.definition import Extract
from pipeline.synthetic.writing.text import to_text


def texts(forms, source, table, **columns):
    extract = Extract(source, table, "E08000030", 2025, columns)
    made = to_text(extract, forms.of(source, table, 2025).table)
    return {name: column.to_pylist() for name, column in made.columns.items()}


@pytest.mark.parametrize(
    ("source", "table", "written"),
    [
        ("ssda903", "header", "09/01/2008"),
        ("court", "application_child", "09/01/2008"),
        ("cin_census", "child_identifiers", "2008-01-09"),
    ],
)
def test_days_are_written_as_their_source_does(forms, source, table, written):
    days = pa.array([date(2008, 1, 9), None])
    assert texts(forms, source, table, birth_date=days) == {"birth_date": [written, ""]}


@pytest.mark.parametrize(
    "day", [date(1900, 1, 1), date(1969, 12, 31), date(2000, 2, 29), date(2199, 12, 31)]
)
def test_every_day_of_three_centuries_has_its_text(forms, day):
    made = texts(forms, "ssda903", "header", birth_date=pa.array([day]))
    assert made["birth_date"] == [day.strftime("%d/%m/%Y")]


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(9999, 12, 31)])
def test_an_open_end_that_was_not_made_blank_is_an_error(forms, day):
    with pytest.raises(ValueError, match="open ends"):
        texts(forms, "ssda903", "header", birth_date=pa.array([day]))


def test_flags_numbers_and_codes(forms):
    made = texts(
        forms,
        "ssda903",
        "oc2",
        is_convicted=pa.array([True, False, None]),
        sdq_score=pa.array([0, 40, None]),
        sdq_reason_code=pa.array(["SDQ1", None, ""]),
    )
    assert made == {
        "is_convicted": ["1", "0", ""],
        "sdq_score": ["0", "40", ""],
        "sdq_reason_code": ["SDQ1", "", ""],
    }


def test_money_has_pence(forms):
    amounts = pa.array([1234.5, 0.005, 1e7, -12.346, None])
    made = texts(forms, "finance", "ledger_month", budget_gbp=amounts)
    assert made["budget_gbp"][0] == "1234.50"
    assert made["budget_gbp"][2:] == ["10000000.00", "-12.35", ""]


def test_a_moment_is_written_with_its_time(forms):
    moment = pa.array(np.array(["2025-06-02T09:30:00"], "datetime64[s]"))
    made = texts(forms, "cin_census", "header", made_timestamp=moment)
    assert made["made_timestamp"] == ["2025-06-02T09:30:00"]
