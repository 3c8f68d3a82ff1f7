"""The CIN census of simulated lives: what each year's return has, and the statutory rules that bind its rows."""

from functools import cache

import pyarrow.compute as pc
import pytest

from pipeline.settings import find_project_dir
from pipeline.sources.api import load_sources
from pipeline.synthetic.extracts.cin_census import cin_census_extracts
from pipeline.synthetic.plan import first_day_of, last_day_of
from tests.unit.synthetic.need.lives import walsall

YEARS = (2022, 2023, 2024, 2025)
CASE = ("la_child_id", "cin_details_id")
EVENTS = {
    "assessments": ("start_date", "authorisation_date"),
    "section_47": ("start_date", "initial_conference_date"),
    "child_protection_plans": ("start_date", "end_date"),
    "cin_plan_dates": ("start_date", "end_date"),
}


@cache
def census(year):
    """Return the rows of each table as dictionaries."""
    return {
        extract.table: [
            dict(zip(extract.columns, row, strict=True))
            for row in zip(*(c.to_pylist() for c in extract.columns.values()), strict=True)
        ]
        for extract in cin_census_extracts(walsall(), year)
    }


def days(year):
    return first_day_of(year).astype(object), last_day_of(year).astype(object)


def case_of(row):
    return tuple(row[name] for name in CASE)


def cases(year):
    return {case_of(row): row for row in census(year)["cin_details"]}


def test_a_census_has_the_tables_and_columns_of_the_contract():
    project = find_project_dir()
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    [census_source] = [source for source in sources if source.name == "cin_census"]
    tables = {table.name: table for table in census_source.tables}
    for year in YEARS:
        for extract in cin_census_extracts(walsall(), year):
            columns = {c.name for c in tables[extract.table].columns if not c.optional}
            assert set(extract.columns) == columns
            assert extract.source == "cin_census"


@pytest.mark.parametrize("year", YEARS)
def test_a_case_of_the_census_was_open_in_the_year(year):
    first, last = days(year)
    for row in census(year)["cin_details"]:
        assert row["referral_date"] <= last
        assert row["closure_date"] is None or first <= row["closure_date"] <= last
        assert (row["closure_date"] is None) == (row["closure_reason_code"] is None)
        if row["is_referral_no_further_action"]:
            assert row["referral_date"] >= first  # rule 8569Q
        else:
            assert row["primary_need_code"]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("table", EVENTS)
def test_what_happens_lies_in_the_case_and_is_known_by_the_end_of_the_year(year, table):
    first, last = days(year)
    known = cases(year)
    for row in census(year)[table]:
        case = known[case_of(row)]
        start, end = (row[name] for name in EVENTS[table])
        assert case["referral_date"] <= start <= last
        assert not case["is_referral_no_further_action"]
        assert end is None or (start <= end and first <= end <= last)
        assert end is None or case["closure_date"] is None or end <= case["closure_date"]


@pytest.mark.parametrize("year", YEARS)
def test_every_closed_case_is_finished_and_every_enquiry_has_an_assessment(year):
    known, found = cases(year), census(year)
    assessed = {case_of(row) for row in found["assessments"]}
    for row in found["assessments"]:
        assert row["authorisation_date"] or known[case_of(row)]["closure_date"] is None
    for row in found["section_47"]:
        assert case_of(row) in assessed  # rule 2991Q
        assert known[case_of(row)]["closure_reason_code"] not in ("RC8", "RC9")  # rule 2990
    for key, row in known.items():
        if row["closure_reason_code"] in ("RC8", "RC9"):
            assert key in assessed  # rule 8825Q


@pytest.mark.parametrize("year", YEARS)
def test_a_plan_of_the_year_begins_on_a_conference_and_numbers_hold(year):
    first, _ = days(year)
    found = census(year)
    held = {(*case_of(row), row["initial_conference_date"]) for row in found["section_47"]}
    begun = [row for row in found["child_protection_plans"] if row["start_date"] >= first]
    assert len(begun) > 10
    assert all((*case_of(row), row["start_date"]) in held for row in begun)
    plans = {
        (*case_of(row), row["child_protection_plan_id"]): row
        for row in found["child_protection_plans"]
    }
    for row in found["child_protection_plan_reviews"]:
        plan = plans[(*case_of(row), row["child_protection_plan_id"])]
        assert plan["start_date"] < row["review_date"]


@pytest.mark.parametrize("year", YEARS)
def test_factors_belong_to_authorised_assessments_and_are_in_force(year):
    found = census(year)
    done = {
        (*case_of(row), row["assessment_id"])
        for row in found["assessments"]
        if row["authorisation_date"]
    }
    of = {(*case_of(row), row["assessment_id"]) for row in found["assessment_factors"]}
    assert of == done
    codes = {row["assessment_factor_code"] for row in found["assessment_factors"]}
    assert not codes & {"18", "19", "8"}
    if year >= 2025:
        assert not codes & {"18A", "19A"}


@pytest.mark.parametrize("year", YEARS)
def test_children_are_told_as_of_the_end_of_the_year(year):
    first, last = days(year)
    followed = {
        row["la_child_id"]
        for row in census(year)["cin_details"]
        if not row["is_referral_no_further_action"]
    }
    children = census(year)["child_identifiers"]
    disabled = {row["la_child_id"] for row in census(year)["disabilities"]}
    for row in children:
        assert (row["birth_date"] is None) != (row["expected_birth_date"] is None)
        assert (row["upn"] is None) != (row["upn_unknown_reason_code"] is None)
        assert row["sex_code"] in (("M", "F", "U") if year >= 2025 else ("1", "2", "0"))
        if row["expected_birth_date"]:
            assert last < row["expected_birth_date"]
            assert row["expected_birth_date"].month <= 12
            assert row["expected_birth_date"].year == year
            assert row["sex_code"] in ("U", "0")
        if row["upn_unknown_reason_code"] == "UN7":
            assert row["la_child_id"] not in followed
        if row["birth_date"] and row["la_child_id"] in followed:
            assert row["la_child_id"] in disabled
        assert row["death_date"] is None or first <= row["death_date"] <= last
    assert {row["la_child_id"] for row in children} == {key[0] for key in cases(year)}
    assert any(row["expected_birth_date"] for row in children)


def test_the_next_census_tells_the_same_of_a_case_still_open():
    before = {
        (row["la_child_id"], row["referral_date"]): row
        for row in census(2024)["cin_details"]
        if row["closure_date"] is None
    }
    after = {(row["la_child_id"], row["referral_date"]): row for row in census(2025)["cin_details"]}
    assert set(before) <= set(after)
    for key, row in before.items():
        assert after[key]["referral_source_code"] == row["referral_source_code"]
        assert after[key]["primary_need_code"] == row["primary_need_code"]


def test_child_in_need_plans_are_asked_for_since_2022_and_the_header_says_whose_it_is():
    tables = {
        year: [one.table for one in cin_census_extracts(walsall(), year)] for year in (2021, 2022)
    }
    assert "cin_plan_dates" not in tables[2021]
    assert "cin_plan_dates" in tables[2022]
    [header] = census(2025)["header"]
    assert header["dfe_la_code"] == "335"
    assert header["reference_date"] == days(2025)[1]


def test_some_pupil_numbers_of_looked_after_children_are_not_in_the_census():
    children = walsall().children
    on_record = children.upn[children.upn_from_date <= last_day_of(2025)]
    [extract] = [
        one for one in cin_census_extracts(walsall(), 2025) if one.table == "child_identifiers"
    ]
    told = set(pc.drop_null(extract.columns["upn"]).to_pylist())
    shown = {row["la_child_id"] for row in census(2025)["child_identifiers"]}
    expected = {
        upn
        for upn, since, child in zip(
            children.upn, children.upn_from_date, children.la_child_id, strict=True
        )
        if upn and since <= last_day_of(2025) and child in shown
    }
    assert len(on_record) > 0
    assert told < expected
    assert len(told) > 0.95 * len(expected)
