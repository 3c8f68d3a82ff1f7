"""Which local authorities a country has."""

import pytest

from pipeline.errors import UsageError
from pipeline.settings import find_project_dir
from pipeline.synthetic.choice import choose_authorities

SEEDS = find_project_dir() / "seeds"


def choose(wanted):
    return choose_authorities(wanted, seeds=SEEDS, last_year=2025)


def test_all_are_the_authorities_of_today_but_the_one_that_is_too_small():
    everyone = choose("all")
    assert len(everyone) == 152
    assert [one.la_code for one in everyone] == sorted({one.la_code for one in everyone})
    names = {one.la_name for one in everyone}
    assert {"Walsall", "Cumberland", "City of London"} <= names
    assert not {"Cumbria", "Northamptonshire", "Isles of Scilly"} & names


def test_a_number_gives_a_sample_that_a_larger_one_contains():
    few, more = choose("3"), choose("10")
    assert (len(few), len(more)) == (3, 10)
    assert set(few) <= set(more)
    assert len({one.region_code for one in more}) > 3


def test_names_codes_and_numbers_are_understood():
    chosen = choose("walsall, E08000027,333")
    assert [one.la_name for one in chosen] == ["Dudley", "Sandwell", "Walsall"]
    assert [one.dfe_la_code for one in chosen] == ["332", "333", "335"]


def test_an_authority_returns_from_the_first_year_that_it_existed():
    first = {one.la_name: one.first_year for one in choose("Walsall,Cumberland,BCP")}
    assert first == {"Bournemouth, Christchurch and Poole": 2020, "Cumberland": 2024, "Walsall": 0}


@pytest.mark.parametrize("wanted", ["Atlantis", "0", "Cumbria"])
def test_what_cannot_be_chosen_is_told(wanted):
    with pytest.raises(UsageError):
        choose(wanted)
