"""The SSDA903 collection's XML as rows of its contract's tables: worth exactly what the CSVs are."""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from pipeline.settings import find_project_dir
from pipeline.sources.contract.definition import Table
from pipeline.sources.contract.load import load_sources
from pipeline.sources.formats.xml.read import read_xml

Rows = list[dict[str, str | None]]
Read = Callable[..., dict[str, Rows]]

_SAMPLES = Path(__file__).parents[5] / "shared" / "samples" / "ssda903_csv"
_FLAT = ("uasc", "oc3", "ad1")
# Module, its file among the samples, and what a case system might call its element.
_MODULES = (
    ("missing", "missing.csv", "AMISSING"),
    ("reviews", "reviews.csv", "AREVIEW"),
    ("previous_permanence", "previous_permanence.csv", "PERMANENCE"),
    ("placed_for_adoption", "placed_for_adoption.csv", "AD_PLACED"),
    ("oc2", "oc2.csv", "OC2"),
    ("social_worker_episodes", "sw_episodes.csv", "WORKER"),
)
_HEADER = (
    "<CHILDID>1</CHILDID><UPN>UN4</UPN><SEX>1</SEX><DOB>01/02/2010</DOB><ETHNIC>WBRI</ETHNIC>"
    "<MOTHER/><MC_DOB/>"
)


@pytest.fixture(scope="module")
def tables() -> tuple[Table, ...]:
    project = find_project_dir()
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    return next(source.tables for source in sources if source.name == "ssda903")


@pytest.fixture
def read(tmp_path: Path, tables: tuple[Table, ...]) -> Read:
    def of(*children: str) -> dict[str, Rows]:
        file = tmp_path / "return.xml"
        body = "".join(f"<CHILD>{child}</CHILD>" for child in children)
        file.write_text(f"<EXPSSDA903>{body}</EXPSSDA903>", encoding="utf-8")
        rows: dict[str, Rows] = {}
        for piece in read_xml(file, tables, root="EXPSSDA903"):
            extra = piece.other_values.to_pylist()
            for row, other in zip(piece.columns.to_pylist(), extra, strict=True):
                rows.setdefault(piece.table.name, []).append(row | ({"?": other} if other else {}))
            rows.setdefault("refused", []).extend({"text": one.text} for one in piece.refused)
        return rows

    return of


def test_an_episode_without_an_end_has_none_though_the_one_before_has(read: Read) -> None:
    rows = read(
        f"<HEADER>{_HEADER}</HEADER>"
        "<EPISODE><DECOM>01/04/2020</DECOM><PL>U1</PL><DEC>02/05/2020</DEC><REC>X1</REC></EPISODE>"
        "<EPISODE><DECOM>02/05/2020</DECOM><PLACE>K2</PLACE></EPISODE>"
    )
    assert [(row["child"], row["place"], row["dec"], row["rec"]) for row in rows["episodes"]] == [
        ("1", "U1", "02/05/2020", "X1"),
        ("1", "K2", None, None),
    ]


def test_the_identifiers_reach_what_stands_beside_the_header_before_or_after(read: Read) -> None:
    episode = "<EPISODE><DECOM>01/04/2020</DECOM></EPISODE>"
    worker = "<ANY><SW_ID>SW1</SW_ID></ANY>"
    rows = read(f"{episode}{worker}<HEADER>{_HEADER}</HEADER>{episode}")
    assert [row["child"] for row in rows["episodes"]] == ["1", "1"]
    (row,) = rows["social_worker_episodes"]
    assert (row["child"], row["dob"], row["sw_id"]) == ("1", "01/02/2010", "SW1")


@pytest.mark.parametrize(
    ("flat", "found"),
    [
        ("", set()),
        ("<UASC/><DUC/><IN_TOUCH/>", set()),
        ("<UASC>0</UASC>", set()),
        ("<UASC>1</UASC><DUC/>", {"uasc"}),
        ("<DUC>01/01/2021</DUC>", {"uasc"}),
        ("<IN_TOUCH>YES</IN_TOUCH><ACTIV>0</ACTIV>", {"oc3"}),
        ("<FOSTER_CARE>0</FOSTER_CARE>", {"ad1"}),
        ("<OC3><ACCOM>B1</ACCOM></OC3>", {"oc3"}),
        ("<UASC>1</UASC><ACCOM>B1</ACCOM><DATE_INT>01/01/2021</DATE_INT>", {"uasc", "oc3", "ad1"}),
    ],
)
def test_a_flat_module_has_a_row_when_a_value_of_its_own_is_there(
    read: Read, flat: str, found: set[str]
) -> None:
    rows = read(f"<HEADER>{_HEADER}{flat}</HEADER>")
    assert {name for name in _FLAT if rows.get(name)} == found
    assert len(rows["header"]) == 1
    assert "?" not in rows["header"][0]
    assert all(rows[name][0]["child"] == "1" for name in found)
    assert all(rows[name][0]["dob"] == "01/02/2010" for name in found)


@pytest.mark.parametrize("flag", ["maybe", "0", "1"])
def test_a_flag_is_kept_whatever_it_says(read: Read, flag: str) -> None:
    rows = read(f"<HEADER>{_HEADER}<UASC>{flag}</UASC></HEADER>")
    assert ("uasc" in rows) == (flag == "1")
    assert rows["header"][0]["uasc"] == flag
    assert "?" not in rows["header"][0]


@pytest.mark.parametrize("name", ["AMISSING", "MISSING", "EPISODE_OF_ABSENCE", "x"])
@pytest.mark.parametrize("around", ["{}", "<ALL>{}</ALL>", "<A><B>{}</B></A>"])
@pytest.mark.parametrize("inside", [True, False], ids=["in HEADER", "beside it"])
def test_a_group_is_known_by_what_is_in_it(
    read: Read, name: str, around: str, *, inside: bool
) -> None:
    one = f"<{name}><MISSING>M</MISSING><MIS_START>01/01/2021</MIS_START></{name}>"
    groups = around.format(one * 2)
    header = (
        f"<HEADER>{_HEADER}{groups}</HEADER>" if inside else f"<HEADER>{_HEADER}</HEADER>{groups}"
    )
    rows = read(header)
    assert [(row["child"], row["missing"], row["mis_end"]) for row in rows["missing"]] == [
        ("1", "M", None)
    ] * 2
    assert "?" not in rows["header"][0]


def test_groups_of_one_name_go_each_to_its_own_table(read: Read) -> None:
    rows = read(
        f"<HEADER>{_HEADER}"
        "<ITEM><REVIEW>01/01/2021</REVIEW></ITEM><ITEM><DOLO_START>02/01/2021</DOLO_START></ITEM>"
        "<ITEM><DOB>03/01/2021</DOB></ITEM></HEADER>"
    )
    assert [row["review"] for row in rows["reviews"]] == ["01/01/2021"]
    assert [row["dolo_start"] for row in rows["deprivation_of_liberty"]] == ["02/01/2021"]
    # The date of birth in a group that is no table's is somebody's, and not the child's.
    assert rows["header"][0]["dob"] == "01/02/2010"
    assert json.loads(rows["header"][0]["?"] or "") == {"ITEM/DOB": "03/01/2021"}


def test_what_stands_beside_the_header_is_kept_with_the_first_row(read: Read) -> None:
    rows = read(f"<NOTE>a note</NOTE><EPISODE/><HEADER>{_HEADER}</HEADER>")
    assert json.loads(rows["episodes"][0]["?"] or "") == {"NOTE": "a note"}


@pytest.mark.parametrize("child", ["<CHILDID>7</CHILDID>", "<SEX>1</SEX><DOB/>", "7"])
def test_a_child_without_any_row_is_refused_and_not_forgotten(read: Read, child: str) -> None:
    rows = read(child, f"<HEADER>{_HEADER}</HEADER>")
    assert len(rows["refused"]) == 1
    assert any(part in str(rows["refused"]) for part in ("7", "1"))


def test_an_identifier_directly_in_the_child_is_used_and_not_kept_twice(read: Read) -> None:
    rows = read("<CHILDID>7</CHILDID><EPISODE><DECOM>01/04/2020</DECOM></EPISODE>")
    assert rows["episodes"][0]["child"] == "7"
    assert "?" not in rows["episodes"][0]


def _csv(name: str) -> list[dict[str, str]]:
    with (_SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def _markup(row: dict[str, str], leave_out: Iterable[str] = ()) -> str:
    names = {"CHILD": "CHILDID", "PLACE": "PL"}
    return "".join(
        f"<{names.get(name, name)}>{escape(value)}</{names.get(name, name)}>"
        for name, value in row.items()
        if name not in leave_out
    )


@pytest.mark.skipif(not _SAMPLES.exists(), reason="needs the folder shared beside the repository")
def test_a_return_as_xml_is_worth_what_it_is_as_csv(read: Read) -> None:
    """Each row of each module, put into one XML, comes out with the columns of the CSV."""
    children = {row["CHILD"]: [_markup(row)] for row in _csv("header.csv")[:400]}
    outside: dict[str, list[str]] = {child: [] for child in children}
    expected: dict[str, list[tuple[str, ...]]] = {"header": [], "episodes": []}
    for name, file, element in _MODULES:
        expected[name] = []
        for row in _csv(file):
            if row["CHILD"] in children:
                children[row["CHILD"]].append(
                    f"<{element}>{_markup(row, ('CHILD', 'DOB'))}</{element}>"
                )
                expected[name].append(tuple(row[c] for c in row if c not in ("CHILD", "DOB")))
    for row in _csv("episodes.csv"):
        if row["CHILD"] in outside:
            outside[row["CHILD"]].append(f"<EPISODE>{_markup(row, ('CHILD',))}</EPISODE>")
            expected["episodes"].append(tuple(row.values()))
    rows = read(
        *(
            f"<HEADER>{''.join(parts)}</HEADER>{''.join(outside[child])}"
            for child, parts in children.items()
        )
    )
    assert len(rows["header"]) == 400
    assert len(expected["episodes"]) > 500
    columns = _columns("episodes.csv")
    assert sorted(tuple(row[name] or "" for name in columns) for row in rows["episodes"]) == sorted(
        expected["episodes"]
    )
    for name, file, _ in _MODULES:
        columns = [column for column in _columns(file) if column not in ("child", "dob")]
        found = [tuple(row[column] or "" for column in columns) for row in rows.get(name, [])]
        assert sorted(found) == sorted(expected[name])


def _columns(file: str) -> list[str]:
    return [name.lower() for name in _csv(file)[0]]
