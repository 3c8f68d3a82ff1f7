"""Contacts as case systems export them, beside a CIN census: from the file to the journey.

The made country has no contacts, since most children whom they are about are in no return.
"""

import pytest

from pipeline.modelling.api import open_warehouse

CONTACTS = """\
cont_person_id,Date of birth,cont_contact_date,cont_contact_source_code,cont_contact_source_desc,Contact outcome
WA1,,2024-05-31,2A,Primary school,REFERRAL
WA1,,2024-05-31,2A,Primary school,ADVICE
WA1,,2024-09-02,6,Police notification,NO_ACTION
WA2,2020-08-01,2024-07-31,9,,EARLY_HELP
WA2,2020-08-01,2024-08-01,9,,REFERRAL
WA2,2020-08-01,31/02/2025,9,,ADVICE
"""
CASES = """\
LAchildID,CINdetailsID,CINreferralDate,ReferralSource,PrimaryNeedCode
WA1,1,03/06/2024,2A,N1
WA1,2,04/09/2024,6,N1
"""
CHILDREN = """\
LAchildID,PersonBirthDate,Sex
WA1,01/06/2015,F
"""


FILES = {"export": CONTACTS, "cin_details": CASES, "child_identifiers": CHILDREN}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rows(tmp_path_factory, run_pipeline):
    """Answer a question to the warehouse that is made of the files."""
    folder = tmp_path_factory.mktemp("contacts")
    sent = folder / "Walsall 2024-25"
    sent.mkdir()
    for name, text in FILES.items():
        (sent / f"{name}.csv").write_text(text, encoding="utf-8")
    receipts, _ = run_pipeline(folder / "home", sent, releases=False)
    assert {one.outcome for one in receipts} == {"accepted"}

    def answer(question):
        with open_warehouse(folder / "home" / "warehouse.duckdb", read_only=True) as connection:
            return connection.execute(question).fetchall()

    return answer


def test_a_contact_leads_to_its_referral_and_to_no_other(rows):
    told = rows(
        "SELECT CAST(c.contact_date AS VARCHAR), contact_source, contact_outcome, age_at_contact,"
        " CAST(r.referral_date AS VARCHAR), days_to_referral"
        " FROM fct_contact AS c LEFT JOIN fct_referral AS r USING (referral_key) ORDER BY 1"
    )
    assert told == [
        ("2024-05-31", "School", "Referral to children's social care", 8, "2024-06-03", 3),
        ("2024-07-31", "Anonymous", "Early help", 3, None, None),
        ("2024-08-01", "Anonymous", "Referral to children's social care", 4, None, None),
        ("2024-09-02", "Police", "No further action", 9, None, None),
    ]


def test_a_child_of_contacts_alone_is_a_child_of_the_warehouse(rows):
    assert rows("SELECT is_in_cin_census FROM dim_child WHERE is_in_local ORDER BY 1") == [
        (False,),
        (True,),
    ]


def test_contacts_are_in_the_journey_before_the_referral(rows):
    journey = rows(
        "SELECT event, source FROM fct_journey_event WHERE event_date <= DATE '2024-06-03'"
        " ORDER BY event_number LIMIT 2"
    )
    assert journey == [("Contact", "local"), ("Referral", "cin_census")]


def test_rows_with_a_slip_are_asked_back(rows):
    found = rows(
        "SELECT rule_code, field, value FROM fct_data_quality_issue"
        " WHERE table_name = 'contact' ORDER BY rule_code"
    )
    assert found == [
        ("cross_source:contact_without_referral", "contact_date", "2024-08-01"),
        ("local:impossible_date", "contact_date", "31/02/2025"),
    ]
