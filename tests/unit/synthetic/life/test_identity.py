"""Ids and pupil numbers: unique, of the right form, the same for the same numbers."""

import re
from dataclasses import replace

import numpy as np
import pytest

from pipeline.synthetic.life.identity import home_postcodes, la_child_ids, upn_days, upns
from tests.unit.synthetic.sample import ground

MANY = np.arange(50_000)
BIRTHS = np.datetime64("2005-01-01") + MANY % 6000


def check_letter(upn):
    """The letter by the Department's rule, worked out character by character."""
    total = sum(weight * int(digit) for weight, digit in enumerate(upn[1:], start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23]


@pytest.mark.parametrize(
    "upn", ["H243278544154", "X845212818005"], ids=["a valid one", "another valid one"]
)
def test_the_rule_of_this_test_knows_valid_numbers(upn):
    assert check_letter(upn) == upn[0]


def test_pupil_numbers_have_the_right_letter_the_authority_and_no_double():
    made = upns(ground(), MANY, BIRTHS)
    assert all(re.fullmatch(r"[A-Z]335\d{9}", one) for one in made)
    assert all(check_letter(one) == one[0] for one in made[::50])
    assert len(set(made)) == len(made)


def test_a_former_pupil_number_is_nobodys_present_one():
    former = upns(ground(), MANY, BIRTHS, former=True)
    assert not set(former) & set(upns(ground(), MANY, BIRTHS))


def test_ids_are_short_letters_and_digits_and_never_repeat():
    ids = la_child_ids(ground(), MANY)
    assert all(re.fullmatch(r"[A-Z]{0,2}\d{7,8}", one) for one in ids[::50])
    assert max(map(len, ids)) <= 10
    assert len(set(ids)) == len(ids)


def test_an_id_is_the_same_whoever_is_asked_for_with_it_and_whatever_the_seed():
    other_seed = ground()
    other_seed = replace(other_seed, plan=replace(other_seed.plan, seed=99))
    assert (la_child_ids(other_seed, MANY[100:200]) == la_child_ids(ground(), MANY)[100:200]).all()


def test_a_pupil_number_is_on_record_in_the_first_september_at_school():
    births = np.array(["2015-08-31", "2015-09-01"], dtype="datetime64[D]")
    on = upn_days(np.random.default_rng(1), births).astype("datetime64[M]")
    assert on.astype(str).tolist() == ["2019-09", "2020-09"]


def test_a_family_has_one_home():
    homes = home_postcodes(ground(), np.random.default_rng(1), np.array([0, 1, 0, 2]))
    assert homes[0] == homes[2]
    assert all(home.startswith("Z") for home in homes)
