"""The facts against what all years' files of a simulated authority tell together, which they share no code with.

A file of a later year has the last word on what it tells again.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import chain

import pytest

from pipeline.synthetic.extracts.cin_census import cin_census_extracts
from pipeline.synthetic.extracts.court import court_extracts
from pipeline.synthetic.extracts.finance import finance_extracts
from pipeline.synthetic.extracts.ssda903 import ssda903_extracts

YEARS = (2023, 2024, 2025)
SOURCES = (ssda903_extracts, cin_census_extracts, court_extracts, finance_extracts)


@dataclass(frozen=True)
class Same:
    """A fact and the table that tells it: what names a row in both, and what is told of it."""

    fact: str
    table: str
    key: tuple
    told: tuple = ()
    only: tuple = ()


SAME = [
    Same(
        "fct_placement_episode", "episodes", ("la_child_id", "start_date"),
        ("end_date", "legal_status_code", "category_of_need_code", "placement_type_code", "placement_provider_code"),
    ),
    Same("fct_missing_episode", "missing", ("la_child_id", "start_date"), ("end_date", "missing_type_code")),
    Same("fct_review", "reviews", ("la_child_id", "review_date"), ("participation_code",)),
    Same("fct_referral", "cin_details", ("la_child_id", "referral_date"),
         ("primary_need_code", "referral_source_code", "closure_date", "closure_reason_code")),
    Same("fct_assessment", "assessments", ("la_child_id", "start_date"),
         ("internal_review_date", "authorisation_date")),
    Same("fct_section_47_enquiry", "section_47", ("la_child_id", "start_date"),
         ("initial_conference_target_date", "initial_conference_date")),
    Same("fct_child_protection_plan", "child_protection_plans", ("la_child_id", "start_date"),
         ("end_date", "initial_category_of_abuse_code", "latest_category_of_abuse_code", "previous_plan_count")),
    Same("fct_conference", "child_protection_plan_reviews", ("la_child_id", "conference_date=review_date"),
         only=("conference_type", "Review conference")),
    Same("fct_child_in_need_plan", "cin_plan_dates", ("la_child_id", "start_date"), ("end_date",)),
    Same("fct_application", "application", ("case_number", "application_type_code", "issue_date"),
         ("case_end_date", "case_outcome_code", "court_area")),
    Same("fct_pre_proceedings", "pre_proceedings", ("la_child_id", "pre_proceedings_start_date"),
         ("pre_proceedings_end_date", "pre_proceedings_outcome_code", "court_application_date",
          "care_proceedings_letter_date", "letter_before_proceedings_date", "initial_meeting_date", "case_number")),
]  # fmt: skip


@pytest.fixture(scope="module")
def files(simulated):
    """The rows of each table of each year's files."""
    made = {}
    for year in YEARS:
        for extract in chain.from_iterable(source(simulated, year) for source in SOURCES):
            names = list(extract.columns)
            rows = zip(*(extract.columns[name].to_pylist() for name in names), strict=True)
            made[extract.source, extract.table, year] = [
                dict(zip(names, row, strict=True)) for row in rows
            ]
    return made


def last_told(files, table, key, told):
    """Return what the latest file that has a key tells of it, as often as it does."""
    latest = {}
    for (_, name, _), rows in files.items():
        if name == table:
            again = {}
            for row in rows:
                values = tuple(row[column] for column in told)
                again.setdefault(tuple(row[column] for column in key), Counter())[values] += 1
            latest |= again
    return latest


@pytest.mark.parametrize("same", SAME, ids=lambda same: same.fact)
def test_a_fact_has_the_rows_that_the_files_of_all_years_tell(same, facts, files):
    key = [name.partition("=")[2] or name for name in same.key]
    expected = last_told(files, same.table, key, same.told)
    known = {}
    for row in facts[same.fact]:
        if not same.only or row[same.only[0]] == same.only[1]:
            values = tuple(row[name] for name in same.told)
            named = tuple(row[name.partition("=")[0]] for name in same.key)
            known.setdefault(named, Counter())[values] += 1
    assert known == expected
    assert len(known) > 10


def test_the_children_of_applications_are_those_of_the_cases(facts, files):
    expected = last_told(files, "application_child", ("case_number",), ("birth_date", "sex_code"))
    cases = Counter(
        row["case_number"] for row in facts["fct_application_child"] if row["is_latest_of_case"]
    )
    assert cases == {case: rows.total() for (case,), rows in expected.items()}


def test_hearings_that_have_come(facts, files):
    """Trackers list hearings to come too."""
    key = ("case_number", "hearing_date", "hearing_type_code")
    expected = last_told(files, "hearing", key, ("hearing_outcome_code",))
    past = {name: rows for name, rows in expected.items() if name[1] <= date(YEARS[-1], 3, 31)}
    known = {}
    for row in facts["fct_hearing"]:
        named = tuple(row[name] for name in key)
        known.setdefault(named, Counter())[(row["hearing_outcome_code"],)] += 1
    assert known == past
    assert len(past) > 10


def test_care_leavers_of_each_year(facts, files):
    columns = ("la_child_id", "in_touch_code", "activity_code", "accommodation_code")
    for year in YEARS:
        told = Counter(
            tuple(row[name] for name in columns) for row in files["ssda903", "oc3", year]
        )
        known = Counter(
            tuple(row[name] for name in columns)
            for row in facts["fct_care_leaver_contact"]
            if row["collection_year"] == year
        )
        assert known == told


def test_factors_of_each_assessment(facts, files):
    """Numbers of assessments run within a year's file: what is held is how often each factor was found."""
    told = Counter(
        row["assessment_factor_code"]
        for year in YEARS
        for row in files["cin_census", "assessment_factors", year]
    )
    assert Counter(row["assessment_factor_code"] for row in facts["fct_assessment_factor"]) == told


def test_prices_of_placements_in_each_year(facts, files):
    columns = ("la_child_id", "placement_start_date", "weekly_cost_gbp", "cost_centre")
    for year in YEARS:
        told = Counter(
            tuple(row[name] for name in columns) for row in files["finance", "placement_cost", year]
        )
        known = Counter(
            tuple(row[name] for name in columns)
            for row in facts["fct_placement_cost"]
            if row["collection_year"] == year
        )
        assert known == told
