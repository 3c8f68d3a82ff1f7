"""One return in memory: files told by name, rows counted as in the file, years and lists that a rule needs."""

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.validation.api import Request, validate

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


@pytest.fixture
def judge(workspace, tmp_path):
    """Write files of a return, and judge them by some rules."""

    def run(files, *, rules=("143",), year=2025, collection="ssda903", **others):
        folder = tmp_path / "this"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")
        return validate(Request(collection, year, (folder,), rules=rules, **others), workspace)

    return run


def rows(verdict):
    return [(one.rule_code, one.table, one.row) for one in verdict.findings]


def test_a_finding_tells_rule_file_row_child_and_value(judge):
    verdict = judge(
        {
            "Episodes.csv": EPISODES
            + "c1,01/04/2024,S\n".replace("S\n", "S,,,,,,,,,,\n")
            + "c 2,,q,,,,,,,,,,\n"
        }
    )
    (finding,) = verdict.findings
    assert (finding.rule_code, finding.severity, finding.table, finding.row) == (
        "143",
        "error",
        "Episodes",
        2,
    )
    assert (finding.child, finding.field, finding.value, finding.fields) == (
        "c 2",
        "RNE",
        "Q",
        ("RNE",),
    )
    assert finding.message == next(run.message for run in verdict.runs)
    assert not verdict.passed


@pytest.mark.parametrize(
    "name", ["Episodes.csv", "episodes.csv", "EPISODES.CSV", "sandwell episodes 2025.csv"]
)
def test_a_file_is_told_by_its_name_or_its_headings(judge, name):
    assert rows(judge({name: EPISODES + "c1,01/04/2024,Q,,,,,,,,,,\n"})) == [
        ("143", Path(name).stem, 1)
    ]


def test_columns_and_tables_that_are_absent_count_as_empty(judge):
    verdict = judge({"Episodes.csv": "URN,new column\n1,2\n"}, rules=("143", "101"))
    assert rows(verdict) == [("143", "Episodes", 1)]
    assert [run.status for run in verdict.runs] == ["ran", "ran"]


@pytest.mark.parametrize(
    "content", ["", "\n", "CHILD\n", "CHILD"], ids=["nothing", "a blank line", "headings", "no end"]
)
def test_a_file_without_rows_has_no_findings(judge, content):
    verdict = judge({"Episodes.csv": content})
    assert verdict.passed
    assert verdict.tables == {"Episodes": 0}


def test_blank_values_of_a_single_column_are_rows(judge):
    assert rows(judge({"Episodes.csv": 'RNE\nS\n""\nS\n""\n'})) == [
        ("143", "Episodes", 2),
        ("143", "Episodes", 4),
    ]


def test_rules_run_in_their_years_or_when_named(judge):
    files = {"Header.csv": "CHILD,SEX\nc1,1\n"}
    by_year = {year: rows(judge(files, year=year)) for year in (2023, 2025)}
    assert by_year == {2023: [], 2025: []}
    everything = judge(files, rules=(), year=2025)
    assert ("101", "Header", 1) in rows(everything)
    assert len({run.rule_code for run in everything.runs}) > 10


def test_what_cannot_be_read_is_told_and_never_passes(judge):
    verdict = judge(
        {"Episodes.csv": EPISODES + "c1,01/04/2024,S,,,,,,,,,,\n", "notes.csv": "a,b\n1,2\n"}
    )
    assert [one.name for one in verdict.unread] == ["notes.csv"]
    assert verdict.findings == ()
    assert not verdict.passed


def test_a_row_that_cannot_be_told_apart_is_told_by_its_number(judge):
    content = EPISODES + "c1,01/04/2024,S,,,,,,,,,,\n" + "c2,too,few\n"
    verdict = judge({"Episodes.csv": content})
    (unread,) = verdict.unread
    assert unread.reason.startswith("Row 2:")
    assert "too" not in unread.reason.split()


def test_earlier_returns_are_not_judged_themselves(judge, tmp_path):
    last = tmp_path / "last"
    last.mkdir()
    (last / "Episodes.csv").write_text(EPISODES + "c1,01/04/2023,Q,,,,,,,,,,\n")
    verdict = judge({"Episodes.csv": EPISODES + "c1,01/04/2024,S,,,,,,,,,,\n"}, previous=(last,))
    assert verdict.findings == ()
    assert verdict.tables == {"Episodes": 1}


@pytest.mark.parametrize(
    ("files", "others", "told"),
    [
        ({}, {}, "no file of the return"),
        ({"notes.txt": "nothing of ours"}, {}, "no file of the return"),
        ({"Episodes.csv": "CHILD\n"}, {"rules": ("143", "0X")}, "no rule 0X"),
        ({"Episodes.csv": "CHILD\n"}, {"previous": (Path("nowhere"),)}, "There is no nowhere"),
    ],
    ids=["no file", "no table", "no rule", "no folder"],
)
def test_wrong_usage_says_what_to_do(judge, files, others, told):
    with pytest.raises(UsageError, match=told) as caught:
        judge(files, **others)
    assert caught.value.remedy


def test_nobody_named_is_noted_and_any_name_is_taken(judge):
    files = {"Episodes.csv": "CHILD\n"}
    assert "--la" in judge(files).notes[0]
    assert judge(files, la="Walsall").notes == judge(files, la="E08000030").notes == ()
    assert "Neverland" in judge(files, la="Neverland").notes[0]


XML = """<EXPSSDA903>
<CHILD><HEADER><CHILDID>c1</CHILDID><SEX>9</SEX></HEADER>
<EPISODE><DECOM>01/04/2024</DECOM><RNE>S</RNE></EPISODE><EPISODE><DECOM>01/06/2024</DECOM><RNE>Q</RNE></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>c2</CHILDID><SEX>F</SEX></HEADER>
<EPISODE><DECOM>01/04/2024</DECOM><RNE/></EPISODE></CHILD>
</EXPSSDA903>
"""
SAME = {
    "Header.csv": "CHILD,SEX\nc1,9\nc2,F\n",
    "Episodes.csv": "CHILD,DECOM,RNE\nc1,01/04/2024,S\nc1,01/06/2024,Q\nc2,01/04/2024,\n",
}


def test_xml_and_csv_give_the_same_findings(judge, tmp_path):
    by_csv = judge(SAME, rules=("101", "143"))
    for name in SAME:
        (tmp_path / "this" / name).unlink()
    by_xml = judge({"return.xml": XML}, rules=("101", "143"))
    assert by_xml.findings == by_csv.findings
    assert rows(by_csv) == [("101", "Header", 1), ("143", "Episodes", 2), ("143", "Episodes", 3)]


def test_an_xml_of_another_collection_is_no_return_to_validate(judge):
    with pytest.raises(UsageError, match="not of the collection"):
        judge({"return.xml": XML.replace("EXPSSDA903", "Message")})
