"""Where children are placed and how far from home, against what the simulation knows."""

from collections import Counter

import pytest

OF_PLACEMENTS = """
    SELECT p.child_key, p.start_date, p.placement_urn, l.placement_la_code, l.distance_miles
    FROM fct_placement AS p
    INNER JOIN fct_placement_location AS l ON p.placement_key = l.placement_key
"""

pytestmark = pytest.mark.slow


def test_where_each_placement_is_and_how_far_from_home(both):
    """Short breaks, whose postcodes no return may have, are none of the made country's."""
    told = both.ask(OF_PLACEMENTS)
    assert told == both.known(
        "fct_placement",
        *("child_key", "first_day_in_returns", "placement_urn"),
        *("placement_la_code", "distance_miles"),
    )
    assert {type(row[-1]) for row in told} == {float, type(None)}
    assert told.total() > 1000


def test_inside_is_in_the_area_of_the_authority_that_looks_after_the_child(both):
    known = Counter(
        (row["la_code"], row["placement_la_code"] == row["la_code"])
        for row in both.known("fct_placement")
    )
    assert both.told("fct_placement_location", "la_code", "is_in_area") == known
    assert len(known) == 6


def test_the_home_lies_in_the_authority(both):
    """So the simulation has it; a home abroad is not known, nor is any distance from it."""
    told = both.told("fct_placement_location", "home_la_code = la_code", "distance_miles IS NULL")
    assert set(told) == {(True, False), (None, True)}


def test_settings_are_those_of_ofsteds_lists_in_authorities_that_are_known(both):
    of_placements = {row["placement_urn"] for row in both.known("fct_placement")}
    settings = both.told("dim_setting", "setting_urn", "setting_la_code IS NOT NULL")
    assert {is_known for _, is_known in settings} == {True}
    assert {urn for urn, _ in settings} >= of_placements - {None}
    homes = both.ask(
        """
        SELECT s.setting_la_code = l.placement_la_code
        FROM fct_placement AS p
        INNER JOIN fct_placement_location AS l ON p.placement_key = l.placement_key
        INNER JOIN dim_setting AS s ON p.placement_urn = s.setting_urn
        WHERE s.is_home
        """
    )
    assert set(homes) == {(True,)}
