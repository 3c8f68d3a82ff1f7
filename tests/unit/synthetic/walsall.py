"""Seven children looked after by Walsall, made by hand, who between them need every table of an SSDA903 return."""

from pipeline.synthetic.life.definition.care import (
    AdoptionDecisions,
    Adoptions,
    CareLeavers,
    CareReviews,
    HealthYears,
    InCare,
    LegalStatuses,
    MissingIncidents,
    PeriodsOfCare,
    Placements,
    PreviousPermanences,
    Settings,
    SocialWorkerSpells,
)
from tests.unit.synthetic.sample import children, group, rows, table, world

STAYER, ASYLUM_SEEKER, ADOPTED, MOTHER, ON_A_BREAK, LEAVER, RETURNER = range(7)


def walsall():
    """Return their lives from April 2021 to March 2025."""
    return world(who=_who(), care=_care())


def _who():
    births = [
        "2012-03-04",
        "2006-06-30",
        "2021-11-02",
        "2007-02-11",
        "2014-08-20",
        "2004-01-15",
        "2016-09-09",
    ]
    school = ["2016-09-01", "", "", "2011-09-01", "2018-09-01", "2008-09-01", ""]
    upns = ["H801200001001", "", "", "A335000000001", "T335000000002", "X335000000003", ""]
    return children(
        7,
        birth_date=births,
        sex=list("MMFFMFM"),
        ethnicity=["WBRI", "OOTH", "MWBC", "WBRI", "ABAN", "WBRI", "BAFR"],
        is_uasc=[number == ASYLUM_SEEKER for number in range(7)],
        mothers_child_birth_date=["", "", "", "2023-05-06", "", "", ""],
        upn=upns,
        upn_from_date=school,
    )


def _care():
    return group(
        InCare,
        periods=_periods(),
        legal_statuses=_legal_statuses(),
        placements=_placements(),
        settings=_settings(),
        **_events(),
        **_adoption(),
        **_outcomes(),
    )


def _periods():
    return rows(
        PeriodsOfCare,
        "child start_date end_date category_of_need reason_ceased entry_number",
        (STAYER, "2021-06-10", "", "N1", "", 1),
        (ASYLUM_SEEKER, "2022-09-05", "2024-06-30", "N8", "E5", 1),
        (ADOPTED, "2022-05-01", "2023-11-20", "N1", "E12", 1),
        (MOTHER, "2022-10-01", "", "N4", "", 1),
        (ON_A_BREAK, "2023-05-01", "2023-05-08", "N2", "E4A", 1),
        (LEAVER, "2019-01-01", "2022-01-15", "N6", "E17", 1),
        (RETURNER, "2022-04-20", "2022-06-06", "N5", "E4B", 1),
        (RETURNER, "2022-12-12", "", "N1", "", 2),
    )


def _legal_statuses():
    return rows(
        LegalStatuses,
        "period start_date end_date code",
        (0, "2021-06-10", "2022-01-20", "C1"),
        (0, "2022-01-20", "", "C2"),
        (1, "2022-09-05", "2024-06-30", "V2"),
        (2, "2022-05-01", "2023-03-03", "C1"),
        (2, "2023-03-03", "2023-11-20", "E1"),
        (3, "2022-10-01", "", "V2"),
        (4, "2023-05-01", "2023-05-08", "V4"),
        (5, "2019-01-01", "2022-01-15", "C2"),
        (6, "2022-04-20", "2022-06-06", "V2"),
        (7, "2022-12-12", "", "C1"),
    )


def _placements():
    return rows(
        Placements,
        "period start_date end_date placement_type provider carer setting reason_for_change placement_postcode",
        (0, "2021-06-10", "2022-05-01", "U6", "PR1", 1, 1, "CREQB", "ZE1 1AA"),
        (0, "2022-05-01", "2022-07-01", "K2", "PR4", 2, 0, "OTHER", "ZE1 2AA"),
        (0, "2022-07-01", "2022-07-15", "T1", "", 3, -1, "OTHER", "ZE1 3AA"),
        (0, "2022-07-15", "", "K2", "PR4", 2, 0, "", "ZE1 2AA"),
        (1, "2022-09-05", "2024-06-30", "U6", "PR4", 4, 2, "", "ZE1 5AA"),
        (2, "2022-05-01", "2023-03-03", "U5", "PR1", 5, 1, "PLACE", "ZE1 6AA"),
        (2, "2023-03-03", "2023-11-20", "A5", "PR1", 5, -1, "", "ZE1 6AA"),
        (3, "2022-10-01", "", "U4", "PR1", 6, 1, "", "ZE1 8AA"),
        (4, "2023-05-01", "2023-05-08", "U6", "PR1", 7, 1, "", "ZE1 9AA"),
        (5, "2019-01-01", "2022-01-15", "U6", "PR1", 8, 1, "", "ZE1 1BB"),
        (6, "2022-04-20", "2022-06-06", "U6", "PR1", 9, 1, "", "ZE1 2BB"),
        (7, "2022-12-12", "", "P1", "PR0", 10, -1, "", "ZE1 3BB"),
    )


def _settings():
    return rows(
        Settings,
        "urn name is_home placement_types provider la_code postcode",
        ("SC100001", "The Larches", True, "K2", "PR4", "E08000031", "ZE1 2AA"),
        ("SC200001", "Walsall Fostering", False, "U1,U4,U5,U6", "PR1", "E08000030", "ZE2 1AA"),
        ("SC200002", 'Fostering, "West"', False, "U1,U4,U6", "PR4", "E08000025", "ZE3 1AA"),
    )


def _events():
    return {
        "missing": rows(
            MissingIncidents,
            "period start_date end_date code",
            (0, "2023-03-29", "2023-04-02", "M"),
            (0, "2023-08-01", "2023-08-02", "A"),
        ),
        "reviews": rows(
            CareReviews,
            "period review_date participation",
            (0, "2022-06-01", "PN1"),
            (0, "2023-03-31", "PN2"),
            (0, "2023-04-01", "PN1"),
            (2, "2023-01-09", "PN0"),
            (4, "2023-05-05", "PN1"),
        ),
        "social_workers": rows(
            SocialWorkerSpells,
            "period worker start_date end_date reason",
            (0, "SW00001", "2021-06-10", "2024-02-01", "MANAGE"),
            (0, "SW00002", "2024-02-01", "", "LEFTRL"),
            (3, "SW00002", "2022-10-01", "", "FCONTA"),
        ),
    }


def _adoption():
    return {
        "adoption_decisions": rows(
            AdoptionDecisions,
            "period decision_date reversed_date reversal_reason",
            (2, "2022-11-15", "", ""),
            (0, "2023-02-01", "2023-06-30", "RD3"),
        ),
        "adoptions": rows(
            Adoptions,
            "period decision_date match_date is_by_foster_carer number_of_adopters adopter_sex adopter_legal_status",
            (2, "2022-11-15", "2023-02-20", True, "2", "MF", "L11"),
        ),
        "previous_permanences": table(
            PreviousPermanences,
            period=range(8),
            code=["Z1", "Z1", "Z1", "P2", "Z1", "Z1", "P1", "P2"],
            la_code=["", "", "", "330", "", "", "335", "SCO"],
            date_text=["", "", "", "ZZ/05/2012", "", "", "01/02/2019", "ZZ/ZZ/ZZZZ"],
        ),
    }


def _outcomes():
    return {
        "health": table(
            HealthYears,
            period=[0, 0],
            collection_year=[2023, 2024],
            sdq_score=[14, -1],
            sdq_reason=["", "SDQ2"],
            is_convicted=[0, 1],
            is_immunised=[1, 1],
            has_teeth_check=[1, 0],
            has_health_assessment=[1, 1],
            has_substance_misuse=[0, 1],
            has_received_intervention=[-1, 0],
            has_been_offered_intervention=[-1, 1],
        ),
        "care_leavers": rows(
            CareLeavers,
            "child collection_year in_touch activity accommodation",
            (LEAVER, 2023, "YES", "F2", "U1"),
            (LEAVER, 2024, "NO", "0", "0"),
            (ASYLUM_SEEKER, 2025, "YES", "G5", "D1"),
        ),
    }
