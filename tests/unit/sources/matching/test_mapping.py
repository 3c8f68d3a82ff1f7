from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.sources.matching.book import Book
from pipeline.sources.matching.mapping import Mapping, load_mappings

ROOT = Path(__file__).parents[4]
GOOD = """
table: finance/placement_cost
headings: {Client Ref: la_child_id, Wk: weekly_cost_gbp}
dates: ["%d %B %Y", "%b-%y"]
codes: {placement_type_code: {Foster: U4}}
files: "*costs*"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "mappings"
    path.mkdir()
    return path


def test_there_are_no_mappings_without_a_folder(tmp_path: Path, book: Book) -> None:
    assert load_mappings(tmp_path / "none", book.tables) == ()


def test_mappings_are_read_by_name(folder: Path, book: Book) -> None:
    (folder / "b.yaml").write_text(GOOD)
    (folder / "a.yaml").write_text("table: finance/ledger_month\nheadings: {CC: cost_centre}\n")
    first, second = load_mappings(folder, book.tables)
    assert (first.name, second.name) == ("a", "b")
    assert second.by_heading == {"CLIENTREF": "la_child_id", "WK": "weekly_cost_gbp"}
    assert second.codes == {"placement_type_code": {"Foster": "U4"}}


def test_the_example_can_be_used(folder: Path, book: Book) -> None:
    example = ROOT / "docs" / "examples" / "mapping_placement_cost.yaml"
    (folder / "ours.yaml").write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_mappings(folder, book.tables)[0].table == "finance/placement_cost"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("table: finance/nothing\n", "there is no table finance/nothing"),
        ("table: finance\n", "table"),
        ("headings: {A: b}\n", "table"),
        ("table: finance/unit_cost\ntypo: 1\n", "typo"),
        ("table: finance/unit_cost\nheadings: {A: not_ours}\n", "no column not_ours"),
        ("table: finance/unit_cost\ncodes: {not_ours: {A: B}}\n", "no column not_ours"),
        ("table: finance/unit_cost\ndates: ['dd/mm/yyyy']\n", "'dd/mm/yyyy' is no way to write"),
        ("table: finance/unit_cost\ndates: ['%d']\n", "'%d' is no way to write a date"),
        ("table: finance/unit_cost\ncodes: {process_code: {1: LAC1}}\n", "codes.process_code"),
        ("- a list\n", "it holds no keys"),
        ("", "it holds no keys"),
        ("table: [\n", "while parsing"),
    ],
    ids=[
        "no such table",
        "no source",
        "no table",
        "unknown key",
        "unknown column",
        "unknown code column",
        "a form of Excel",
        "half a date",
        "a number as code",
        "a list",
        "empty",
        "no YAML",
    ],
)
def test_a_wrong_mapping_is_named_with_what_is_wrong(
    folder: Path, book: Book, text: str, told: str
) -> None:
    (folder / "wrong.yaml").write_text(text)
    (folder / "good.yaml").write_text(GOOD)
    with pytest.raises(UsageError) as error:
        load_mappings(folder, book.tables)
    assert told in error.value.message
    assert "wrong.yaml" in error.value.message
    assert "good.yaml" not in error.value.message


def test_all_wrong_mappings_are_told_at_once(folder: Path, book: Book) -> None:
    (folder / "a.yaml").write_text("table: x/y\n")
    (folder / "b.yaml").write_text("table: finance/unit_cost\ndates: [day]\n")
    with pytest.raises(UsageError, match=r"a\.yaml.*b\.yaml"):
        load_mappings(folder, book.tables)


def test_identity_follows_what_a_mapping_says_and_not_its_name() -> None:
    one = Mapping(name="a", table="finance/unit_cost", headings={"A": "process_code"})
    same = one.model_copy(update={"name": "b"})
    other = one.model_copy(update={"headings": {"B": "process_code"}})
    assert one.identity.split(":")[1] == same.identity.split(":")[1]
    assert one.identity.split(":")[1] != other.identity.split(":")[1]


@pytest.mark.parametrize(
    ("path", "fits"),
    [("Walsall/Costs May.csv", True), ("walsall/court.csv", False)],
    ids=["whatever the case", "another file"],
)
def test_a_mapping_is_for_files_of_its_pattern(path: str, *, fits: bool) -> None:
    assert Mapping(name="a", table="finance/unit_cost", files="*costs*").is_for(path) is fits
