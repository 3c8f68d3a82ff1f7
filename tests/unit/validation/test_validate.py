"""One return in memory: files told by name, rows counted as in the file, years and lists that a rule needs."""

from dataclasses import replace
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
        "q",
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


def test_a_row_that_a_rule_finds_by_several_fields_is_found_once(workspace, tmp_path):
    (tmp_path / "Episodes.csv").write_text(EPISODES + "c1,,q,,,,,,,,,,\nc2,,S,,,,,,,,,,\n")
    (rule,) = [one for one in workspace.rules if one.code == "143"]
    by_three = [rule.sql.replace("'RNE'", f"'{field}'") for field in ("RNE", "LS", "LS")]
    both = replace(rule, sql=" UNION ALL ".join(by_three)), replace(rule, code="143 too")
    verdict = validate(
        Request("ssda903", 2025, (tmp_path,), rules=("143", "143 too")),
        replace(workspace, rules=both),
    )
    found = [(one.rule_code, one.row, one.field) for one in verdict.findings]
    assert found == [("143", 1, "LS"), ("143 too", 1, "RNE")]


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
    assert not verdict.findings
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
    assert not verdict.findings
    assert verdict.tables == {"Episodes": 1}


def test_each_earlier_return_is_of_its_own_year(judge, tmp_path):
    """A care leaver of whom last year tells nothing was in care the year before."""
    for year, child in (("2023-24", "c9"), ("2022-23", "c1")):
        (tmp_path / year).mkdir()
        (tmp_path / year / "Episodes.csv").write_text(
            EPISODES + f"{child},01/05/2022,S,,,,,,,,,,\n"
        )
    files = {"OC3.csv": "CHILD,DOB,IN_TOUCH\nc1,01/05/2006,YES\n", "Episodes.csv": EPISODES}
    last, before = tmp_path / "2023-24", tmp_path / "2022-23"
    told = {
        paths: rows(judge(files, rules=("1002",), previous=paths))
        for paths in ((last,), (last, before), (before, last))
    }
    assert told == {(last,): [("1002", "OC3", 1)], (last, before): [], (before, last): []}


PLACED = "CHILD,DECOM,LS,PLACE,PLACE_PROVIDER,HOME_POST,PL_POST{}\nc1,01/05/2024,C2,K2,PR1,WS1 1AA,CF10 1AA{}\n"
DIRECTORY = """pcds,dointr,doterm,oscty,oslaua,oseast1m,osnrth1m
WS1 1AA,200001,,E99999999,E08000030,401000,298000
CF10 1AA,200001,,W99999999,W06000015,318000,176000
"""


def test_a_rule_that_needs_a_list_runs_with_it_or_with_what_the_return_states(judge, tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "ONSPD.csv").write_text(DIRECTORY)
    others = {"rules": ("1015", "454"), "la": "Walsall"}
    without = judge({"Episodes.csv": PLACED.format("", "")}, **others)
    assert without.not_run["1015"] == (
        "It needs the list published.postcode, which is not there, nor does a return state PL_LA."
    )
    assert not without.findings
    with_list = judge({"Episodes.csv": PLACED.format("", "")}, reference=(lists,), **others)
    assert (with_list.not_run, with_list.unread) == ({}, ())
    stated = judge({"Episodes.csv": PLACED.format(",PL_LA", ",WAL")}, **others)
    assert set(stated.not_run) == {"454"}
    for verdict in (with_list, stated):
        ((code, field, value),) = [
            (one.rule_code, one.field, one.value) for one in verdict.findings
        ]
        assert (code, field, value) == ("1015", "PL_LA", "WAL")


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
    assert list(by_xml.findings) == list(by_csv.findings)
    assert rows(by_csv) == [("101", "Header", 1), ("143", "Episodes", 2), ("143", "Episodes", 3)]


def test_an_xml_of_another_collection_is_no_return_to_validate(judge):
    with pytest.raises(UsageError, match="not of the collection"):
        judge({"return.xml": XML.replace("EXPSSDA903", "Message")})
