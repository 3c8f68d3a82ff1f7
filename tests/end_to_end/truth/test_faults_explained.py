"""Where files have faults, what the warehouse says otherwise than the known answers is explained by the ledger.

A row that only one side has belongs to a child or case that the ledger names, with a fault in a table that the fact
is made of. Columns are those that are equal to the answers where no file has a fault.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest

from tests.end_to_end.truth.explaining import Ledger

# Two countries are made before the first answer.
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Compared:
    """What is compared of a fact.

    Attributes:
        same: Columns that the fact and the answers name alike.
        other: Columns of the answers by those of the fact where the names differ.
        known_where: Column of the answers that says whether the returns can know the row.
        told_where: Condition on the rows of the fact.
    """

    same: str
    other: str = ""
    known_where: str = ""
    told_where: str = "TRUE"

    @property
    def told(self):
        """Columns of the fact."""
        return [*self.same.split(), *(pair.split("=")[0] for pair in self.other.split())]

    @property
    def known(self):
        """Columns of the answers."""
        return [*self.same.split(), *(pair.split("=")[1] for pair in self.other.split())]


FACTS = {
    "fct_placement_episode": Compared(
        "la_code child_key start_date end_date legal_status_code legal_status_group category_of_need_code"
        " placement_type_code placement_group placement_provider_code provider_group"
    ),
    "fct_period_of_care": Compared(
        "la_code child_key end_date age_at_end final_legal_status_code",
        "start_date=first_day_in_returns is_start_observed=is_start_in_returns"
        " entry_number=entry_number_in_returns first_category_of_need_code=category_of_need_code"
        " final_reason_episode_ceased_code=reason_episode_ceased_code",
    ),
    "fct_placement": Compared(
        "la_code child_key end_date is_temporary placement_type_code placement_provider_code"
        " reason_for_placement_change_code placement_urn",
        "start_date=first_day_in_returns is_start_observed=is_start_in_returns",
    ),
    "fct_legal_status_spell": Compared(
        "la_code child_key end_date legal_status_code legal_status_group",
        "start_date=first_day_in_returns is_start_observed=is_start_in_returns",
    ),
    "fct_looked_after_at_year_end": Compared(
        "la_code child_key collection_year age age_at_start sex ethnic_group legal_status_code"
        " placement_type_code provider_group months_looked_after months_in_placement"
        " placements_in_year uasc is_in_care_over_5_years is_in_placement_over_5_years is_in_stability_cohort"
        " is_stable"
    ),
    "fct_missing_episode": Compared("la_code child_key start_date end_date missing_type_code days"),
    "fct_review": Compared("la_code child_key review_date collection_year participation_code"),
    "fct_return_home": Compared(
        "la_code child_key return_date collection_year reason_episode_ceased_code is_to_parental_responsibility"
        " age_at_return legal_status_before_code category_of_need_code reentry_date is_reentered days_at_home"
    ),
    "fct_reentry": Compared(
        "la_code child_key start_date collection_year category_of_need_code earlier_end_date"
        " earlier_reason_episode_ceased_code days_since_exit",
        known_where="is_earlier_exit_in_returns",
    ),
    "fct_permanence_outcome": Compared(
        "la_code child_key outcome_date outcome reason_episode_ceased_code adoption_decision_date"
        " adoption_match_date"
    ),
    "fct_care_leaver_contact": Compared(
        "la_code child_key collection_year age in_touch_code activity_code accommodation_code"
    ),
    "fct_referral": Compared(
        "la_code child_key referral_date collection_year referral_source_code primary_need_code closure_date"
        " closure_reason_code is_referral_no_further_action"
    ),
    "fct_assessment": Compared(
        "la_code child_key referral_date start_date internal_review_date authorisation_date days"
        " became_looked_after_within_3_months"
    ),
    "fct_assessment_factor": Compared(
        "la_code child_key referral_date assessment_start_date assessment_authorisation_date"
        " assessment_factor_code"
    ),
    "fct_section_47_enquiry": Compared(
        "la_code child_key referral_date start_date collection_year initial_conference_target_date"
        " initial_conference_date is_initial_conference_not_required"
    ),
    "fct_conference": Compared(
        "la_code child_key referral_date conference_date collection_year conference_type"
    ),
    "fct_child_protection_plan": Compared(
        "la_code child_key referral_date start_date end_date initial_category_of_abuse_code"
        " latest_category_of_abuse_code previous_plan_count age_at_start age_at_end days became_looked_after"
    ),
    "fct_child_in_need_plan": Compared("la_code child_key referral_date start_date end_date"),
    "fct_pre_proceedings": Compared(
        "la_code child_key letter_before_proceedings_date has_family_group_meeting_offer initial_meeting_date"
        " has_legal_representation review_meeting_count pre_proceedings_outcome_code court_application_date"
        " care_proceedings_letter_date case_number",
        "start_date=pre_proceedings_start_date end_date=pre_proceedings_end_date",
    ),
    "fct_application": Compared(
        "la_code case_number application_type_code issue_date is_la_applicant is_short_notice is_repeat"
        " court_area extended_to_date case_end_date case_outcome_code children_of_case days"
    ),
    "fct_application_child": Compared(
        "la_code case_number child_key", known_where="is_latest_of_case"
    ),
    "fct_hearing": Compared(
        "la_code case_number hearing_date hearing_type_code",
        told_where="NOT is_listed_ahead",
    ),
    "fct_court_order": Compared("la_code case_number child_key order_type_code order_date"),
    "fct_placement_cost": Compared(
        "la_code child_key placement_start_date placement_type_code collection_year start_date end_date"
        " purchase_type_code cost_centre cost_category_code days weekly_cost_gbp weekly_health_share_gbp"
        " weekly_education_share_gbp"
    ),
}


@pytest.fixture(scope="module")
def ledger(faulty, workspace):
    """The ledger of the country with faults."""
    return Ledger(faulty, workspace.project)


def test_every_fact_of_the_answers_is_compared(faulty):
    facts = {path.name for path in faulty.truth.iterdir() if path.name.startswith("fct_")}
    # Moves concern two children each, and have a test of their own.
    assert facts - {"fct_move_between_authorities"} == set(FACTS)


@pytest.mark.parametrize("fact", FACTS)
def test_what_differs_is_explained(faulty, ledger, fact):
    differing, same = differences(faulty, ledger, fact)
    kinds = ledger.kinds_by_subject(fact)
    unexplained = [row for row in differing if not explanations(kinds, row)]
    assert not unexplained, f"{len(unexplained)} of {len(differing)} rows that differ are not"
    assert same > len(differing)


@pytest.mark.parametrize("fact", FACTS)
def test_most_of_a_fact_is_about_nobody_with_a_fault(faulty, ledger, fact):
    """So that a row that differs for another reason would be seen."""
    kinds = ledger.kinds_by_subject(fact)
    known = [as_one_child(ledger, row) for row in faulty.known(fact)]
    at_fault = sum(bool(explanations(kinds, row)) for row in known)
    assert at_fault < len(known) / 2


def test_moves_that_differ_are_explained(both, faulty, ledger):
    """By a fault in either authority; without faults they are those of the answers."""
    kinds = ledger.kinds_by_subject("fct_move_between_authorities")
    told, known = (_movers(country, ledger) for country in (faulty, both))
    assert not [pair for pair in told ^ known if not any(key in kinds for key in pair)]
    assert told & known


def test_faults_change_facts(faulty, ledger):
    """What the others explain is there: nearly every fact differs somewhere."""
    unchanged = {fact for fact in FACTS if not differences(faulty, ledger, fact)[0]}
    assert len(unchanged) < len(FACTS) / 4


def differences(country, ledger, fact):
    """Return the rows that only one side has, as dictionaries, and how many rows both have."""
    compared = FACTS[fact]
    asked = f"SELECT {', '.join(compared.told)} FROM {fact} WHERE {compared.told_where}"
    told = Counter(tuple(map(plain, row)) for row in country.ask(asked).elements())
    known = Counter(
        tuple(plain(row[name]) for name in compared.known)
        for row in (as_one_child(ledger, row) for row in country.known(fact))
        if not compared.known_where or row[compared.known_where]
    )
    differing = ((told - known) + (known - told)).elements()
    rows = [dict(zip(compared.told, row, strict=True)) for row in differing]
    return rows, (told & known).total()


def _movers(country, ledger):
    """Return both keys of each child that moved between authorities."""
    pairs = country.told("fct_move_between_authorities", "from_child_key", "to_child_key")
    return {frozenset(map(ledger.same_child, pair)) for pair in pairs}


def as_one_child(ledger, row):
    """Return a row of the answers with the key that the warehouse has for all ids of the child."""
    if "child_key" not in row:
        return row
    return {**row, "child_key": ledger.same_child(row["child_key"])}


def plain(value):
    """Return an amount to the penny, whatever number it is; all else as it is."""
    return round(float(value), 2) if isinstance(value, float | Decimal) else value


def explanations(kinds, row):
    """Return the kinds of fault that may have changed a row: of its child, its case or its return."""
    subjects = (
        row.get("child_key"),
        (row["la_code"], row.get("case_number")),
        (row["la_code"], row.get("collection_year")),
    )
    return set().union(*(kinds.get(one, set()) for one in subjects))
