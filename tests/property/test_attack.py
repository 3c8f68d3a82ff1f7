"""Nobody who does all the arithmetic that a release allows gets at a hidden figure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.release.disclosure.policy import load_policy
from pipeline.release.disclosure.run import control_measures
from tests.property.releases import CATALOGUE, PLACES, Attacker, random_release

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize("seed", range(50))
def test_no_hidden_figure_can_be_worked_out(seed: int) -> None:
    release = random_release(seed)
    published = control_measures(release.measures, CATALOGUE, PLACES, load_policy(SEEDS))
    attacker = Attacker(release, published)
    assert attacker.hidden
    assert not attacker.shown_in_one_and_hidden_in_another
    assert not attacker.recovered()


def test_the_attacker_gets_at_what_only_small_counts_are_hidden_of() -> None:
    release = random_release(0)
    policy = replace(load_policy(SEEDS), secondary=False)
    published = control_measures(release.measures, CATALOGUE, PLACES, policy)
    assert Attacker(release, published).recovered()
