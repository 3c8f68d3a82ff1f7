from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import PlaceKind
from pipeline.sources.placing.authority import Gazetteer, load_gazetteer
from pipeline.sources.placing.place import Clerk, Place, Stated, name_levels


@pytest.fixture(scope="module")
def gazetteer(seeds: Path) -> Gazetteer:
    return load_gazetteer(seeds)


def place(
    path: str,
    gazetteer: Gazetteer,
    suggested: int | None = None,
    *,
    kind: PlaceKind = "la_year",
    named: str = "",
    **stated: Any,
) -> Place:
    clerk = Clerk(gazetteer, date(2026, 11, 22))
    inside = Stated(suggest_year=lambda: suggested, **stated)
    return clerk.find_place(path, inside, kind=kind, named=named)


PLACED = {
    "walsall_ssda903/2012_13/episodes.csv": ("E08000030", 2013),
    "E08000030_2018/episodes.csv": ("E08000030", 2018),
    "335/2016/17/episodes.csv": ("E08000030", 2017),
    "Walsall/2016-17/Dudley episodes.csv": ("E08000027", 2017),
    "Walsall/2015-16/episodes 2016-17.csv": ("E08000030", 2017),
    "regional.zip/Solihull 2024/header.csv": ("E08000029", 2024),
    "walsall 2017.zip/header.csv": ("E08000030", 2017),
    "walsall 2016-17/episodes 2017-06-12.csv": ("E08000030", 2017),
    "Dorset 2018/episodes.csv": ("E10000009", 2018),
    "Dorset 2020/episodes.csv": ("E06000059", 2020),
    "Northumberland 2012/episodes.csv": ("E06000057", 2012),
    "Walsall E08000030 335 2017/episodes.csv": ("E08000030", 2017),
}


@pytest.mark.parametrize(("path", "expected"), PLACED.items(), ids=PLACED.keys())
def test_the_nearest_names_place_a_file(
    gazetteer: Gazetteer, path: str, expected: tuple[str, int]
) -> None:
    found = place(path, gazetteer)
    assert (found.authority.la_code, found.collection_year) == expected


REFUSED = {
    "episodes.csv": "local authority or the year",
    "walsall/episodes.csv": "state the year",
    "2017/episodes.csv": "state the local authority",
    "Walsall Dudley 2017/episodes.csv": "several local authorities: Dudley, Walsall",
    "E08000030 Dudley 2017/episodes.csv": "several local authorities",
    "Walsall 2015-16 2016-17/episodes.csv": "several years: 2015-16, 2016-17",
    "Northamptonshire 2023/episodes.csv": "(E06000061), West Northamptonshire (E06000062)",
    "BCP 2018/episodes.csv": "Bournemouth (E06000028), Poole (E06000029)",
    "Walsall 2028/episodes.csv": "has not begun",
}


@pytest.mark.parametrize(("path", "reason"), REFUSED.items(), ids=REFUSED.keys())
def test_what_cannot_be_placed_is_refused_with_a_remedy(
    gazetteer: Gazetteer, path: str, reason: str
) -> None:
    with pytest.raises(RefusedError) as refusal:
        place(path, gazetteer)
    assert reason in refusal.value.message
    assert refusal.value.remedy


def test_the_refusal_suggests_the_year_of_the_dates_inside(gazetteer: Gazetteer) -> None:
    with pytest.raises(RefusedError, match="The dates inside suggest 2016-17"):
        place("walsall/episodes.csv", gazetteer, suggested=2017)


def test_an_older_code_is_stored_under_the_newer_and_said_so(gazetteer: Gazetteer) -> None:
    found = place("E10000027_2019/header.csv", gazetteer)
    assert found.authority.la_code == "E06000066"
    assert "E10000027 is now E06000066" in found.notes[0]


STATED = {
    "a header alone": ("return.xml", {"authority": "335", "years": (2024, 2023)}, 2024),
    "a folder that agrees": (
        "walsall 2023/a.xml",
        {"authority": "335", "years": (2024, 2023)},
        2023,
    ),
    "a number that nobody has": (
        "walsall 2024/a.xml",
        {"authority": "975", "years": (2024,)},
        2024,
    ),
}


@pytest.mark.parametrize(("path", "stated", "year"), STATED.values(), ids=STATED.keys())
def test_a_file_may_say_itself_whose_and_of_when_it_is(
    gazetteer: Gazetteer, path: str, stated: dict[str, Any], year: int
) -> None:
    found = place(path, gazetteer, **stated)
    assert (found.authority.la_code, found.collection_year) == ("E08000030", year)


CONTRADICTED = {
    "authority": ({"authority": "E09000001"}, "Walsall, the file itself City of London"),
    "year": ({"years": (2020,)}, "2023-24, the file itself 2019-20"),
}


@pytest.mark.parametrize(("stated", "reason"), CONTRADICTED.values(), ids=CONTRADICTED.keys())
def test_names_and_content_must_agree_unless_a_person_decides(
    gazetteer: Gazetteer, stated: dict[str, Any], reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        place("walsall 2024/a.xml", gazetteer, **stated)
    found = place("walsall 2024/a.xml", gazetteer, named="dudley 2021", **stated)
    assert (found.authority.la_code, found.collection_year) == ("E08000027", 2021)


def test_an_export_without_a_year_is_of_the_year_in_progress(gazetteer: Gazetteer) -> None:
    found = place("walsall/costs.csv", gazetteer, kind="la")
    assert found.collection_year == 2027
    assert "2026-27, in progress" in found.notes[0]
    assert place("walsall 2024/costs.csv", gazetteer, kind="la").collection_year == 2024


PUBLISHED = {
    "the folder names the release": (
        "cin_2025_release/b1_2013_to_2024.csv.gz",
        2025,
        "b1_2013_to_2024",
    ),
    "the file names its years": ("finance/Plan 2013 to 2024.csv", 2024, "plan_2013_to_2024"),
    "only the content knows": ("idaci.csv", 2019, "idaci"),
}


@pytest.mark.parametrize(("path", "year", "dataset"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_published_figures_are_kept_by_data_set_and_release(
    gazetteer: Gazetteer, path: str, year: int, dataset: str
) -> None:
    found = place(path, gazetteer, suggested=2019, kind="publication")
    assert (found.authority, found.collection_year, found.dataset) == (None, year, dataset)


def test_levels_run_from_the_file_outwards() -> None:
    assert name_levels("a/2016/17/b.zip/c.csv") == ("c", "b", "2016/17", "2016", "a")
