import csv
import gzip
import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.settings import Home
from pipeline.sources.api import Explanation, Instruction, Receipt, explain_files, open_shelf
from pipeline.sources.explaining.explain_sheet import HeadingReading, Shelf

ROOT = Path(__file__).parents[4]
EXAMPLES = ROOT / "docs" / "examples"
TODAY = date(2026, 11, 22)
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
ROWS = (
    "A1,01/05/2016,S,C2,N1,U4,PR1,,\n"
    "A2,02/05/2016,S,C2,N1,U4,PR1,03/03/2017,E4A\n"
    "A3,03/05/2016,S,C2,N9,,PR1,30/02/2017,XX\n"
)
REFUSED = {
    "no authority": ("2016-17/episodes.csv", EPISODES + ROWS, "local authority"),
    "no year": ("walsall/episodes.csv", EPISODES + ROWS, "The dates inside suggest 2016-17"),
    "another year": ("walsall_2010-11/x.csv", EPISODES + ROWS, "dates do not fit the year"),
    "unknown": ("walsall_2016-17/a.csv", "Colour,Shape\nred,round\n", "no table"),
    "twice": ("walsall_2016-17/a.csv", "DEC," + EPISODES + ROWS, "Headings mean the same column"),
    "no table": ("walsall_2016-17/a.pdf", "%PDF-1.7 text", "PDF"),
    "an unknown XML": ("walsall_2016-17/a.xml", "<Other/>", "root"),
    "no row": ("walsall_2016-17/a.csv", EPISODES + "one\ntwo\n", "as many values"),
}


@pytest.fixture
def shelf(home: Home) -> Shelf:
    return open_shelf(home, project=ROOT, today=TODAY)


@pytest.fixture
def explain(home: Home, tmp_path: Path) -> Callable[..., list[Explanation]]:
    """Explain a file of some content, or paths that are there."""

    def run(name: str | Path, content: str | bytes = b"", **said: str) -> list[Explanation]:
        path = tmp_path / "sent" / name
        if content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        shelf = open_shelf(home, project=ROOT, today=TODAY)
        return list(explain_files(home, [path], shelf=shelf, instruction=Instruction(**said)))

    return run


def by_column(explanation: Explanation) -> dict[str, HeadingReading]:
    return {heading.column: heading for heading in explanation.sheets[0].headings}


def test_a_return_is_explained_to_its_columns(explain: Callable[..., list[Explanation]]) -> None:
    (told,) = explain("walsall_2016-17/episodes.csv", EPISODES + ROWS)
    assert (told.is_accepted, told.authority, told.la_code, told.year) == (
        True,
        "Walsall",
        "E08000030",
        2017,
    )
    (sheet,) = told.sheets
    assert (sheet.table, sheet.heading_row, sheet.rows_seen) == ("ssda903/episodes", 1, 3)
    assert "HOME_POST" in sheet.missing
    columns = by_column(told)
    assert (columns["end_date"].filled, columns["end_date"].understood) == (2 / 3, 1 / 2)
    assert (columns["la_child_id"].filled, columns["la_child_id"].understood) == (1, None)
    assert columns["reason_episode_ceased_code"].not_codes == ("XX",)
    assert columns["placement_type_code"].filled == 2 / 3
    assert [(table.table, table.rows) for table in told.tables] == [("ssda903/episodes", 3)]


def test_codes_are_judged_by_the_year_of_the_file(
    explain: Callable[..., list[Explanation]],
) -> None:
    heading, row = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n", "A1,1,01/01/2010,WBRI,,,\n"
    for year, expected in (("2016-17", 1), ("2024-25", 0)):
        (told,) = explain(f"walsall_{year}/header.csv", heading + row)
        assert by_column(told)["sex_code"].understood == expected


def test_columns_that_no_table_has_are_kept_and_told(
    explain: Callable[..., list[Explanation]],
) -> None:
    content = EPISODES.replace("\n", ",Ward\n") + ROWS.replace("\n", ",North\n")
    (told,) = explain("walsall_2016-17/episodes.csv", content)
    assert by_column(told)[""] == HeadingReading("Ward", filled=1.0)


@pytest.mark.parametrize("why", REFUSED)
def test_what_would_be_refused_is_told_as_receiving_it_would(
    explain: Callable[..., list[Explanation]],
    receive: Callable[..., tuple[Receipt, ...]],
    tmp_path: Path,
    why: str,
) -> None:
    name, content, told = REFUSED[why]
    (explanation,) = explain(name, content)
    assert not explanation.is_accepted
    assert told in explanation.refusal
    (receipt,) = receive(tmp_path / "sent" / name)
    assert receipt.outcome == "quarantined"
    assert receipt.reason.startswith(explanation.refusal)


def test_what_a_person_says_of_a_file_counts(explain: Callable[..., list[Explanation]]) -> None:
    (told,) = explain("episodes.csv", EPISODES + ROWS, named="walsall 2016-17")
    assert (told.is_accepted, told.year) == (True, 2017)


def test_nothing_is_written(
    explain: Callable[..., list[Explanation]], home: Home, tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("walsall_2016-17/episodes.csv", EPISODES + ROWS)
    before = {path: path.stat().st_mtime_ns for path in home.root.rglob("*")}
    (told,) = explain("all.zip", packed.getvalue())
    assert told.is_accepted
    assert {path: path.stat().st_mtime_ns for path in home.root.rglob("*")} == before
    assert [path.name for path in (tmp_path / "sent").rglob("*")] == ["all.zip"]


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    home, path = Home(tmp_path / "none"), EXAMPLES / "hearing.csv"
    shelf = open_shelf(home, project=ROOT, today=TODAY)
    (told,) = explain_files(home, [path], shelf=shelf, instruction=Instruction())
    assert told.is_accepted
    assert not home.root.exists()


def test_each_member_of_a_zip_and_each_file_of_a_folder_is_told(
    explain: Callable[..., list[Explanation]], tmp_path: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2016-17/episodes.csv", EPISODES + ROWS)
        archive.writestr("2016-17/note.txt", "Dear all\n")
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "walsall.zip").write_bytes(packed.getvalue())
    (tmp_path / "sent" / "b.csv.gz").write_bytes(gzip.compress((EPISODES + ROWS).encode()))
    told = explain(tmp_path / "sent")
    assert {(each.name, each.is_accepted) for each in told} == {
        ("sent/b.csv.gz", False),
        ("sent/walsall.zip/2016-17/episodes.csv", True),
        ("sent/walsall.zip/2016-17/note.txt", False),
    }


def test_a_file_of_the_inbox_is_named_as_receiving_it_would(
    home: Home, shelf: Shelf, drop: Callable[[str, str], Path]
) -> None:
    path = drop("walsall/2016-17/episodes.csv", EPISODES + ROWS)
    drop("walsall/2016-17/other.csv", EPISODES + ROWS)
    (told,) = explain_files(home, [path], shelf=shelf, instruction=Instruction())
    assert told.name == "walsall/2016-17/episodes.csv"


def test_without_a_path_there_is_nothing_to_explain(home: Home, shelf: Shelf) -> None:
    with pytest.raises(UsageError):
        list(explain_files(home, [], shelf=shelf, instruction=Instruction()))


def test_an_xml_is_told_by_its_tables(explain: Callable[..., list[Explanation]]) -> None:
    content = (
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>"
        "<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails>"
        "<Source><LEA>335</LEA></Source></Header><Children>"
        "<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers></Child>"
        "<Child><ChildIdentifiers><LAchildID>A2</LAchildID></ChildIdentifiers></Child>"
        "</Children></Message>"
    )
    (told,) = explain("cin.xml", content)
    assert (told.is_accepted, told.authority, told.year, told.sheets) == (True, "Walsall", 2024, ())
    assert {table.table: table.rows for table in told.tables}["cin_census/child_identifiers"] == 2


def test_a_workbook_is_told_sheet_by_sheet(
    explain: Callable[..., list[Explanation]], tmp_path: Path
) -> None:
    import xlsxwriter

    path = tmp_path / "sent" / "walsall_2016-17.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(path) as workbook:
        for name, text in (("Episodes", EPISODES + ROWS), ("Notes", "Colour,Shape\nred,round\n")):
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(csv.reader(text.splitlines())):
                sheet.write_row(number, 0, row)
    (told,) = explain(path)
    assert told.is_accepted
    assert [(sheet.name, sheet.table) for sheet in told.sheets] == [
        ("Episodes", "ssda903/episodes"),
        ("Notes", ""),
    ]


def test_an_odd_export_is_read_once_the_proposal_is_saved(
    home: Home, explain: Callable[..., list[Explanation]]
) -> None:
    path = EXAMPLES / "local_costs_export.csv"
    (told,) = explain(path)
    assert not told.is_accepted
    assert "mapping below" in told.remedy
    proposal = told.sheets[0].proposal
    assert proposal is not None
    (home.mappings / f"{proposal.name}.yaml").write_text(proposal.yaml, encoding="utf-8")
    (again,) = explain(path)
    assert (again.is_accepted, again.sheets[0].mapping) == (True, proposal.name)
    columns = by_column(again)
    assert columns["placement_start_date"].understood == 1
    assert columns["provider_type_code"].understood == 1
    assert columns["placement_type_code"].not_codes == ("Kinship", "Foster", "Res")


def test_our_headings_over_local_codes_get_a_proposal_too(
    explain: Callable[..., list[Explanation]],
) -> None:
    text = (EXAMPLES / "placement_cost.csv").read_text(encoding="utf-8")
    (told,) = explain("walsall_2025-26/costs.csv", text.replace(",K2,", ",Children's home,"))
    proposal = told.sheets[0].proposal
    assert told.is_accepted
    assert proposal is not None
    assert "Children's home: K2" in proposal.yaml
    (plain,) = explain("walsall_2025-26/plain.csv", text)
    assert plain.sheets[0].proposal is None


def everything_in(explanation: Explanation) -> Iterator[str]:
    from dataclasses import asdict

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            value = tuple(value.values())
        if isinstance(value, list | tuple):
            for each in value:
                yield from walk(each)
        else:
            yield str(value)

    return walk(asdict(explanation))


@pytest.mark.parametrize(
    "content",
    [
        EPISODES + "Qxz1,14/02/2016,S,C2,Wolfgang Amadeus 2016,U4,PR1,,\n" * 3,
        "Qxz1,Wolfgang,14/02/2016\nQxz2,Amadeus,15/02/2016\n",
        "Qxz1,Wolfgang\nQxz2,Amadeus\n",
        "Client Ref,Start,£ per week,Name\nQxz1,14/02/2016,900,Wolfgang\n",
        "CHILD,SEX,DOB,ETHNIC,UPN\nQxz1,1,14/02/2016,WBRI,Wolfgang1234\n",
    ],
    ids=["a wrong code", "no heading line", "no heading line, words", "an odd export", "a UPN"],
)
def test_no_value_of_a_childs_row_is_told(
    explain: Callable[..., list[Explanation]], content: str
) -> None:
    (told,) = explain("walsall_2016-17/x.csv", content)
    text = " ".join(everything_in(told))
    for value in ("Qxz", "Wolfgang", "Amadeus", "14/02/2016"):
        assert value not in text


def test_the_temporary_copy_of_a_member_is_its_owners_alone(
    home: Home, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = tmp_path / "walsall_2016-17.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("episodes.csv", EPISODES + ROWS)
    for _ in explain_files(home, [path], shelf=shelf, instruction=Instruction()):
        (folder,) = temporary.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(temporary.iterdir())
