"""What a person is told of each file: what it is now, and what took its place."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.settings import Home
from pipeline.sources.api import FileEntry, Receipt, list_files

Drop = Callable[[str, str | bytes], Path]
Receive = Callable[..., tuple[Receipt, ...]]
HEADINGS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
FIRST = f"{HEADINGS}1,01/02/2005,01/05/2016,PN1\n"
SECOND = f"{HEADINGS}2,01/02/2005,02/05/2016,PN1\n"
RETURN = """<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><DOB>01/02/2005</DOB><SEX>1</SEX><ETHNIC>WBRI</ETHNIC>
<AREVIEW><REVIEW>01/05/2016</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>
<EPISODE><DECOM>01/05/2016</DECOM><RNE>S</RNE><LS>C2</LS></EPISODE></CHILD></EXPSSDA903>"""


def on(day: int) -> datetime:
    return datetime(2026, 12, day, tzinfo=UTC)


def entry_of(home: Home, name: str) -> FileEntry:
    (entry,) = (each for each in list_files(home) if each.name.endswith(name))
    return entry


def test_a_file_that_another_replaced_says_by_which(
    home: Home, drop: Drop, receive: Receive
) -> None:
    for day, (name, content) in enumerate([("a.csv", FIRST), ("b.csv", SECOND)], start=1):
        drop(f"walsall 2016-17/{name}", content)
        receive(now=on(day))
    assert entry_of(home, "a.csv").state == "superseded"
    assert entry_of(home, "a.csv").superseded_by == ("walsall 2016-17/b.csv",)
    assert entry_of(home, "b.csv").state == "in force"
    assert [entry.name[-5:] for entry in list_files(home)] == ["b.csv", "a.csv"]


def test_a_return_of_several_tables_is_one_file(home: Home, drop: Drop, receive: Receive) -> None:
    drop("walsall 2016-17/return.xml", RETURN)
    assert len(receive(now=on(1))) == 3
    (entry,) = list_files(home)
    assert (entry.state, entry.rows_in) == ("in force", 3)
    assert entry.tables == ("episodes", "header", "reviews")
    drop("walsall 2016-17/reviews.csv", SECOND)
    receive(now=on(2))
    assert entry_of(home, "return.xml").state == "partly superseded"
    assert entry_of(home, "return.xml").superseded_by == ("walsall 2016-17/reviews.csv",)


def test_an_xml_without_a_module_leaves_the_csv_of_it_in_force(
    home: Home, drop: Drop, receive: Receive
) -> None:
    missing = "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/02/2005,M,01/05/2016,03/05/2016\n"
    drop("walsall 2016-17/missing.csv", missing)
    receive(now=on(1))
    drop("walsall 2016-17/return.xml", RETURN)
    receive(now=on(2))
    assert entry_of(home, "missing.csv").state == "in force"


def test_an_xml_without_a_module_that_the_xml_before_it_had_undoes_that(
    home: Home, drop: Drop, receive: Receive
) -> None:
    drop("walsall 2016-17/return.xml", RETURN)
    receive(now=on(1))
    start, end = RETURN.index("<AREVIEW>"), RETURN.index("</HEADER>")
    drop("walsall 2016-17/again.xml", RETURN[:start] + RETURN[end:])
    receipts = receive(now=on(2))
    assert {receipt.table_name: receipt.rows_raw for receipt in receipts} == {
        "episodes": 1,
        "header": 1,
        "reviews": 0,
    }
    assert entry_of(home, "return.xml").state == "superseded"


def test_a_file_leaves_quarantine_when_a_person_says_whose_it_is(
    home: Home, drop: Drop, receive: Receive
) -> None:
    drop("reviews.csv", FIRST)
    receive(now=on(1))
    refused = entry_of(home, "reviews.csv")
    assert refused.state == "in quarantine"
    assert "local authority or the year" in refused.reason
    (again,) = receive(now=on(2), again=[refused.quarantine_id[:6]], named="walsall 2016-17")
    assert (again.outcome, again.la_code, again.collection_year) == ("accepted", "E08000030", 2017)
    assert [entry.state for entry in list_files(home)] == ["in force", "released"]
    assert [path for path in home.quarantine.rglob("*") if path.is_file()] == []


def test_a_file_tried_again_in_vain_stays_in_quarantine_with_its_reason(
    home: Home, drop: Drop, receive: Receive
) -> None:
    drop("reviews.csv", FIRST)
    receive(now=on(1))
    beginning = entry_of(home, "reviews.csv").quarantine_id
    (again,) = receive(now=on(2), again=[beginning], named="walsall")
    assert again.outcome == "quarantined"
    assert "the year" in again.reason
    kept = [path.name for path in home.quarantine.rglob("*") if path.is_file()]
    assert sorted(kept) == ["reviews.csv", "reviews.csv.reason.json"]


def test_dates_that_do_not_fit_can_be_taken_all_the_same(
    home: Home, drop: Drop, receive: Receive
) -> None:
    late = HEADINGS + "".join(f"{n},01/02/2005,0{n}/05/2019,PN1\n" for n in range(1, 5))
    drop("walsall 2016-17/reviews.csv", late)
    (refused,) = receive(now=on(1))
    assert "suggest 2019-20" in refused.reason
    (taken,) = receive(now=on(2), again=[refused.sha256[:12]], despite_dates=True)
    assert (taken.outcome, taken.rows_raw) == ("accepted", 4)


@pytest.mark.parametrize("beginning", ["", "ffff", "*"], ids=["nothing", "unknown", "a pattern"])
def test_what_is_not_in_quarantine_is_told(receive: Receive, beginning: str) -> None:
    with pytest.raises(UsageError, match="no files in quarantine"):
        receive(again=[beginning])
