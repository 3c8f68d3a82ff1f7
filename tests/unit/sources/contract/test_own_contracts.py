"""The contracts that are not of a statutory return: their sense, their examples, every file that they must fit."""

import csv
import gzip
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from pipeline.sources.contract.codes import read_codes
from pipeline.sources.contract.definition import Column, Table, heading_key
from pipeline.sources.contract.load import load_sources
from pipeline.sources.matching.mapping import Mapping, load_mappings
from pipeline.sources.matching.recognise import recognise
from pipeline.sources.seed import read_seed

ROOT = Path(__file__).parents[4]
SHARED = ROOT.parent / "shared"
SEEDS, EXAMPLES = ROOT / "seeds", ROOT / "docs" / "examples"
LOCAL_EXPORT = EXAMPLES / "local_costs_export.csv"

TABLES = [
    table for source in load_sources(ROOT / "contracts", seeds=SEEDS) for table in source.tables
]
OURS = [table for table in TABLES if table.source in {"court", "finance", "local", "published"}]
EXPORTED = [table for table in OURS if table.place == "la"]
CODED = [(table.source, column.codes) for table in OURS for column in table.columns if column.codes]
# The raw and staging tables of every source have these besides the contract's columns.
ADDED = {
    *("file_id", "row_number", "row_id", "child_key", "other_values"),
    *("la_code", "collection_year", "release_year", "dataset"),
}
OURS_BY_NAME = pytest.mark.parametrize("table", OURS, ids=lambda t: f"{t.source}/{t.name}")
EXPORTED_BY_NAME = pytest.mark.parametrize("table", EXPORTED, ids=lambda t: f"{t.source}/{t.name}")


def _expected() -> list[tuple[str, str, int]]:
    path = Path(__file__).with_name("recognised_files.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["table"], int(row["rows"])) for row in csv.DictReader(file)]


def _closed() -> list[tuple[str, tuple[str, str]]]:
    """Return the files of our tables that have no columns but the contract's, with the table's key."""
    closed = {f"{each.source}/{each.name}": each.key for each in OURS if not each.has_other_columns}
    named = [(name, closed[table]) for name, table, _ in _expected() if table in closed]
    return [(name, key) for name, key in named if Path(name).name != LOCAL_EXPORT.name]


def _find(name: str) -> Path:
    if not name.startswith("shared/"):
        return ROOT / name
    if not SHARED.is_dir():
        pytest.skip("the reference files (shared beside the repository) are not here")
    return ROOT.parent / name


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return headings and data rows, by no code of the intake."""
    if path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        headings, *rows = [[str(cell) for cell in row] for row in sheet]
        return headings, rows
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    return headings, [row for row in rows if any(row)]


def _mapping() -> Mapping:
    (mapping,) = load_mappings(EXAMPLES, TABLES)
    return mapping


@pytest.mark.parametrize(("name", "table", "rows"), _expected(), ids=str)
def test_a_file_fits_one_table_by_its_headings_alone(name: str, table: str, rows: int) -> None:
    path = _find(name)
    headings, data = _read(path)
    # A name could settle a tie: only the local export, whose mapping is for such names, gives its own.
    is_local = path == LOCAL_EXPORT
    recognised = recognise(
        headings,
        name=path.name if is_local else "",
        tables=TABLES,
        mappings=[_mapping()] if is_local else [],
    )
    assert f"{recognised.table.source}/{recognised.table.name}" == table
    assert len(data) == rows


@pytest.mark.parametrize(("name", "key"), _closed(), ids=str)
def test_a_table_names_every_column_of_its_files(name: str, key: tuple[str, str]) -> None:
    headings, _ = _read(_find(name))
    (table,) = [each for each in OURS if each.key == key]
    assert {heading_key(heading) for heading in headings} <= table.by_heading.keys()


def test_every_reference_file_is_expected() -> None:
    if not SHARED.is_dir():
        pytest.skip("the reference files (shared beside the repository) are not here")
    found = {
        f"shared/{path.relative_to(SHARED)}"
        for folder in ("published", "reference", "samples")
        for path in (SHARED / folder).rglob("*")
        if path.is_file() and path.suffix != ".xml"
    }
    found |= {f"docs/examples/{path.name}" for path in EXAMPLES.glob("*.csv")}
    assert found == {name for name, _, _ in _expected()}


@OURS_BY_NAME
def test_no_other_table_has_the_columns_that_prove_a_table(table: Table) -> None:
    proof = {heading_key(table.by_name[name].heading) for name in table.recognised_by}
    assert [t.key for t in TABLES if t is not table and proof <= t.by_heading.keys()] == []


@OURS_BY_NAME
def test_a_heading_means_one_column(table: Table) -> None:
    headings = [
        heading_key(heading)
        for column in table.columns
        for heading in {column.heading, *column.other_headings}
    ]
    assert sorted(headings) == sorted(set(headings))


@OURS_BY_NAME
def test_no_column_has_a_name_that_the_intake_gives(table: Table) -> None:
    assert not ADDED & {name for c in table.columns for name in (c.name, c.raw_name)}


@OURS_BY_NAME
def test_a_published_figure_is_open_and_a_child_never(table: Table) -> None:
    classes = {column.name: column.privacy for column in table.columns}
    if table.place == "publication":
        assert set(classes.values()) == {"open"}
    else:
        keys = {"la_child_id", "case_number"} & classes.keys()
        assert {classes[name] for name in keys} <= {"identifier"}
        is_of_a_child = bool(keys)
        stated_open = {name for name, privacy in classes.items() if privacy == "open"}
        assert not is_of_a_child or stated_open <= {"local_authority", "court_area", "cost_centre"}


@pytest.mark.parametrize(("source", "name"), sorted(set(CODED)), ids=lambda value: value)
def test_a_code_list_that_a_contract_names_exists(source: str, name: str) -> None:
    assert read_codes(SEEDS, source, name)


@pytest.mark.parametrize("source", ["court", "finance", "published"])
def test_a_code_is_once_in_its_list_and_its_list_in_use(source: str) -> None:
    rows = read_seed(SEEDS, f"{source}_code")
    keys = [(row["code_list"], row["code"]) for row in rows]
    assert len(keys) == len(set(keys))
    # Symbols stand in the cells of other columns, so that no column is of their list.
    used = {name for of, name in CODED if of == source} | {"symbol"}
    assert {code_list for code_list, _ in keys} <= used
    # Staging upper-cases codes, though not symbols.
    assert [code for code_list, code in keys if code_list != "symbol" and not code.isupper()] == []


def test_a_cost_category_pays_for_a_group_of_placements_that_exists() -> None:
    groups = {row["placement_group"] for row in read_seed(SEEDS, "placement_type")}
    named = {row["placement_group"] for row in read_seed(SEEDS, "cost_category")}
    assert named <= groups | {""}


@EXPORTED_BY_NAME
def test_an_example_shows_every_column_in_the_contract_s_own_form(table: Table) -> None:
    headings, rows = _read(EXAMPLES / f"{table.name}.csv")
    assert headings == [column.heading for column in table.columns]
    assert rows
    assert [*_unfit(table, rows)] == []


def _unfit(table: Table, rows: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        for column, text in zip(table.columns, row, strict=True):
            if not (_fits(table, column, text) if text else not column.required):
                yield f"row {number}, {column.name}: {text!r}"


def _fits(table: Table, column: Column, text: str) -> bool:
    if column.type == "code":
        return text in {code.code for code in read_codes(SEEDS, table.source, column.codes)}
    if column.type == "date":
        return _is_date(text, "%d/%m/%Y")
    if column.type == "boolean":
        return text in {"yes", "no"}
    if column.type in {"integer", "money"}:
        number = text.replace(",", "").removeprefix("-")
        return number.replace(".", "", column.type == "money").isdigit()
    return column.type == "text"


def _is_date(text: str, form: str) -> bool:
    try:
        return datetime.strptime(text, form).strftime(form) == text  # noqa: DTZ007 - a day
    except ValueError:
        return False


def test_the_example_of_a_mapping_says_all_of_its_export() -> None:
    mapping = _mapping()
    headings, rows = _read(LOCAL_EXPORT)
    (table,) = [each for each in TABLES if f"{each.source}/{each.name}" == mapping.table]
    assert [*mapping.headings] == headings
    columns = [table.by_name[mapping.headings[heading]] for heading in headings]
    for row in rows:
        for column, text in zip(columns, row, strict=True):
            if column.codes:
                codes = {code.code for code in read_codes(SEEDS, table.source, column.codes)}
                assert mapping.codes[column.name][text] in codes
            if column.type == "date" and text:
                assert [form for form in mapping.dates if _is_date(text, form)]


def test_the_example_of_a_mapping_is_needed() -> None:
    table = next(each for each in TABLES if each.key == ("finance", "placement_cost"))
    headings, _ = _read(LOCAL_EXPORT)
    assert not any(heading_key(heading) in table.by_heading for heading in headings)


def test_the_example_of_a_mapping_has_no_key_that_is_unknown() -> None:
    content = yaml.safe_load((EXAMPLES / "mapping_placement_cost.yaml").read_text(encoding="utf-8"))
    assert content.keys() == Mapping.model_fields.keys() - {"name"}
