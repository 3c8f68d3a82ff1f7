"""A small CIN census made by hand, with every table that has children in it."""

from datetime import date

import numpy as np
import pyarrow as pa

from pipeline.synthetic.extracts.definition import Extract

_D = date
_TABLES = {
    "header": {
        "collection_code": ["CIN"],
        "census_year": [2025],
        "reference_date": [_D(2025, 3, 31)],
        "source_level_code": ["L"],
        "dfe_la_code": ["335"],
        "software_name": ["Cases & Co"],
        "software_release": ["1.0"],
        "serial_number": ["001"],
        "made_timestamp": np.array(["2025-06-02T09:30:00"], "datetime64[s]"),
    },
    "child_identifiers": {
        "la_child_id": ["B1", "A2", "C3"],
        "upn": ["H801200001001", None, None],
        "former_upn": [None, None, None],
        "upn_unknown_reason_code": [None, "UN1", "UN7"],
        "birth_date": [_D(2012, 3, 4), _D(2023, 1, 2), None],
        "expected_birth_date": [None, None, _D(2025, 6, 7)],
        "sex_code": ["M", "F", "U"],
        "death_date": [None, _D(2025, 2, 1), None],
    },
    "child_characteristics": {
        "la_child_id": ["B1", "A2", "C3"],
        "ethnicity_code": ["WBRI", "NOBT", "NOBT"],
    },
    "disabilities": {
        "la_child_id": ["B1", "B1", "A2"],
        "disability_code": ["LD", "AUT", "NONE"],
    },
    "cin_details": {
        "la_child_id": ["B1", "A2", "A2", "C3"],
        "cin_details_id": [1, 1, 2, 1],
        "referral_date": [_D(2024, 4, 9), _D(2023, 1, 5), _D(2024, 9, 9), _D(2025, 1, 1)],
        "referral_source_code": ["6", "1A", "5C", "3A"],
        "primary_need_code": ["N1", "N4", "N1", None],
        "closure_date": [None, _D(2024, 6, 30), None, _D(2025, 1, 3)],
        "closure_reason_code": [None, "RC8", None, "RC8"],
        "initial_conference_date": [None, None, _D(2024, 9, 20), None],
        "is_referral_no_further_action": [False, False, False, True],
    },
    "assessments": {
        "la_child_id": ["A2", "B1", "A2"],
        "cin_details_id": [2, 1, 2],
        "assessment_id": [1, 1, 2],
        "start_date": [_D(2024, 9, 10), _D(2024, 4, 10), _D(2025, 1, 10)],
        "internal_review_date": [None, _D(2024, 4, 20), None],
        "authorisation_date": [_D(2024, 10, 10), _D(2024, 5, 10), None],
    },
    "assessment_factors": {
        "la_child_id": ["A2", "B1", "A2"],
        "cin_details_id": [2, 1, 2],
        "assessment_id": [1, 1, 1],
        "assessment_factor_code": ["3A", "1B", "21"],
    },
    "cin_plan_dates": {
        "la_child_id": ["B1", "B1"],
        "cin_details_id": [1, 1],
        "cin_plan_id": [1, 2],
        "start_date": [_D(2024, 5, 11), _D(2024, 12, 1)],
        "end_date": [_D(2024, 8, 1), None],
    },
    "section_47": {
        "la_child_id": ["A2"],
        "cin_details_id": [2],
        "section_47_id": [1],
        "start_date": [_D(2024, 9, 11)],
        "initial_conference_target_date": [_D(2024, 10, 1)],
        "initial_conference_date": [_D(2024, 9, 30)],
        "is_initial_conference_not_required": [False],
    },
    "child_protection_plans": {
        "la_child_id": ["A2", "A2"],
        "cin_details_id": [2, 1],
        "child_protection_plan_id": [1, 1],
        "start_date": [_D(2024, 9, 30), _D(2023, 2, 2)],
        "end_date": [None, _D(2024, 6, 30)],
        "initial_category_of_abuse_code": ["NEG", "EMO"],
        "latest_category_of_abuse_code": ["NEG", "NEG"],
        "previous_plan_count": [1, 0],
    },
    "child_protection_plan_reviews": {
        "la_child_id": ["A2", "A2", "A2"],
        "cin_details_id": [2, 1, 2],
        "child_protection_plan_id": [1, 1, 1],
        "review_date": [_D(2024, 12, 20), _D(2024, 4, 30), _D(2025, 3, 1)],
    },
}


def census():
    """Return the typed extracts of Walsall's census of 2024/25."""
    return [
        Extract(
            "cin_census",
            table,
            "E08000030",
            2025,
            {name: pa.array(values) for name, values in columns.items()},
        )
        for table, columns in _TABLES.items()
    ]
