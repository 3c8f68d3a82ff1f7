from pathlib import Path

import pytest

from pipeline.errors import RefusedError
from pipeline.sources.ssda903.contract import Module, load_modules
from pipeline.sources.ssda903.recognise import recognise


@pytest.fixture(scope="module")
def modules(seeds: Path) -> tuple[Module, ...]:
    return load_modules(seeds)


def test_every_module_is_told_by_its_own_headings_in_any_order(modules: tuple[Module, ...]) -> None:
    for module in modules:
        headings = [f" {column.heading.lower()} " for column in reversed(module.columns)]
        found = recognise(headings, name="x.csv", modules=modules)
        assert found.module is module
        assert found.missing == found.unknown == ()


def test_every_module_is_told_without_any_one_of_its_columns(modules: tuple[Module, ...]) -> None:
    for module in modules:
        for column in module.columns[1:]:
            headings = [each.heading for each in module.columns if each is not column]
            found = recognise(headings, name=f"{module.file_words[0]}.csv", modules=modules)
            assert (found.module.name, found.missing) == (module.name, (column.heading,))


def test_other_headings_count_and_unknown_ones_are_named(modules: tuple[Module, ...]) -> None:
    headings = ["\ufeffChild", "Date of birth", "Gender", "ETHNICITY", "UPN", "Key worker", ""]
    found = recognise(headings, name="x.csv", modules=modules)
    assert found.module.name == "header"
    assert found.matched == ("CHILD", "DOB", "SEX", "ETHNIC", "UPN", None, None)
    assert found.unknown == ("Key worker", "column 7")
    assert found.missing == ("MOTHER", "MC_DOB")


def test_a_tie_is_settled_by_the_file_name_or_refused(modules: tuple[Module, ...]) -> None:
    headings = ["CHILD", "DOB"]
    assert recognise(headings, name="a/UASC 2017.csv", modules=modules).module.name == "uasc"
    with pytest.raises(RefusedError, match="several modules"):
        recognise(headings, name="a/file.csv", modules=modules)


def test_a_refusal_names_the_closest_module_and_what_it_lacks(modules: tuple[Module, ...]) -> None:
    with pytest.raises(RefusedError, match=r"closest is Episodes, which also needs CHILD, LS"):
        recognise(["DECOM", "RNE", "CIN", "PLACE", "DEC", "REC"], name="x.csv", modules=modules)
    with pytest.raises(RefusedError, match="none of the headings"):
        recognise(["A100", "Smith"], name="x.csv", modules=modules)


@pytest.mark.parametrize(
    "twice", [["DEC", "dec"], ["PLACE", "PL"], ["Note", "NOTE"]], ids=["same", "synonym", "unknown"]
)
def test_two_headings_for_one_column_are_refused(
    modules: tuple[Module, ...], twice: list[str]
) -> None:
    headings = ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE_PROVIDER", "REC", *twice]
    with pytest.raises(RefusedError, match=f"same column: {twice[0]}, {twice[1]}"):
        recognise(headings, name="x.csv", modules=modules)
