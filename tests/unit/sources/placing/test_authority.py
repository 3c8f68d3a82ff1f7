from pathlib import Path

import pytest

from pipeline.sources.placing.authority import Gazetteer, load_gazetteer
from pipeline.sources.seed import read_seed


@pytest.fixture(scope="module")
def gazetteer(seeds: Path) -> Gazetteer:
    return load_gazetteer(seeds)


NAMED = {
    "Kingston upon Hull": "E06000010",
    "hull_city": "E06000010",
    "kingston-upon-thames": "E09000021",
    "Kingston": "E09000021",
    "Bath & North East Somerset": "E06000022",
    "BathAndNorthEastSomerset_2017": "E06000022",
    "North Somerset": "E06000024",
    "Somerset": "E06000066",
    "Nottingham City Council": "E06000018",
    "Nottinghamshire": "E10000024",
    "Derby": "E06000015",
    "Derbyshire": "E10000007",
    "north_yorkshire": "E06000065",
    "York": "E06000014",
    "Westmorland and Furness": "E06000064",
    "West Northamptonshire": "E06000062",
    "st.helens": "E08000013",
    "STOCKTON-ON-TEES": "E06000004",
    "iow": "E06000046",
    "e08000030_2018": "E08000030",
    "E08000016": "E08000038",
    "SSDA903 335 2017": "E08000030",
}


@pytest.mark.parametrize(("name", "la_code"), NAMED.items(), ids=NAMED.keys())
def test_an_authority_is_told_by_name_code_or_number(
    gazetteer: Gazetteer, name: str, la_code: str
) -> None:
    (meant,) = gazetteer.find(name)
    assert {authority.la_code for authority in meant} == {la_code}


@pytest.mark.parametrize(
    "name", ["ssda903", "903", "header", "v335", "3350", "sheet201", "Yorkshire", "walsalling"]
)
def test_other_words_name_no_authority(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


def test_every_row_of_the_seed_is_found_by_its_code_and_its_name(
    gazetteer: Gazetteer, seeds: Path
) -> None:
    for row in read_seed(seeds, "local_authority"):
        for text in (row["la_code"], row["la_name"]):
            (meant,) = gazetteer.find(text)
            assert any(row["la_code"] in authority.codes for authority in meant), text


def test_a_renumbered_authority_is_one_authority(gazetteer: Gazetteer) -> None:
    barnsley = gazetteer.by_code["E08000016"]
    assert barnsley is gazetteer.by_code["E08000038"]
    assert (barnsley.dfe_la_code, barnsley.la_code) == ("370", "E08000038")
    assert barnsley.existed_in(2010)
    assert barnsley.existed_in(2027)


def test_an_authority_that_ended_existed_until_the_year_of_its_last_day(
    gazetteer: Gazetteer,
) -> None:
    cumbria = gazetteer.by_code["E10000006"]
    assert cumbria.existed_in(2023)
    assert not cumbria.existed_in(2024)
