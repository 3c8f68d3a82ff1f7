"""The gate beside the last release: rows that were published and are there no more."""

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.quality.api import (
    Evidence,
    ModuleFacts,
    Waivers,
    as_record,
    decide,
    load_policy,
    released_rows,
)

LA = "E08000030"
POLICY = load_policy(Path(__file__).parents[3] / "seeds")
HEADER = ModuleFacts(LA, 2024, "ssda903", "header", rows_in=100, rows_held=100, rows_refused=0)
EPISODES = replace(HEADER, table_name="episodes")


def judge(*facts):
    return decide(Evidence(facts, (), POLICY, Waivers(()), date(2026, 11, 22)))


@pytest.mark.parametrize(("released", "told"), [(None, 0), (90, 0), (111, 0), (115, 1), (166, 1)])
def test_fewer_rows_than_were_released_are_told_and_published(released, told):
    result = judge(HEADER, replace(EPISODES, rows_released=released))
    assert [one.decision for one in result.decisions] == ["publish"]
    assert len(result.warnings) == told


def test_a_return_that_is_withheld_is_compared_with_the_release_that_it_was_last_in():
    first = judge(HEADER, EPISODES)
    assert released_rows(_manifest(first))[LA, 2024, "ssda903", "episodes"] == 100
    known = released_rows(_manifest(first))
    half = replace(EPISODES, rows_held=50, rows_released=known[EPISODES.module])
    for _ in range(2):
        second = judge(HEADER, half)
        assert [one.decision for one in second.decisions] == ["withhold"]
        half = replace(half, rows_released=released_rows(_manifest(second))[EPISODES.module])
    assert half.rows_released == 100


@pytest.mark.parametrize("gate", [{}, {"evidence": {"facts": 1}}, {"evidence": None}])
def test_the_manifest_of_an_earlier_version_tells_of_no_rows(gate):
    assert released_rows(gate) == {}


def _manifest(result):
    return {
        "decisions": [asdict(one) for one in result.decisions],
        "evidence": json.loads(json.dumps(as_record(result.evidence))),
    }
