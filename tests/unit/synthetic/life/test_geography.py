"""The fictional geography: postcodes valid in form, of nowhere, one district an authority, neighbours near."""

import re

import numpy as np
import pytest

from pipeline.settings import find_project_dir
from pipeline.synthetic.life.geography import load_geography

GEOGRAPHY = load_geography(find_project_dir() / "seeds")
WALSALL, DUDLEY, CORNWALL = "E08000030", "E08000027", "E06000052"


def test_a_postcode_has_the_form_of_one_and_lies_nowhere_in_great_britain():
    form = re.compile(r"Z[A-DF-Y]\d{1,2} \d[ABD-HJLNP-UW-Z]{2}")
    assert all(form.fullmatch(one) for one in GEOGRAPHY.columns()["postcode"])


def test_no_postcode_lies_twice_and_each_authority_has_a_district_of_its_own():
    columns = GEOGRAPHY.columns()
    assert len(np.unique(columns["postcode"])) == len(columns["postcode"])
    districts = {
        one.split()[0]: la for one, la in zip(columns["postcode"], columns["la_code"], strict=True)
    }
    assert len(set(districts)) == len(set(districts.values())) == len(GEOGRAPHY.la_codes) > 150


def test_an_authority_is_found_by_its_postcodes():
    assert set(GEOGRAPHY.la_code_of(GEOGRAPHY.postcodes_of(WALSALL))) == {WALSALL}


def test_neighbours_come_by_distance_and_never_the_authority_itself():
    order = list(GEOGRAPHY.neighbours(WALSALL))
    assert order.index(DUDLEY) < order.index(CORNWALL)
    assert WALSALL not in order
    assert len(order) == len(GEOGRAPHY.la_codes) - 1


def test_distances_are_short_within_an_authority_and_below_the_doubted_350_miles_everywhere():
    ours, all_postcodes = GEOGRAPHY.postcodes_of(WALSALL), GEOGRAPHY.columns()["postcode"]
    assert GEOGRAPHY.miles(ours, ours).max() == 0
    assert 1 < np.median(GEOGRAPHY.miles(ours, ours[::-1])) < 15
    every = GEOGRAPHY.miles(all_postcodes[:, None][::97], all_postcodes[None, ::97])
    assert 200 < every.max() < 350


def test_a_postcode_of_elsewhere_is_refused():
    with pytest.raises(KeyError, match="fictional"):
        GEOGRAPHY.miles(np.array(["ZE1 0AA"]), np.array(["ZE1 0AA"]))
