"""Code lists: in a seed of their own or in the source's, and none that no contract names."""

from pathlib import Path

import pytest

from pipeline.errors import ProjectError
from pipeline.sources.contract.codes import Code, read_codes
from pipeline.sources.contract.load import load_sources
from pipeline.sources.seed import read_seed

ROOT = Path(__file__).parents[4]
SEEDS = ROOT / "seeds"
SOURCES = load_sources(ROOT / "contracts", seeds=SEEDS)
NAMED = {
    (table.source, column.codes)
    for source in SOURCES
    for table in source.tables
    for column in table.columns
    if column.codes
}
# A table with columns beyond its contract may use a list that no column of the contract names.
CLOSED = [
    source.name
    for source in SOURCES
    if (SEEDS / f"{source.name}_code.csv").exists()
    and not any(table.has_other_columns for table in source.tables)
]


def write_seed(folder: Path, name: str, *rows: str) -> None:
    (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_a_list_of_its_own_goes_before_the_lists_of_the_source(tmp_path: Path) -> None:
    write_seed(tmp_path, "colour", "code,label,shade,first_year,last_year", "R,Red,deep,,2024")
    write_seed(
        tmp_path, "post_code", "code_list,code,label,first_year,last_year", "colour,B,Blue,,"
    )

    assert read_codes(tmp_path, "post", "colour") == (Code("R", "Red", None, 2024),)


def test_a_list_of_the_source_leaves_its_other_lists_out(tmp_path: Path) -> None:
    write_seed(
        tmp_path,
        "post_code",
        "code_list,code,label,first_year,last_year",
        "colour,B,Blue,2020,",
        "size,L,Large,,",
    )

    assert read_codes(tmp_path, "post", "colour") == (Code("B", "Blue", 2020, None),)


def test_a_list_that_is_nowhere_says_where_to_add_it(tmp_path: Path) -> None:
    write_seed(tmp_path, "post_code", "code_list,code,label,first_year,last_year")

    with pytest.raises(ProjectError, match="no code list 'colour'") as raised:
        read_codes(tmp_path, "post", "colour")
    assert "post_code.csv" in raised.value.remedy


@pytest.mark.parametrize(("source", "name"), sorted(NAMED), ids="/".join)
def test_a_list_that_a_contract_names_has_codes_with_labels(source: str, name: str) -> None:
    codes = read_codes(SEEDS, source, name)

    assert all(code.code == code.code.strip().upper() and code.label for code in codes)
    assert len({code.code for code in codes}) == len(codes)
    assert all((code.first_year or 0) <= (code.last_year or 9999) for code in codes)


@pytest.mark.parametrize("source", CLOSED)
def test_a_list_in_the_seed_of_a_source_is_named_by_a_contract(source: str) -> None:
    listed = {row["code_list"] for row in read_seed(SEEDS, f"{source}_code")}

    assert listed <= {name for named_by, name in NAMED if named_by == source}
    assert not any((SEEDS / f"{name}.csv").exists() for name in listed)
