"""Which columns a file of a year has."""

import pytest

from pipeline.errors import ProjectError


def test_a_column_has_the_heading_of_its_year(forms):
    then, now = (forms.of("cin_census", "child_identifiers", year) for year in (2024, 2025))
    assert then.headings["sex_code"] == "GenderCurrent"
    assert now.headings["sex_code"] == "Sex"


def test_columns_are_in_the_order_of_the_file(forms):
    headings = forms.of("ssda903", "reviews", 2025).headings
    assert list(headings.values()) == ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]


def test_a_year_before_the_table_has_no_columns(forms):
    assert not forms.of("ssda903", "social_worker_episodes", 2023).headings


def test_without_a_column_map_the_contract_says_the_headings(forms):
    headings = forms.of("court", "application", 2025).headings
    assert headings["case_number"] == "case_number"


def test_a_table_without_a_contract_is_an_error(forms):
    with pytest.raises(ProjectError, match="no contract ssda903/nothing"):
        forms.of("ssda903", "nothing", 2025)
