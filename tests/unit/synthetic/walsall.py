"""Seven children looked after by Walsall, made by hand, who between them need every table of an SSDA903 return."""

from pipeline.synthetic.life import definition as life
from tests.unit.synthetic.sample import children, group, table, world

STAYER, ASYLUM_SEEKER, ADOPTED, MOTHER, ON_A_BREAK, LEAVER, RETURNER = range(7)


def walsall():
    """Return their lives from April 2021 to March 2025."""
    who = children(
        7,
        birth_date=[
            "2012-03-04",
            "2006-06-30",
            "2021-11-02",
            "2007-02-11",
            "2014-08-20",
            "2004-01-15",
            "2016-09-09",
        ],
        sex=["M", "M", "F", "F", "M", "F", "M"],
        ethnicity=["WBRI", "OOTH", "MWBC", "WBRI", "ABAN", "WBRI", "BAFR"],
        is_uasc=[number == ASYLUM_SEEKER for number in range(7)],
        mothers_child_birth_date=["", "", "", "2023-05-06", "", "", ""],
        upn=["H801200001001", "", "", "A335000000001", "T335000000002", "X335000000003", ""],
        upn_from_date=["2016-09-01", "", "", "2011-09-01", "2018-09-01", "2008-09-01", ""],
    )
    return world(who=who, care=_care())


def _care():
    return group(
        life.InCare,
        periods=_periods(),
        legal_statuses=_legal_statuses(),
        placements=_placements(),
        settings=_settings(),
        missing=table(
            life.MissingIncidents,
            period=[0, 0],
            start_date=["2023-03-29", "2023-08-01"],
            end_date=["2023-04-02", "2023-08-02"],
            code=["M", "A"],
        ),
        reviews=table(
            life.CareReviews,
            period=[0, 0, 0, 2, 4],
            review_date=["2022-06-01", "2023-03-31", "2023-04-01", "2023-01-09", "2023-05-05"],
            participation=["PN1", "PN2", "PN1", "PN0", "PN1"],
        ),
        health=table(
            life.HealthYears,
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
        adoption_decisions=table(
            life.AdoptionDecisions,
            period=[2, 0],
            decision_date=["2022-11-15", "2023-02-01"],
            reversed_date=["", "2023-06-30"],
            reversal_reason=["", "RD3"],
        ),
        adoptions=table(
            life.Adoptions,
            period=[2],
            decision_date=["2022-11-15"],
            match_date=["2023-02-20"],
            is_by_foster_carer=[True],
            number_of_adopters=["2"],
            adopter_sex=["MF"],
            adopter_legal_status=["L11"],
        ),
        care_leavers=table(
            life.CareLeavers,
            child=[LEAVER, LEAVER, ASYLUM_SEEKER],
            collection_year=[2023, 2024, 2025],
            in_touch=["YES", "NO", "YES"],
            activity=["F2", "0", "G5"],
            accommodation=["U1", "0", "D1"],
        ),
        previous_permanences=table(
            life.PreviousPermanences,
            period=list(range(8)),
            code=["Z1", "Z1", "Z1", "P2", "Z1", "Z1", "P1", "P2"],
            la_code=["", "", "", "330", "", "", "335", "SCO"],
            date_text=["", "", "", "ZZ/05/2012", "", "", "01/02/2019", "ZZ/ZZ/ZZZZ"],
        ),
        social_workers=table(
            life.SocialWorkerSpells,
            period=[0, 0, 3],
            worker=["SW00001", "SW00002", "SW00002"],
            start_date=["2021-06-10", "2024-02-01", "2022-10-01"],
            end_date=["2024-02-01", "", ""],
            reason=["MANAGE", "LEFTRL", "FCONTA"],
        ),
    )


def _periods():
    return table(
        life.PeriodsOfCare,
        child=[STAYER, ASYLUM_SEEKER, ADOPTED, MOTHER, ON_A_BREAK, LEAVER, RETURNER, RETURNER],
        start_date=[
            "2021-06-10",
            "2022-09-05",
            "2022-05-01",
            "2022-10-01",
            "2023-05-01",
            "2019-01-01",
            "2022-04-20",
            "2022-12-12",
        ],
        end_date=["", "2024-06-30", "2023-11-20", "", "2023-05-08", "2022-01-15", "2022-06-06", ""],
        category_of_need=["N1", "N8", "N1", "N4", "N2", "N6", "N5", "N1"],
        reason_ceased=["", "E5", "E12", "", "E4A", "E17", "E4B", ""],
        entry_number=[1, 1, 1, 1, 1, 1, 1, 2],
    )


def _legal_statuses():
    return table(
        life.LegalStatuses,
        period=[0, 0, 1, 2, 2, 3, 4, 5, 6, 7],
        start_date=[
            "2021-06-10",
            "2022-01-20",
            "2022-09-05",
            "2022-05-01",
            "2023-03-03",
            "2022-10-01",
            "2023-05-01",
            "2019-01-01",
            "2022-04-20",
            "2022-12-12",
        ],
        end_date=[
            "2022-01-20",
            "",
            "2024-06-30",
            "2023-03-03",
            "2023-11-20",
            "",
            "2023-05-08",
            "2022-01-15",
            "2022-06-06",
            "",
        ],
        code=["C1", "C2", "V2", "C1", "E1", "V2", "V4", "C2", "V2", "C1"],
    )


def _placements():
    return table(
        life.Placements,
        period=[0, 0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7],
        start_date=[
            "2021-06-10",
            "2022-05-01",
            "2022-07-01",
            "2022-07-15",
            "2022-09-05",
            "2022-05-01",
            "2023-03-03",
            "2022-10-01",
            "2023-05-01",
            "2019-01-01",
            "2022-04-20",
            "2022-12-12",
        ],
        end_date=[
            "2022-05-01",
            "2022-07-01",
            "2022-07-15",
            "",
            "2024-06-30",
            "2023-03-03",
            "2023-11-20",
            "",
            "2023-05-08",
            "2022-01-15",
            "2022-06-06",
            "",
        ],
        placement_type=[
            "U6",
            "K2",
            "T1",
            "K2",
            "U6",
            "U5",
            "A5",
            "U4",
            "U6",
            "U6",
            "U6",
            "P1",
        ],
        provider=["PR1", "PR4", "", "PR4", "PR4", "PR1", "PR1", "PR1", "PR1", "PR1", "PR1", "PR0"],
        carer=[1, 2, 3, 2, 4, 5, 5, 6, 7, 8, 9, 10],
        setting=[1, 0, -1, 0, 2, 1, -1, 1, 1, 1, 1, -1],
        reason_for_change=["CREQB", "OTHER", "OTHER", "", "", "PLACE", "", "", "", "", "", ""],
        placement_postcode=[f"ZE1 {number}AA" for number in range(1, 10)]
        + ["ZE1 1BB", "ZE1 2BB", "ZE1 3BB"],
    )


def _settings():
    return table(
        life.Settings,
        urn=["SC100001", "SC200001", "SC200002"],
        name=["The Larches", "Walsall Fostering Service", 'Beacon Fostering, "West"'],
        is_home=[True, False, False],
        placement_types=["K2", "U1,U2,U3,U4,U5,U6", "U1,U4,U6"],
        provider=["PR4", "PR1", "PR4"],
        la_code=["E08000031", "E08000030", "E08000025"],
        postcode=["ZE1 2AA", "ZE2 1AA", "ZE3 1AA"],
    )
