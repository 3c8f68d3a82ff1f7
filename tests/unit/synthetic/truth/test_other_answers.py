"""Answers about need, court and money on lives made by hand, each expected value worked out on paper."""

from collections import Counter
from datetime import date

import pytest

from pipeline.synthetic.life.definition.care import (
    CareLeavers,
    CareReviews,
    InCare,
    LegalStatuses,
    MissingIncidents,
    PeriodsOfCare,
    Placements,
)
from pipeline.synthetic.life.definition.court import (
    ApplicationChildren,
    Applications,
    CourtOrders,
    Hearings,
    InCourt,
)
from pipeline.synthetic.life.definition.money import LedgerMonths, Money, PlacementCosts
from pipeline.synthetic.life.definition.need import (
    AssessmentFactors,
    Assessments,
    Cases,
    InNeed,
    PlanReviews,
    ProtectionPlans,
    Section47Enquiries,
)
from pipeline.synthetic.truth.tables import truth_tables
from tests.unit.synthetic import sample


def answers(**groups):
    world = sample.world(who=sample.children(4), **groups)
    return {one.name: one.table.to_pylist() for one in truth_tables(world)}


def needs():
    """Return four cases of three children, with what happened in them."""
    cases = sample.table(
        Cases,
        child=[0, 0, 1, 2],
        referral_date=["2021-08-01", "2022-08-01", "2023-05-10", "2024-02-01"],
        closure_date=["2022-03-01", "", "2023-05-10", "2024-12-01"],
        is_no_further_action=[False, False, True, False],
    )
    assessments = sample.table(
        Assessments,
        case=[0, 1, 1, 3],
        start_date=["2021-08-02", "2022-08-02", "2025-03-01", "2024-02-02"],
        authorisation_date=["2021-09-01", "2022-09-30", "", "2024-03-20"],
    )
    return sample.group(
        InNeed,
        cases=cases,
        assessments=assessments,
        factors=sample.table(AssessmentFactors, assessment=[1, 1, 1, 3, 3], code=["1B", "3A", "4C", "1A", "2B"]),
        enquiries=sample.table(
            Section47Enquiries,
            case=[1, 3],
            start_date=["2022-10-01", "2024-03-25"],
            conference_date=["2022-10-15", ""],
        ),
        plans=sample.table(
            ProtectionPlans,
            case=[1, 1, 3],
            start_date=["2022-10-15", "2024-05-01", "2024-04-10"],
            end_date=["2023-01-14", "", "2024-10-10"],
            initial_category=["NEG", "EMO", "PHY"],
            latest_category=["EMO", "EMO", "PHY"],
            previous_plan_count=[0, 1, 0],
        ),
        plan_reviews=sample.table(PlanReviews, plan=[0, 2], review_date=["2023-01-10", "2024-07-09"]),
    )  # fmt: skip


def care(start="2022-12-30", placed="P1"):
    """Return a period of care of the first child."""
    return sample.group(
        InCare,
        periods=sample.table(
            PeriodsOfCare,
            child=[0],
            start_date=[start],
            category_of_need=["N1"],
            entry_number=[1],
        ),
        legal_statuses=sample.table(LegalStatuses, period=[0], start_date=[start], code=["C1"]),
        placements=sample.table(
            Placements,
            period=[0],
            start_date=[start],
            placement_type=[placed],
            provider=["PR4"],
            carer=[1],
        ),
    )


def test_a_re_referral_is_within_12_months_of_the_one_before():
    rows = {row["referral_date"]: row for row in answers(need=needs())["fct_referral"]}
    assert sorted(rows) == [date(2022, 8, 1), date(2023, 5, 10), date(2024, 2, 1)]
    again = rows[date(2022, 8, 1)]
    assert again["is_re_referral"]
    assert again["previous_referral_date"] == date(2021, 8, 1)
    assert not again["is_previous_referral_in_returns"]


def test_activity_by_month():
    months = {
        row["month_start_date"]: row
        for row in answers(need=needs(), care=care())["mart_activity_month"]
    }
    assert len(months) == 36
    names = (
        "referrals",
        "re_referrals",
        "referrals_with_no_further_action",
        "child_in_need_opened",
        "looked_after_opened",
    )
    sums = {name: sum(row[name] for row in months.values()) for name in names}
    # The case before the one referred again closed before the first census, which cannot tell of it.
    assert tuple(sums.values()) == (3, 0, 1, 2, 1)
    open_in_need = "child_in_need_open_at_month_end"
    assert months[date(2022, 7, 1)][open_in_need] == 0
    assert months[date(2022, 8, 1)][open_in_need] == 1
    assert months[date(2024, 11, 1)][open_in_need] == 2
    assert months[date(2024, 12, 1)][open_in_need] == 1
    plans = [
        months[day]["child_protection_plans_open_at_month_end"]
        for day in (date(2022, 12, 1), date(2023, 1, 1), date(2024, 5, 1))
    ]
    assert plans == [1, 0, 2]
    assert months[date(2024, 9, 1)]["population_0_17"] > 60_000
    assert sum(row["initial_child_protection_conferences"] for row in months.values()) == 1


@pytest.mark.parametrize(
    ("start", "led"),
    [
        ("2022-12-30", True), ("2023-02-11", True), ("2023-02-12", False), ("2022-10-14", False),
    ],
    ids=["during the plan", "four weeks after", "later", "before the plan"],
)  # fmt: skip
def test_a_plan_led_to_care(start, led):
    (mart,) = (
        row
        for row in answers(need=needs(), care=care(start))["mart_child_protection"]
        if row["collection_year"] == 2023
    )
    assert mart["became_looked_after"] == led
    assert mart["category_of_abuse"] == "Emotional abuse"
    assert mart["plan_duration_band"] == "3 months or less"
    assert (mart["age_at_end"], mart["plans_ended"]) == (12, 1)


def test_plans_that_started():
    rows = answers(need=needs())["mart_child_protection_starts"]
    told = Counter()
    for row in rows:
        told[row["collection_year"], row["category_of_abuse"], row["second_or_subsequent"]] += row[
            "plans_started"
        ]
    assert told == {
        (2023, "Neglect", 0): 1,
        (2025, "Emotional abuse", 1): 1,
        (2025, "Physical abuse", 0): 1,
    }


def test_conferences_are_initial_or_reviews():
    rows = answers(need=needs())["fct_conference"]
    assert sorted((row["conference_date"], row["conference_type"]) for row in rows) == [
        (date(2022, 10, 15), "Initial conference"),
        (date(2023, 1, 10), "Review conference"),
        (date(2024, 7, 9), "Review conference"),
    ]


@pytest.mark.parametrize(
    ("start", "came"),
    [("2022-12-30", True), ("2022-12-31", False), ("2022-08-02", True), ("2022-08-01", False)],
    ids=["three months to the day", "a day more", "on its first day", "before it"],
)
def test_assessments_and_what_was_found(start, came):
    told = answers(need=needs(), care=care(start))
    rows = {row["collection_year"]: row for row in told["mart_assessments"]}
    assert rows.keys() == {2023, 2024}
    assert rows[2023]["became_looked_after_within_3_months"] == came
    counts = ("assessments", "assessments_with_substance_use", "assessments_with_any_of_toxic_trio",
              "assessments_with_all_of_toxic_trio")  # fmt: skip
    assert [rows[2023][name] for name in counts] == [1, 1, 1, 1]
    assert [rows[2024][name] for name in counts] == [1, 1, 1, 0]
    factors = {
        (row["factor_code"], row["who"])
        for row in told["mart_assessment_factors"]
        if row["collection_year"] == 2024
    }
    assert factors == {("1A", "Child"), ("2B", "Parent or carer")}


def court():
    return sample.group(
        InCourt,
        applications=sample.table(
            Applications,
            case_number=["WV24C50001", "WV24C50002", "WV21C50003"],
            application_type=["CARE", "CARE", "SUPERVISION"],
            issue_date=["2024-01-10", "2025-01-10", "2021-06-01"],
            end_date=["2024-07-10", "", "2022-05-01"],
            outcome=["CARE", "", "SUPERVISION"],
        ),
        children=sample.table(ApplicationChildren, application=[0, 0, 1, 2], child=[0, 1, 2, 3]),
        hearings=sample.table(
            Hearings, application=[0, 2], hearing_date=["2024-01-24", "2021-06-15"], hearing_type=["CMH", "CMH"]
        ),
        orders=sample.table(
            CourtOrders, application=[0, 2], child=[0, 3], order_type=["INTERIM_CARE", "SUPERVISION"],
            order_date=["2024-01-10", "2022-05-01"], end_date=["2024-07-10", ""],
        ),
    )  # fmt: skip


def test_applications_by_year_and_length():
    rows = {row["collection_year"]: row for row in answers(court=court())["mart_court"]}
    assert rows.keys() == {2024, 2025}
    names = (
        "duration_band",
        "outcome",
        "over_26_weeks",
        "applications",
        "children",
        "cases_ended",
        "days_of_cases_ended",
    )
    assert [rows[2024][name] for name in names] == [
        "26 weeks or less",
        "Care order",
        False,
        1,
        2,
        1,
        182,
    ]
    assert [rows[2025][name] for name in names] == [
        "Not yet decided",
        "Not yet decided",
        False,
        1,
        1,
        0,
        0,
    ]


def test_children_of_an_application_are_those_of_its_case():
    two = sample.group(
        InCourt,
        applications=sample.table(
            Applications,
            case_number=["WV24C50001", "WV24C50001"],
            application_type=["CARE", "PLACEMENT"],
            issue_date=["2024-01-10", "2024-05-10"],
        ),
        children=sample.table(ApplicationChildren, application=[0, 0, 1], child=[0, 1, 1]),
    )
    told = answers(court=two)
    assert [row["children"] for row in told["mart_court"]] == [2, 2]
    assert sorted(
        (row["children"], row["children_of_case"]) for row in told["fct_application"]
    ) == [(1, 2), (2, 2)]
    assert sum(row["is_latest_of_case"] for row in told["fct_application_child"]) == 2


def test_what_a_tracker_of_the_years_holds_of_earlier_cases():
    told = answers(court=court())
    assert len(told["fct_application"]) == 3
    assert len(told["fct_application_child"]) == 4
    assert [row["hearing_date"] for row in told["fct_hearing"]] == [date(2024, 1, 24)]
    assert {row["order_type_code"] for row in told["fct_court_order"]} == {
        "INTERIM_CARE",
        "SUPERVISION",
    }


def money():
    return sample.group(
        Money,
        placement_costs=sample.table(
            PlacementCosts,
            placement=[0, 0],
            start_date=["2022-12-30", "2023-04-01"],
            end_date=["2023-04-01", ""],
            weekly_cost=[700.0, 770.0],
            cost_category=["HOME_EXTERNAL", "HOME_EXTERNAL"],
        ),
        ledger=sample.table(
            LedgerMonths,
            month_start_date=["2023-04-01", "2023-04-01", "2022-03-01"],
            cost_category=["HOME_EXTERNAL", "SOCIAL_WORK", "HOME_EXTERNAL"],
            budget=[3000.0, 50.0, 1.0],
            forecast=[3500.0, 40.0, 1.0],
            actual=[3300.0, float("nan"), 1.0],
        ),
    )


def test_what_a_placement_costs_by_year_and_month():
    told = answers(care=care(placed="K2"), money=money())
    years = {
        row["collection_year"]: (row["days"], row["cost_gbp"]) for row in told["fct_placement_cost"]
    }
    assert years == {2023: (92, 9200.0), 2024: (366, 40260.0), 2025: (365, 40150.0)}
    rows = told["mart_finance_month"]
    assert sum(row["cost_gbp"] for row in rows) == pytest.approx(9200 + 40260 + 40150)
    assert sum(row["placement_days"] for row in rows) == 92 + 366 + 365
    april = {
        (row["placement_group"], row["provider_group"]): row
        for row in rows
        if row["month_start_date"] == date(2023, 4, 1)
    }
    spent = april["Homes, Hostels, Secure", "Private provision"]
    assert (spent["children"], spent["placement_days"], spent["cost_gbp"], spent["budget_gbp"]) == (
        1,
        30,
        3300,
        0,
    )
    booked = april["Homes, Hostels, Secure", "Unknown"]
    assert (booked["budget_gbp"], booked["actual_gbp"], booked["variance_gbp"]) == (3000, 3300, 500)
    other = april["Other than placements", "Unknown"]
    assert (other["variance_gbp"], other["actual_gbp"]) == (-10, 0)


def test_events_in_care():
    events = sample.group(
        InCare,
        periods=care().periods,
        legal_statuses=care().legal_statuses,
        placements=care().placements,
        missing=sample.table(
            MissingIncidents, period=[0, 0], start_date=["2023-01-05", "2025-03-30"], end_date=["2023-01-07", ""],
            code=["M", "A"],
        ),
        reviews=sample.table(CareReviews, period=[0], review_date=["2023-01-20"], participation=["PN1"]),
        care_leavers=sample.table(CareLeavers, child=[3, 3], collection_year=[2022, 2023], in_touch=["YES", "NO"]),
    )  # fmt: skip
    told = answers(care=events)
    assert [(row["missing_type_code"], row["days"]) for row in told["fct_missing_episode"]] == [
        ("M", 2),
        ("A", None),
    ]
    assert told["fct_review"][0]["collection_year"] == 2023
    assert [
        (row["collection_year"], row["in_touch_code"], row["age"])
        for row in told["fct_care_leaver_contact"]
    ] == [(2023, "NO", 12)]
