"""Published codes and made values come to the same words."""

import pandas as pd
import pytest

from pipeline.settings import find_project_dir
from pipeline.synthetic.comparison.figures import Words
from pipeline.synthetic.comparison.words import made_words, published_words

SEEDS = find_project_dir() / "seeds"


def both(words, shares, values):
    return dict(published_words(words, shares, SEEDS)), made_words(words, pd.Series(values), SEEDS)


def test_lower_bounds_are_bands_of_whole_numbers_in_their_order():
    words = Words(lower=(0, 1, 5, 16))
    published, made = both(
        words, {"16": 0.2, "0": 0.1, "5": 0.4, "1": 0.3}, [0, 1, 4, 5, 15, 16, 40]
    )
    assert list(published) == ["Under 1", "1 to 4", "5 to 15", "16 and over"]
    assert made == [
        "Under 1",
        "1 to 4",
        "1 to 4",
        "5 to 15",
        "5 to 15",
        "16 and over",
        "16 and over",
    ]


def test_upper_bounds_are_bands_of_days_the_last_without_a_bound():
    words = Words(upper=(14, 56, 100))
    published, made = both(words, {"14": 0.5, "56": 0.3, "100": 0.2}, [13, 14, 56, 5000])
    assert list(published) == ["Under 14 days", "14 to under 56 days", "56 days and over"]
    assert made == ["Under 14 days", "14 to under 56 days", "56 days and over", "56 days and over"]


def test_codes_of_one_group_are_one_word():
    words = Words(list_name="placement_type", word="placement_group")
    published, made = both(words, {"U1": 0.2, "U6": 0.3, "K2": 0.5}, ["Foster placements"])
    assert published == pytest.approx({"Foster placements": 0.5, "Homes, Hostels, Secure": 0.5})
    assert made == ["Foster placements"]


def test_a_code_may_stand_for_another_and_have_a_name_of_its_own():
    words = Words(alias=(("18A", "18"), ("18B", "18")), named=(("18", "Physical abuse"),))
    published, made = both(words, {"18": 0.4}, ["18A", "18B", "18"])
    assert published == {"Physical abuse": 0.4}
    assert made == ["Physical abuse"] * 3
