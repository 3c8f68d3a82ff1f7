"""The CIN census's XML as rows of its contract's tables."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import find_project_dir
from pipeline.sources.contract.definition import Table
from pipeline.sources.contract.load import load_sources
from pipeline.sources.formats.definition import Piece
from pipeline.sources.formats.xml import read as reading
from pipeline.sources.formats.xml import rows as gathering
from pipeline.sources.formats.xml.read import read_xml

Rows = list[dict[str, str | None]]
Read = Callable[..., dict[str, Rows]]

_CHILD = """
<Child>
  <ChildIdentifiers>
    <LAchildID>C1</LAchildID><UPN/><PersonBirthDate>2015-03-27</PersonBirthDate>
    <GenderCurrent>2</GenderCurrent>
  </ChildIdentifiers>
  <ChildCharacteristics>
    <Ethnicity>WBRI</Ethnicity>
    <Disabilities><Disability>HAND</Disability><Disability>LD</Disability></Disabilities>
  </ChildCharacteristics>
  <CINdetails>
    <CINreferralDate>2022-10-06</CINreferralDate><DateOfInitialCPC>2022-12-06</DateOfInitialCPC>
    <Section47><S47ActualStartDate>2022-11-01</S47ActualStartDate></Section47>
    <ReferralNFA>0</ReferralNFA>
  </CINdetails>
  <CINdetails>
    <CINreferralDate>2023-04-01</CINreferralDate>
    <Assessments>
      <AssessmentActualStartDate>2023-04-02</AssessmentActualStartDate>
      <FactorsIdentifiedAtAssessment>
        <AssessmentFactors>1A</AssessmentFactors>
      </FactorsIdentifiedAtAssessment>
    </Assessments>
    <Section47><DateOfInitialCPC>2023-05-01</DateOfInitialCPC></Section47>
    <Assessments>
      <AssessmentAuthorisationDate>2023-06-02</AssessmentAuthorisationDate>
      <FactorsIdentifiedAtAssessment>
        <AssessmentFactors>2B</AssessmentFactors><AssessmentFactors>3C</AssessmentFactors>
      </FactorsIdentifiedAtAssessment>
    </Assessments>
    <ChildProtectionPlans>
      <CPPstartDate>2023-05-01</CPPstartDate>
      <Reviews><CPPreviewDate>2023-07-01</CPPreviewDate><CPPreviewDate>2023-12-01</CPPreviewDate></Reviews>
    </ChildProtectionPlans>
  </CINdetails>
</Child>
"""


@pytest.fixture(scope="module")
def tables() -> tuple[Table, ...]:
    project = find_project_dir()
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    return next(source.tables for source in sources if source.name == "cin_census")


@pytest.fixture
def pieces(tmp_path: Path, tables: tuple[Table, ...]) -> Callable[[str], list[Piece]]:
    def read(text: str) -> list[Piece]:
        file = tmp_path / "return.xml"
        file.write_text(text, encoding="utf-8")
        return list(read_xml(file, tables, root="Message"))

    return read


@pytest.fixture
def read(pieces: Callable[[str], list[Piece]]) -> Read:
    def of(*children: str) -> dict[str, Rows]:
        text = f"<Message><Children>{''.join(children)}</Children></Message>"
        rows: dict[str, Rows] = {}
        for piece in pieces(text):
            extra = piece.other_values.to_pylist()
            for row, other in zip(piece.columns.to_pylist(), extra, strict=True):
                rows.setdefault(piece.table.name, []).append(row | ({"?": other} if other else {}))
        return rows

    return of


def _values(rows: Rows, *columns: str) -> list[tuple[str | None, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_child_gives_a_row_of_each_of_its_elements(read: Read) -> None:
    rows = read(_CHILD)
    counts = {name: len(of) for name, of in rows.items()}
    assert counts == {
        "child_identifiers": 1,
        "child_characteristics": 1,
        "disabilities": 2,
        "cin_details": 2,
        "section_47": 2,
        "assessments": 2,
        "assessment_factors": 3,
        "child_protection_plans": 1,
        "child_protection_plan_reviews": 2,
    }


def test_every_review_date_of_one_element_is_kept(read: Read) -> None:
    reviews = read(_CHILD)["child_protection_plan_reviews"]
    assert _values(reviews, "lachildid", "cindetailsid", "cppid", "cppreviewdate") == [
        ("C1", "2", "1", "2023-07-01"),
        ("C1", "2", "1", "2023-12-01"),
    ]


def test_elements_are_numbered_among_their_like_though_others_stand_between(read: Read) -> None:
    factors = read(_CHILD)["assessment_factors"]
    assert _values(factors, "cindetailsid", "assessmentid", "assessmentfactors") == [
        ("2", "1", "1A"),
        ("2", "2", "2B"),
        ("2", "2", "3C"),
    ]


def test_the_numbering_starts_anew_with_each_child(read: Read) -> None:
    details = read(_CHILD, _CHILD.replace("C1", "C2"))["cin_details"]
    assert _values(details, "lachildid", "cindetailsid") == [
        ("C1", "1"),
        ("C1", "2"),
        ("C2", "1"),
        ("C2", "2"),
    ]


def test_an_element_left_out_is_unknown_in_its_row_alone(read: Read) -> None:
    rows = read(_CHILD)
    dates = _values(rows["section_47"], "s47actualstartdate", "dateofinitialcpc")
    # The case of the first has a conference; that of the second section 47 enquiry is its own.
    assert dates == [("2022-11-01", None), (None, "2023-05-01")]
    starts = _values(
        rows["assessments"], "assessmentactualstartdate", "assessmentauthorisationdate"
    )
    assert starts == [("2023-04-02", None), (None, "2023-06-02")]


def test_an_empty_element_is_blank_and_one_left_out_is_null(read: Read) -> None:
    (row,) = read(_CHILD)["child_identifiers"]
    assert (row["upn"], row["formerupn"]) == ("", None)


def test_the_headings_of_other_years_are_read(read: Read) -> None:
    assert read(_CHILD)["child_identifiers"][0]["sex"] == "2"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<Child>", "<Child xmlns='urn:cin'>"),
        ("Child", "c:Child"),
        ("CINdetails", "cindetails"),
        ("Child>", "CHILD>"),
        ("LAchildID", "LA-CHILD_id"),
        (">C1<", "><![CDATA[C1]]><"),
        (">C1<", ">C<!-- a comment -->1<?and an instruction?><"),
        ("<CINdetails>", "\n\n<CINdetails   >"),
        ("\n", ""),
    ],
    ids=[
        "namespace",
        "prefix",
        "small letters",
        "capitals",
        "punctuation",
        "CDATA",
        "comment",
        "space",
        "no space",
    ],
)
def test_the_spelling_of_the_markup_makes_no_difference(
    read: Read, before: str, after: str
) -> None:
    changed = _CHILD.replace(before, after)
    if after == "c:Child":
        changed = changed.replace("<c:Child>", '<c:Child xmlns:c="urn:cin">', 1)
    assert changed != _CHILD
    assert read(changed) == read(_CHILD)


@pytest.mark.parametrize(
    "text", ["  two  words ", "&lt;A &amp;amp; B&gt;", "a\nb", "&#13;", "'\"", "Zoë", "\u00a0"]
)
def test_values_keep_their_text_exactly(read: Read, text: str) -> None:
    (row,) = read(_CHILD.replace("2015-03-27", text))["child_identifiers"]
    meant = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r")
    assert row["personbirthdate"] == meant.replace("&amp;", "&")


def test_a_blank_value_keeps_its_spaces_wherever_a_chunk_ends(
    pieces: Callable[[str], list[Piece]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.sources.formats.xml import parse

    text = f"<Message><Children>{_CHILD.replace('2015-03-27', '   ')}</Children></Message>"
    for size in range(1, 60):
        monkeypatch.setattr(parse, "_CHUNK", size)
        found = next(p for p in pieces(text) if p.table.name == "child_identifiers")
        assert found.columns["personbirthdate"].to_pylist() == ["   "], size


def test_the_identifier_may_come_after_the_rows_that_need_it(read: Read) -> None:
    start, end = _CHILD.index("<ChildIdentifiers>"), _CHILD.index("<ChildCharacteristics>")
    late = _CHILD.replace(_CHILD[start:end], "").replace(
        "</Child>\n", f"{_CHILD[start:end]}</Child>"
    )
    assert {row["lachildid"] for row in read(late)["assessment_factors"]} == {"C1"}


def test_a_child_without_identifier_or_characteristics_is_read(read: Read) -> None:
    rows = read("<Child><CINdetails><ReferralNFA>1</ReferralNFA></CINdetails></Child>", _CHILD)
    assert _values(rows["cin_details"], "lachildid", "cindetailsid", "referralnfa")[0] == (
        None,
        "1",
        "1",
    )
    assert len(rows["child_identifiers"]) == 2
    assert len(rows["child_characteristics"]) == 1


def test_the_header_is_a_row(pieces: Callable[[str], list[Piece]]) -> None:
    text = "<Message><Header><Source><LEA>201</LEA></Source><Year>2023</Year></Header></Message>"
    found = {piece.table.name: piece.columns.to_pylist() for piece in pieces(text)}
    assert [(row["lea"], row["year"]) for row in found["header"]] == [("201", "2023")]


def test_a_table_without_rows_gives_one_empty_piece(
    pieces: Callable[[str], list[Piece]], tables: tuple[Table, ...]
) -> None:
    found = pieces("<Message><Children/></Message>")
    assert [piece.table for piece in found] == [table for table in tables if table.xml_row]
    assert {piece.columns.num_rows for piece in found} == {0}
    assert all(len(p.columns.column_names) == len(p.table.columns) for p in found)


@pytest.mark.parametrize(
    ("before", "after", "where", "other"),
    [
        (
            "<UPN/>",
            "<UPN/>stray",
            ("child_identifiers", 0),
            {"ChildIdentifiers": "stray"},
        ),
        (
            "<UPN/>",
            "<UPN/><Nickname>Bo</Nickname><Nickname>Bob</Nickname>",
            ("child_identifiers", 0),
            {"ChildIdentifiers/Nickname": ["Bo", "Bob"]},
        ),
        (
            "<UPN/>",
            "<UPN>1</UPN><UPN>2</UPN>",
            ("child_identifiers", 0),
            {"ChildIdentifiers/UPN": "2"},
        ),
        (
            "<Section47>",
            "<Section47><Panel><Chair>A &amp; B</Chair></Panel>",
            ("section_47", 1),
            {"Panel/Chair": "A & B"},
        ),
        (
            "<CINdetails>",
            '<CINdetails id="7&quot;" xmlns:xsi="urn:x" xsi:nil="0">',
            ("cin_details", 1),
            {"@id": '7"'},
        ),
        (
            "<AssessmentFactors>2B",
            '<AssessmentFactors list="old">2B',
            ("assessment_factors", 1),
            {"@list": "old"},
        ),
        (
            "<Section47><D",
            "<Section47>text<D",
            ("section_47", 1),
            {"Section47": "text"},
        ),
        (
            ">2023-04-01<",
            ">2023<b>-04</b>-01<",
            ("cin_details", 1),
            {"CINreferralDate": ["2023", "-01"], "CINreferralDate/b": "-04"},
        ),
    ],
    ids=[
        "stray text",
        "unknown twice",
        "a value twice",
        "unknown group",
        "attribute",
        "attribute of a leaf row",
        "text before elements",
        "elements in a value",
    ],
)
def test_what_no_column_is_for_stays_with_the_row(
    read: Read, before: str, after: str, where: tuple[str, int], other: dict[str, object]
) -> None:
    assert before in _CHILD
    table, position = where
    found = read(_CHILD.replace(before, after))[table][position]
    assert json.loads(found["?"] or "") == other


def test_what_stands_in_no_child_is_refused_as_a_row(
    pieces: Callable[[str], list[Piece]],
) -> None:
    text = (
        f"<Message><Children>{_CHILD} lost <Kid><Name>Bo</Name></Kid>{_CHILD}</Children></Message>"
    )
    header = [piece for piece in pieces(text) if piece.table.name == "header"]
    refused = [row for piece in header for row in piece.refused]
    assert [json.loads(row.text) for row in refused] == [
        {"Message/Children": "lost"},
        {"Message/Children/Kid/Name": "Bo"},
    ]
    assert [row.row_number for row in refused] == [1, 2]


def test_children_are_found_under_whatever_stands_around_them(
    pieces: Callable[[str], list[Piece]],
) -> None:
    text = f"<Message><Body><Part>{_CHILD}</Part><Part>{_CHILD}</Part></Body>{_CHILD}</Message>"
    found = next(p for p in pieces(text) if p.table.name == "child_identifiers")
    assert found.columns.num_rows == 3
    assert all(piece.refused == () for piece in pieces(text))


def test_pieces_are_bounded_and_number_their_rows_on(
    pieces: Callable[[str], list[Piece]], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"<Message><Children>{_CHILD * 400}</Children></Message>"
    whole = {piece.table.name: piece for piece in pieces(text)}
    monkeypatch.setattr(gathering, "_PIECE_ROWS", 50)
    monkeypatch.setattr(reading, "_BATCH", 10_000)
    many = pieces(text)
    assert len(many) > 20
    for name, piece in whole.items():
        parts = [part for part in many if part.table.name == name]
        numbers = [number for part in parts for number in part.row_numbers.to_pylist()]
        assert numbers == piece.row_numbers.to_pylist()
        assert [row for part in parts for row in part.columns.to_pylist()] == (
            piece.columns.to_pylist()
        )


def test_values_with_line_breaks_are_counted(pieces: Callable[[str], list[Piece]]) -> None:
    broken = _CHILD.replace("WBRI", "W\nB\nRI").replace("2015-03-27", "a\nb")
    found = pieces(f"<Message><Children>{broken}</Children></Message>")
    assert {p.table.name: p.broken_values for p in found if p.broken_values} == {
        "child_characteristics": 1,
        "child_identifiers": 1,
    }
