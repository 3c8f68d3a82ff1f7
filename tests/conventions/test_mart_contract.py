"""The columns that people and tools read by name: one that goes or is renamed breaks their queries.

More columns may come. A change here is a change of the contract and stands in CHANGELOG.md.
"""

import re

import pytest

from pipeline.release.withhold import YEARS

PLACE = "la_code la_name collection_year"
PLACEMENT = "placement_group provider_group"
CONTRACT = {
    "mart_looked_after": f"{PLACE} age age_band sex ethnic_group legal_status_group category_of_need {PLACEMENT} "
    "placements_in_year_band years_looked_after_band years_in_placement_band age_at_start_band uasc as_at_date "
    "children children_in_care_over_5_years children_in_placement_over_5_years children_stability_cohort "
    "children_stable",
    "mart_starts": f"{PLACE} age_at_start sex legal_status_group category_of_need first_placement_group provider_group "
    "entry_number starts",
    "mart_leavers": f"{PLACE} age_at_exit exit_reason_group final_legal_status_group years_looked_after duration_band "
    "category_of_need sex returned_home leavers children",
    "mart_return_home": f"{PLACE} age_at_return legal_status_before duration_before_band category_of_need returns "
    "reentries_within_6_months reentries_within_1_year reentries_within_2_years reentries_within_5_years "
    "reentries_to_date days_at_home",
    "mart_placement_days": f"{PLACE} placement_type {PLACEMENT} days placements_ended days_of_placements_ended",
    "mart_placement_changes": f"{PLACE} reason_for_change placement_group_before placement_group_after changes",
    "mart_child_protection": f"{PLACE} plan_duration_band age_at_end category_of_abuse became_looked_after plans_ended",
    "mart_child_protection_starts": f"{PLACE} plans_started second_or_subsequent",
    "mart_assessment_factors": f"{PLACE} factor_code factor who became_looked_after_within_3_months "
    "assessments_with_factor",
    "mart_assessments": f"{PLACE} became_looked_after_within_3_months assessments assessments_with_substance_use "
    "assessments_with_any_of_toxic_trio assessments_with_all_of_toxic_trio",
    "mart_court": f"{PLACE} application_type outcome duration_band over_26_weeks applications children cases_ended "
    "days_of_cases_ended",
    "mart_activity_month": "la_code la_name month contacts referrals re_referrals section_47_enquiries "
    "child_in_need_opened child_in_need_closed child_in_need_open_at_month_end "
    "child_protection_plans_opened child_protection_plans_closed child_protection_plans_open_at_month_end "
    "looked_after_opened looked_after_closed looked_after_open_at_month_end",
    "mart_finance_month": f"la_code la_name month {PLACEMENT} children placement_days cost budget forecast variance "
    "average_weekly_cost",
    "mart_care_cost": f"{PLACE} age_at_exit exit_reason_group final_legal_status_group years_looked_after "
    "duration_band category_of_need sex returned_home process events months cost",
    "mart_forecast": "measure method scenario low central high",
    "mart_data_quality": "la_code collection_year source rule_code rows_checked rows_failing children_failing",
    "mart_measure": "measure_id collection_year breakdown breakdown_value numerator denominator value",
    "bench_measure": "england region statistical_neighbours_mean statistical_neighbours_median rank rank_of quartile "
    "best_neighbour change_on_year",
}


@pytest.mark.parametrize("mart", CONTRACT)
def test_a_mart_has_the_columns_of_its_contract(mart, workspace):
    held = {column.name for column in workspace.project.columns_of(mart)}
    assert set(CONTRACT[mart].split()) - held == set()


# Years that no figure of a row is of.
OTHER_YEARS = {
    "price_year",
    "population_mid_year",
    "reentries_within_1_year",
    "returns_followed_1_year",
}


def test_every_year_that_a_row_tells_figures_of_can_be_withheld(workspace):
    """The release knows them by name: a figure of another year needs a column that says which."""
    for model in workspace.project.models.values():
        columns = {column.name for column in workspace.project.columns_of(model.name)}
        if model.layer == "marts" and "la_code" in columns:
            years = {name for name in columns if name.endswith("_year")}
            assert years <= OTHER_YEARS.union(YEARS), model.name
            former = [
                name for name in columns if re.match(r"(spend|cost|number)_before$|base_", name)
            ]
            assert "base_year" in columns or not former, model.name
