"""What `cjw publish --explain` says of a return, from the evidence alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.errors import RefusedError
from pipeline.quality.api import Evidence, ModuleFacts, Waiver, Waivers, decide, load_policy
from pipeline.settings import Settings
from pipeline.show_gate import _as_dict, _explained, _show, explain_gate

LA = "E08000030"
POLICY = load_policy(Path(__file__).parents[2] / "seeds")
HEADER = ModuleFacts(LA, 2024, "ssda903", "header", rows_in=100, rows_held=100, rows_refused=0)
EPISODES = replace(HEADER, table_name="episodes")
WAIVER = Waiver(
    policy_id="episodes_errors",
    la_code=LA,
    collection_year=2024,
    owner="Head of performance",
    reason="The supplier mends it",
    expires=date(2027, 4, 1),
)


def told(*facts, waivers=()):
    """The lines about one return, and what a program gets."""
    gate = decide(Evidence(facts, (), POLICY, Waivers(tuple(waivers)), date(2026, 11, 22)))
    heaviest = {(LA, 2024, "ssda903", "episodes", "error"): [("143", 1200), ("101", 7)]}
    one = _explained(gate, gate.decisions[0], "Walsall", heaviest)
    out = Console(record=True, width=300, quiet=False, file=None)
    with out.capture() as captured:
        _show(out, one)
    return captured.get().splitlines(), _as_dict(gate, [one])


def test_a_return_that_is_in_says_how_near_it_is_to_a_limit():
    lines, _ = told(HEADER, replace(EPISODES, rows_failing={"error": 4}))
    assert lines == ["Walsall 2023/24  published  (nearest: episodes_errors_noted, 4.0 % of 5 %)"]


def test_a_return_that_is_out_says_why_and_which_rules_weigh_most():
    lines, _ = told(HEADER, replace(EPISODES, rows_failing={"error": 20}))
    assert lines[0] == "Walsall 2023/24  withheld"
    assert "20.0 % of the ssda903 episodes rows" in lines[1]
    assert "(limit 15 %)" in lines[1]
    assert lines[2].strip() == "most by rules 143 (1,200 rows), 101 (7 rows)"
    assert len(lines) == 3, "what is noted of a withheld return says nothing more"


def test_a_waiver_is_told_with_what_it_lifts():
    lines, record = told(HEADER, replace(EPISODES, rows_failing={"error": 20}), waivers=[WAIVER])
    assert lines[0].endswith("published with a note")
    assert lines[-1].strip().endswith("Waived until 2027-04-01: The supplier mends it.")
    (one,) = record["returns"]
    conditions = {each["policy_id"]: each for each in one["conditions"]}
    lifted = conditions["episodes_errors"]
    assert (lifted["percent"], lifted["limit_percent"]) == (20, 15)
    assert (lifted["met"], lifted["counts"]) == (True, False)
    assert lifted["waived_until"] == date(2027, 4, 1)
    assert conditions["episodes_errors_noted"]["counts"]
    assert conditions["header_errors"]["rules"] == []


def test_before_anything_is_built_there_is_nothing_to_explain(tmp_path):
    with pytest.raises(RefusedError, match="Nothing has been built"):
        explain_gate(Settings(home=tmp_path), as_json=False)
