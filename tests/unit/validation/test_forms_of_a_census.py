"""A CIN census has the same findings as the XML and as CSV files, with factors in a table or in a list.

The CSV files are made here with another reader of XML than ours, so that the two can be held against each other.
"""

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.validation.api import Request, validate

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "cin_xml"
OWN = """<Message><Header/><Children>
<Child><ChildIdentifiers><LAchildID>c1</LAchildID><PersonBirthDate>2015-05-01</PersonBirthDate></ChildIdentifiers>
<CINdetails><CINreferralDate>2023-05-01</CINreferralDate><ReasonForClosure>RC1</ReasonForClosure>
<Assessments><AssessmentActualStartDate>2023-05-02</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2023-06-01</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>21</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
</CINdetails>
<CINdetails><CINreferralDate>2023-08-01</CINreferralDate>
<Assessments><AssessmentActualStartDate>2023-08-02</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>
<AssessmentFactors>1A</AssessmentFactors><AssessmentFactors>1A</AssessmentFactors><AssessmentFactors>21</AssessmentFactors>
</FactorsIdentifiedAtAssessment></Assessments>
<Assessments><AssessmentActualStartDate>2023-09-02</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2023-09-20</AssessmentAuthorisationDate></Assessments>
</CINdetails></Child>
</Children></Message>"""
GROUPS = {
    "Assessments": "AssessmentID",
    "CINPlanDates": "CINPlanID",
    "Section47": "Section47ID",
    "ChildProtectionPlans": "CPPID",
}
FILES = {"CINPlanDates": "CINplanDates"}


@pytest.fixture
def judge(workspace):
    def run(path, rules=()):
        verdict = validate(Request("cin", 2024, (path,), la="201", rules=rules), workspace)
        assert not verdict.unread
        assert not verdict.in_error
        return [one._replace(message="") for one in verdict.findings]

    return run


@pytest.mark.parametrize("in_list", [False, True], ids=["table", "list"])
@pytest.mark.parametrize("name", ["own", "CIN_Census_2024.xml", "fake_CIN_data.xml"])
def test_the_findings_are_the_same(name, in_list, judge, tmp_path):
    path = SAMPLES / name
    if name == "own":
        path = tmp_path / "own.xml"
        path.write_text(OWN, "utf-8")
    elif not path.exists():
        pytest.skip("the sample is not beside the repository")
    folder = tmp_path / "csv"
    folder.mkdir()
    write_csv(path, folder, in_list=in_list)
    by_xml, by_csv = judge(path), judge(folder)
    assert by_xml
    assert sorted(by_csv, key=repr) == sorted(by_xml, key=repr)


@pytest.mark.parametrize("in_list", [False, True], ids=["table", "list"])
def test_factors_are_judged_at_their_assessment(in_list, judge, tmp_path):
    path = tmp_path / "own.xml"
    path.write_text(OWN, "utf-8")
    write_csv(path, tmp_path, in_list=in_list)
    path.unlink()
    found = judge(tmp_path, ("8614", "8869", "8873Q", "8897Q", "8898"))
    assert [(one.rule_code, one.table, one.row) for one in found] == [
        ("8614", "Assessments", 2),
        ("8869", "Assessments", 2),
        ("8873Q", "Assessments", 1),
        ("8873Q", "CINdetails", 1),
        ("8897Q", "Assessments", 3),
        ("8898", "Assessments", 2),
    ]


def write_csv(path, folder, *, in_list):
    """Write an XML as the CSV files that systems export."""
    tables = {}
    message = ET.parse(path).getroot()
    header = message.find("Header")
    if header is not None:
        tables["Header"] = [{one.tag: one.text for one in header.iter() if not len(one)}]
    for child in message.iter("Child"):
        for table, row in _rows(child):
            tables.setdefault(table, []).append(row)
    if in_list:
        _list_factors(tables)
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
            writer.writeheader()
            writer.writerows(rows)


def _list_factors(tables):
    factors = tables.pop("AssessmentFactorsList", [])
    for row in tables.get("Assessments", []):
        own = [one for one in factors if one.items() >= _ids(row).items()]
        row["AssessmentFactors"] = str([one["AssessmentFactors"] for one in own]) if own else ""


def _ids(row):
    return {name: row[name] for name in ("LAchildID", "CINdetailsID", "AssessmentID")}


def _rows(child):
    identifiers = _leaves(child.find("ChildIdentifiers"))
    who = {"LAchildID": identifiers.get("LAchildID")}
    yield "ChildIdentifiers", identifiers
    characteristics = child.find("ChildCharacteristics")
    if characteristics is not None:
        yield "ChildCharacteristics", who | _leaves(characteristics)
        for one in characteristics.iter("Disability"):
            yield "Disabilities", who | {"Disability": one.text}
    for number, case in enumerate(child.findall("CINdetails"), 1):
        of_case = who | {"CINdetailsID": number}
        yield "CINdetails", of_case | _leaves(case)
        for group, key in GROUPS.items():
            for place, one in enumerate(case.findall(group), 1):
                ids = of_case | {key: place}
                yield FILES.get(group, group), ids | _leaves(one)
                for factor in one.iter("AssessmentFactors"):
                    yield "AssessmentFactorsList", ids | {"AssessmentFactors": factor.text}
                for day in one.iter("CPPreviewDate"):
                    yield "Reviews", ids | {"CPPreviewDate": day.text}


def _leaves(element):
    return {one.tag: one.text for one in element if not len(one)}
