"""How the published files name what the seeds `care_event_*` hold: their labels and our names.

What belongs here: labels. What does not: reading or reckoning.
"""

from __future__ import annotations

AWAY_COUNTS = {
    "Children looked after during the year": "looked_after_in_year",
    "Children who had a missing incident during the year": "missing_child",
    "Children who went missing more than once during the year": "missing_repeat_child",
    "Number of missing incidents during the year": "missing_incident",
    "Children missing at 31 March": "missing_at_year_end",
    "Children who were away from placement without authorisation during the year": "away_child",
    "Children who were away from placement without authorisation more than once during the year": (
        "away_repeat_child"
    ),
    "Number of away from placement without authorisation incidents during the year": "away_incident",
    "Children away from placement without authorisation at 31 March": "away_at_year_end",
}

HEALTH_COUNTS = {
    "Total all ages": "outcome_child",
    "Had their annual health assessment": "health_assessment",
    "Had their immunisations up to date": "immunised",
    "Had their teeth checked by a dentist": "teeth_checked",
    "Identified as having a substance misuse problem": "substance_misuse",
    "Received an intervention for their substance misuse problem": "intervention_received",
    "Offered intervention but refused it": "intervention_refused",
    "Total ages 0 to 4 years": "outcome_child_0_to_4",
    "Development assessments up to date": "development_checked",
    "Total ages 10 to 17 years": "outcome_child_10_to_17",
    "Convicted or subject to youth cautions, or youth conditional cautions during the year": (
        "convicted"
    ),
    "Total ages 5 to 16 years": "outcome_child_5_to_16",
    "SDQ score was received": "sdq_scored",
    "SDQ score is normal": "sdq_normal",
    "SDQ score is borderline": "sdq_borderline",
    "SDQ score is a cause for concern": "sdq_concern",
    "SDQ average score": "sdq_average",
}

_AGES = (
    ("Under 1 year", "under_1"),
    ("1 to 4 years", "1_to_4"),
    ("5 to 9 years", "5_to_9"),
    ("10 to 15 years", "10_to_15"),
    ("16 years and over", "16_and_over"),
)
_PLACES = (
    ("Foster placements", "foster"),
    ("Living independently", "independent"),
    ("Placed for adoption", "adoption"),
    ("Placed with parents", "parents"),
    (
        "Secure units, children's homes and semi-independent living accommodation",
        "residential",
    ),
    ("Other placements", "other"),
)
_SEXES = (("Females", "F"), ("Males", "M"))

INCIDENT_SHARES = {
    "missing": {
        ("Age of child missing from placement", "age"): _AGES,
        ("Placements from which children were missing", "place"): _PLACES,
        ("Children missing from placement by gender", "sex"): _SEXES,
    },
    "away_without_authorisation": {
        ("Age of children who were away from placement without authorisation", "age"): _AGES,
        (
            "Placements from which children were away from placement without authorisation",
            "place",
        ): _PLACES,
        ("Children away from placement without authorisation by gender", "sex"): _SEXES,
    },
}

# An incident of n days ends n days after its start: less than one day is none.
INCIDENT_UP_TO_DAYS = {
    "Less than 1 day": "1",
    "Between 1 and 2 days": "3",
    "Between 3 and 7 days": "8",
    "Between 8 and 10 days": "11",
    "Between 11 and 15 days": "16",
    "Between 16 and 20 days": "21",
    "Between 21 and 30 days": "31",
    "More than 30 days": "91",
}

_FOUR_BANDS = {
    "4 years and under": "0_to_4",
    "5 to 9 years": "5_to_9",
    "10 to 15 years": "10_to_15",
    "16 years and over": "16_and_over",
}
_TEENS = {"10 to 12 years": "10_to_12", "13 to 15 years": "13_to_15", "16 to 17 years": "16_to_17"}

# By outcome: the number of the row with it, of the row of all, and the published age groups.
HEALTH_RATES = {
    "health_assessment": ("2b.1", "2b", _FOUR_BANDS),
    "immunised": ("2b.2", "2b", _FOUR_BANDS),
    "teeth_checked": ("2b.3", "2b", _FOUR_BANDS),
    "convicted": ("1.1", "1", _TEENS),
    "substance_misuse": ("2a.1", "2a", {"9 years and under": "under_10"} | _TEENS),
}
SDQ_BANDS = {"4.1.1": "normal", "4.1.2": "borderline", "4.1.3": "concern"}

REVERSALS = {
    "1a Children for whom the decision was made in the latest year": "new",
    "Decision ceased because the child\u2019s needs changed subsequent to the decision": "RD1",
    "Decision ceased because the court did not make a placement order": "RD2",
    "Decision ceased because prospective adopters cannot be found": "RD3",
    "Decision ceased because of any other reason": "RD4",
}

ADOPTERS = {
    "1a Single male adopter": "L0/M1",
    "1b Single female adopter": "L0/F1",
    "2a Same sex couple not in civil partnership or married  - both male": "L4/MM",
    "2b Same sex couple not in civil partnership or married  - both female": "L4/FF",
    "3 Total different sex unmarried couple": "L3/MF",
    "4a Civil partnership couple - different sex": "L2/MF",
    "4b Civil partnership couple - both male": "L2/MM",
    "4c Civil partnership couple - both female": "L2/FF",
    "5a Married couple - different sex": "L11/MF",
    "5b Married couple - both male": "L12/MM",
    "5c Married couple - both female": "L12/FF",
}

PERMANENCES = {
    "Adoption": "P1",
    "Special guardianship order": "P2",
    "Residence or child arrangement order": "P3",
    "Unknown": "P4",
    "No previous permanence option": "Z1",
}

STAGES = {
    "1": "entry_to_adoption_decision",
    "2": "adoption_decision_to_match",
    "3": "match_to_placement",
}
AGE_AT_START = {
    "Aged under 1": "0",
    "Aged 1": "1",
    "Aged 2": "2",
    "Aged 3": "3",
    "Aged 4": "4",
    "Aged 5": "5",
    "Aged 7 and over": "7_and_over",
}
