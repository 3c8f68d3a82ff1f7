import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ProjectError
from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import (
    COMPUTED_TABLES,
    Evidence,
    ExpectationResult,
    ModuleFacts,
    RuleRun,
    SuiteResult,
    Waiver,
    Waivers,
    as_record,
    decide,
    failed_checks,
    from_record,
    load_policy,
    read_facts,
    run_gate,
)

SEEDS = Path(__file__).parents[3] / "seeds"
POLICY = load_policy(SEEDS)
TODAY = date(2026, 11, 22)
LA, OTHER = "E08000030", "E08000031"
HEADER = ModuleFacts(LA, 2024, "ssda903", "header", rows_in=100, rows_held=100, rows_refused=0)
EPISODES = replace(HEADER, table_name="episodes")


def expectation(*, severity="critical", success=False, error=""):
    return ExpectationResult("expect_x", "a", severity, success, 3, 10, None, "It matters.", error)


def suite(**keys):
    return SuiteResult("mart_x", (expectation(**keys),), 0.1)


def run(status="ran", error=""):
    return RuleRun("143", "error", "ssda903", "episodes", "Mend it.", status, 0, error)


def evidence(*facts, suites=(), rule_runs=(), policy=POLICY, waivers=(), on=TODAY):
    checks = failed_checks(suites, rule_runs)
    return Evidence(facts, checks, policy, Waivers(tuple(waivers)), on)


def judge(*facts, **keys):
    return decide(evidence(*(facts or (HEADER, EPISODES)), **keys))


def test_a_clean_return_is_published():
    result = judge(suites=[suite(success=True)], rule_runs=[run()])
    assert (result.stopped, result.reasons, result.warnings) == (False, (), ())
    assert [(d.la_code, d.collection_year, d.decision, d.reason) for d in result.decisions] == [
        (LA, 2024, "publish", "")
    ]


WITHHELD = {
    "no-header": ((EPISODES,), "The ssda903 header module was not sent."),
    "no-episodes": ((HEADER,), "The ssda903 episodes module was not sent."),
    "empty": ((HEADER, replace(EPISODES, rows_held=0)), "The ssda903 episodes module has no rows."),
    "errors": (
        (HEADER, replace(EPISODES, rows_failing={"error": 16})),
        "16.0 % of the ssda903 episodes rows break rules",
    ),
    "half a file": (
        (HEADER, replace(EPISODES, rows_released=170)),
        "41.2 % of the ssda903 episodes rows of the last release are there no more (limit 40 %).",
    ),
    "header-errors": (
        (replace(HEADER, rows_failing={"error": 50}), EPISODES),
        "50.0 % of the ssda903 header rows",
    ),
    "refused": (
        (HEADER, replace(EPISODES, rows_in=200, rows_refused=100)),
        "50.0 % of the ssda903 episodes rows could not be read",
    ),
}


@pytest.mark.parametrize(("facts", "told"), WITHHELD.values(), ids=WITHHELD)
def test_a_return_that_cannot_be_trusted_is_withheld_and_the_rest_goes_out(facts, told):
    other = (replace(HEADER, la_code=OTHER), replace(EPISODES, la_code=OTHER))
    result = judge(*facts, *other)
    assert not result.stopped
    assert [(d.la_code, d.decision) for d in result.decisions] == [
        (LA, "withhold"),
        (OTHER, "publish"),
    ]
    assert told in result.decisions[0].reason


@pytest.mark.parametrize(("facts", "told"), WITHHELD.values(), ids=WITHHELD)
def test_nothing_left_to_publish_stops_the_release(facts, told):
    result = judge(*facts)
    assert result.stopped
    assert result.reasons == ("No local authority and year is left to publish.",)


def test_a_return_that_is_at_the_limit_is_published():
    facts = (HEADER, replace(EPISODES, rows_failing={"error": 15, "query": 100}))
    assert [d.decision for d in judge(*facts).decisions] == ["publish"]


@pytest.mark.parametrize(
    ("failing", "note"),
    [
        (5, ""),
        (6, "6.0 % of the ssda903 episodes rows break rules of severity error (noted above 5 %)."),
    ],
)
def test_a_return_that_is_worse_than_careful_is_published_with_a_note(failing, note):
    facts = (HEADER, replace(EPISODES, rows_failing={"error": failing}))
    (decision,) = judge(*facts).decisions
    assert (decision.decision, decision.reason, decision.usage_note) == ("publish", "", note)


def test_a_census_in_trouble_is_noted_with_the_year_and_withholds_nothing():
    census = replace(
        HEADER, source="cin_census", table_name="cin_details", rows_failing={"error": 90}
    )
    (decision,) = judge(HEADER, EPISODES, census).decisions
    assert decision.decision == "publish"
    assert decision.usage_note.startswith("90.0 % of the cin_census cin_details rows")
    assert judge(census).reasons[0].startswith("No return has been received")


def test_an_authority_may_have_limits_of_its_own():
    general = next(row for row in POLICY if row.policy_id == "episodes_errors")
    own = general.model_copy(update={"la_code": LA, "limit_percent": 40})
    bad = replace(EPISODES, rows_failing={"error": 30})
    others = (replace(HEADER, la_code=OTHER), replace(bad, la_code=OTHER))
    result = judge(HEADER, bad, *others, policy=(own, *POLICY))
    assert [(d.la_code, d.decision) for d in result.decisions] == [
        (LA, "publish"),
        (OTHER, "withhold"),
    ]
    lenient = general.model_copy(update={"la_code": LA, "action": "publish"})
    (decision,) = judge(HEADER, bad, policy=(*POLICY, lenient)).decisions
    assert decision.decision == "publish"


def test_no_return_at_all_stops_the_release():
    result = decide(evidence())
    assert result.stopped
    assert "No return has been received" in result.reasons[0]


def test_years_are_decided_one_by_one_and_in_order():
    later = [replace(fact, collection_year=2025) for fact in (HEADER, EPISODES)]
    result = judge(*later, EPISODES)
    assert [(d.collection_year, d.decision) for d in result.decisions] == [
        (2024, "withhold"),
        (2025, "publish"),
    ]


def test_other_modules_alone_get_no_decision():
    other = replace(HEADER, la_code=OTHER, table_name="uasc")
    assert judge(HEADER, EPISODES, other).decisions == judge().decisions


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            {"suites": [suite()]},
            "mart_x: expect_x (a): 3 of 10 rows are not as expected. It matters.",
        ),
        (
            {"suites": [suite(severity="info", error="no such table")]},
            "mart_x: expect_x (a): could not be checked",
        ),
        ({"rule_runs": [run("error", "no column")]}, "Rule 143 could not be run: no column"),
    ],
    ids=["critical", "expectation-error", "rule-error"],
)
def test_what_must_never_happen_stops_the_release(found, told):
    result = judge(**found)
    assert result.stopped
    assert len(result.reasons) == 1
    assert result.reasons[0].startswith(told)
    assert [d.decision for d in result.decisions] == ["publish"]


@pytest.mark.parametrize(("severity", "warned"), [("warning", True), ("info", False)])
def test_what_is_odd_is_told_and_stops_nothing(severity, warned):
    result = judge(suites=[suite(severity=severity)])
    assert not result.stopped
    assert bool(result.warnings) is warned


rows = st.integers(0, 1000)


@settings(derandomize=True)
@given(held=st.integers(1, 1000), failing=rows, refused=rows)
def test_a_return_is_withheld_if_and_only_if_a_share_is_over_its_limit(held, failing, refused):
    failing = min(failing, held)
    facts = replace(
        EPISODES,
        rows_in=held + refused,
        rows_held=held,
        rows_refused=refused,
        rows_failing={"error": failing},
    )
    over = 100 * failing > 15 * held or 10 * refused > held + refused
    (decision,) = judge(HEADER, facts).decisions
    assert (decision.decision == "withhold") is over
    assert bool(decision.reason) is over


SUBMISSIONS = ", ".join(
    f"('ssda903', '{table}', '{la}', 2024, 5, 5, 0)"
    for la in (LA, OTHER)
    for table in ("header", "episodes")
)


@pytest.fixture
def warehouse():
    """Two returns: one with an error and a query in one row of five, one with what is not founded or not its own."""
    with open_warehouse() as connection:
        connection.execute(
            "CREATE TABLE raw_intake__submissions (source VARCHAR, table_name VARCHAR, la_code VARCHAR, "
            "collection_year INTEGER, rows_in INTEGER, rows_raw INTEGER, rows_quarantined INTEGER)"
        )
        connection.execute(f"INSERT INTO raw_intake__submissions VALUES {SUBMISSIONS}")
        for table in COMPUTED_TABLES:
            connection.execute(f"CREATE TABLE {table.name} ({table.column_definitions})")
        # Rule 3 looks at reviews, which the other has not returned; rule 4 is about another source's header.
        connection.execute(
            "INSERT INTO fct_data_quality_issue VALUES "
            f"('1', 'error', '{LA}', 2024, 'episodes', 'f:1', 'c', 'RNE', 'Q'), "
            f"('2', 'error', '{LA}', 2024, 'episodes', 'f:1', 'c', 'LS', 'Q'), "
            f"('2', 'query', '{OTHER}', 2024, 'episodes', 'g:1', 'c', 'LS', 'Q'), "
            f"('3', 'error', '{OTHER}', 2024, 'episodes', 'g:2', 'c', 'LS', 'Q'), "
            f"('4', 'error', '{OTHER}', 2024, 'header', 'h:1', 'c', 'Collection', 'Q')"
        )
        connection.execute(
            "INSERT INTO fct_rule_run (source, rule_code, table_name, modules_read) VALUES "
            "('ssda903', '1', 'episodes', 'episodes'), ('ssda903', '2', 'episodes', 'episodes'), "
            "('ssda903', '3', 'episodes', 'episodes,reviews'), ('cin_census', '4', 'header', 'header')"
        )
        yield connection


def test_the_gate_reads_the_warehouse_and_writes_its_decisions(warehouse):
    facts = read_facts(warehouse, policy=POLICY, on=TODAY)
    for _ in range(2):
        result = run_gate(warehouse, evidence(*facts))
    stored = warehouse.sql("SELECT * FROM fct_gate_decision ORDER BY ALL").fetchall()
    told = "20.0 % of the ssda903 episodes rows break rules of severity error (limit 15 %)."
    assert stored == [(LA, 2024, "withhold", told, "", ""), (OTHER, 2024, "publish", "", "", "")]
    assert [tuple(vars(d).values()) for d in result.decisions] == stored


def test_findings_of_a_waived_rule_do_not_count(warehouse):
    waivers = [waiver(policy_id=None, rule_code=code) for code in ("1", "2")]
    one = read_facts(warehouse, policy=POLICY, waivers=waivers[:1], on=TODAY)
    both = read_facts(warehouse, policy=POLICY, waivers=waivers, on=TODAY)
    expired = read_facts(warehouse, policy=POLICY, waivers=waivers, on=date(2027, 4, 2))
    failing = [[dict(f.rows_failing) for f in facts if f.rows_failing] for facts in (one, both)]
    assert failing == [[{"error": 1}, {"query": 1}], [{"query": 1}]]
    assert expired == read_facts(warehouse, policy=POLICY, on=TODAY)


def waiver(**keys):
    plain = {
        "policy_id": "episodes_errors",
        "la_code": LA,
        "collection_year": 2024,
        "owner": "Head of performance",
        "reason": "The supplier mends it in March",
        "expires": date(2027, 4, 1),
    }
    return Waiver(**{**plain, **keys})


BAD = (HEADER, replace(EPISODES, rows_failing={"error": 30}))
TOLD = "30.0 % of the ssda903 episodes rows break rules of severity error (limit 15 %)."


def test_a_waiver_lifts_a_condition_and_is_told():
    (decision,) = judge(*BAD, waivers=[waiver()]).decisions
    assert (decision.decision, decision.reason) == ("publish", "")
    assert decision.waiver == f"{TOLD} Waived until 2027-04-01: The supplier mends it in March."
    assert decision.usage_note.startswith("30.0 %"), "what is published despite it keeps its note"
    assert "Head of performance" not in str(decision), "who answers for it is not for publication"


@pytest.mark.parametrize(
    ("on", "decision"), [(date(2027, 4, 1), "publish"), (date(2027, 4, 2), "withhold")]
)
def test_a_waiver_holds_to_its_last_day(on, decision):
    (made,) = judge(*BAD, waivers=[waiver()], on=on).decisions
    assert made.decision == decision
    assert ("Its waiver expired on 2027-04-01." in made.reason) is (decision == "withhold")


OF_OTHERS = {
    "authority": {"la_code": OTHER},
    "year": {"collection_year": 2025},
    "condition": {"policy_id": "header_errors"},
}


@pytest.mark.parametrize("keys", OF_OTHERS.values(), ids=OF_OTHERS)
def test_a_waiver_lifts_nothing_else(keys):
    (decision,) = judge(*BAD, waivers=[waiver(**keys)]).decisions
    assert (decision.decision, decision.reason, decision.waiver) == ("withhold", TOLD, "")


def test_no_waiver_lifts_what_must_never_happen():
    result = judge(suites=[suite()], waivers=[waiver(policy_id="critical_expectation")])
    assert result.stopped


def test_a_waived_rule_is_told_and_so_is_that_it_counts_again():
    one = waiver(policy_id=None, rule_code="143")
    (held,) = judge(waivers=[one]).decisions
    (expired,) = judge(waivers=[one], on=date(2027, 4, 2)).decisions
    assert (
        held.waiver == "Rule 143 is not counted until 2027-04-01: The supplier mends it in March."
    )
    assert expired.waiver == "Rule 143 counts again: its waiver expired on 2027-04-01."


def test_a_decision_is_made_again_from_what_was_written_down():
    seen = evidence(*BAD, suites=[suite(severity="warning")], waivers=[waiver()])
    again = from_record(json.loads(json.dumps(as_record(seen))))
    assert again == seen
    assert decide(again) == decide(seen)


def policy_of(folder, line):
    heading = (SEEDS / "quality_policy.csv").read_text().splitlines()[0]
    (folder / "quality_policy.csv").write_text(f"{heading}\n{line}\n")
    return load_policy(folder)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a,all,storm,s,header,,,withhold,m", "condition"),
        ("a,all,rows_failing,s,header,error,ten,withhold,m", "limit_percent"),
        ("a,all,rows_failing,s,header,error,101,withhold,m", "limit_percent"),
        ("a,all,rows_failing,s,header,error,,withhold,m", "limit_percent"),
        ("a,all,rows_failing,s,header,,5,withhold,m", "severity"),
        ("a,all,module_missing,s,,,,withhold,m", "table_name"),
        ("a,all,module_missing,,header,,,withhold,m", "source"),
        ("a,all,check_in_error,,,,5,stop,m", "limit_percent"),
        ("a,all,check_in_error,,,,,withhold,m", "withhold"),
        ("a,all,check_in_error,,,,,note,m", "note"),
        ("a,E08000030,check_in_error,,,,,stop,m", "one local authority"),
        ("a,Walsall,rows_failing,s,header,error,5,withhold,m", "la_code"),
    ],
    ids=[
        "condition",
        "no-number",
        "over-100",
        "no-limit",
        "no-severity",
        "no-module",
        "no-source",
        "limit-too-many",
        "withhold-all",
        "note-all",
        "check-of-one",
        "name-for-code",
    ],
)
def test_a_faulty_policy_is_refused_with_its_line(tmp_path, line, told):
    with pytest.raises(ProjectError, match=r"quality_policy\.csv:2") as caught:
        policy_of(tmp_path, line)
    assert told in caught.value.message


def test_a_row_of_one_authority_takes_the_place_of_a_general_one(tmp_path):
    with pytest.raises(ProjectError, match="takes the place of no row"):
        policy_of(tmp_path, f"a,{LA},rows_failing,ssda903,header,error,5,withhold,m")


def test_the_policy_is_data(tmp_path):
    policy = policy_of(tmp_path, "a,all,rows_failing,ssda903,episodes,query,0,stop,m")
    facts = (HEADER, replace(EPISODES, rows_failing={"query": 1}))
    result = judge(*facts, policy=policy)
    assert result.reasons[0].startswith(f"{LA} 2024: 1.0 % of the ssda903 episodes rows")
