"""The statutory rules that the ledger names find each planted fault meant for them, and nothing unexplained.

A fault may break other rules too, as a wrong date breaks every rule of ages; those are not looked at here.
"""

import re

import pyarrow as pa
import pytest

from pipeline.modelling.api import load_seeds, open_warehouse
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir
from tests.unit.synthetic.faults import made
from tests.unit.synthetic.faults.conftest import KINDS, planter

PROJECT = find_project_dir()
TABLES = ("header", "episodes")
STAGING = {
    table: (PROJECT / f"sql_models/staging/ssda903/stg_ssda903__{table}.sql").read_text("utf-8")
    for table in TABLES
}
IN_ORDER = "int_episodes__in_order"
IN_ORDER_SQL = (PROJECT / f"sql_models/intermediate/{IN_ORDER}.sql").read_text("utf-8")
NAMED = {code for kind in KINDS for code in (kind.rule_code, *kind.also)}
RULES = {
    path.stem: text
    for path in sorted((PROJECT / "sql_models/rules/ssda903").glob("*.sql"))
    if path.stem in NAMED
    and "needs_previous_year: required" not in path.read_text("utf-8")
    and set(re.findall(r"(?:FROM|JOIN) ((?:stg|int)_\w+)", text := path.read_text("utf-8")))
    <= {IN_ORDER, *(f"stg_ssda903__{table}" for table in TABLES)}
}


@pytest.fixture(scope="module")
def judge():
    """Run the rules over a return; gives (rule, row, child) of each finding, the row counted from 1."""
    with open_warehouse() as connection:
        for seed in load_seeds(PROJECT / "seeds").values():
            load_seed(connection, seed)

        def run(extracts):
            for extract in extracts:
                if extract.source == "ssda903" and extract.table in TABLES:
                    _stage(connection, extract)
            connection.execute(f"CREATE OR REPLACE TABLE {IN_ORDER} AS {IN_ORDER_SQL}")
            return {
                (rule, int(row_id.rpartition(":")[2]), child)
                for rule, text in RULES.items()
                for row_id, child in connection.execute(
                    f"SELECT row_id, child_key FROM ({text})"
                ).fetchall()
            }

        yield run


def _stage(connection, extract):
    headings = made.FORMS.of(extract.source, extract.table, extract.collection_year).headings
    rows = len(extract)
    columns = {
        "file_id": pa.array(["f"] * rows),
        "row_number": pa.array(range(1, rows + 1)),
        "la_code": pa.array([extract.la_code] * rows),
        "collection_year": pa.array([extract.collection_year] * rows),
        "child_key": extract.columns["la_child_id"],
    }
    columns |= {heading.lower(): extract.columns[name] for name, heading in headings.items()}
    for optional in ("uasc", "pl_la", "pl_location", "pl_distance"):  # of some systems' files alone
        columns.setdefault(optional, pa.nulls(rows, pa.string()))
    connection.register(f"raw_ssda903__{extract.table}", pa.table(columns))
    connection.execute(
        f"CREATE OR REPLACE TABLE stg_ssda903__{extract.table} AS {STAGING[extract.table]}"
    )


def test_there_are_rules_to_judge_by():
    assert {"101", "102", "103", "141", "142", "144", "146", "148", "501"} <= RULES.keys()


def test_nothing_is_found_before_faults_are_planted(judge, clean):
    assert judge(clean) == set()


@pytest.mark.parametrize("seed", [7, 8])
def test_each_fault_is_found_and_nothing_that_the_ledger_does_not_explain(
    seed, judge, clean, memory
):
    planted = planter(KINDS, rate=0.06, seed=seed).plant(clean, memory)
    found = judge(planted.extracts)
    meant = {
        (entry.rule_code, entry.row, entry.la_child_id)
        for entry in planted.ledger
        if entry.rule_code in RULES and entry.source == "ssda903"
    }
    assert len(meant) > 10
    assert meant <= found
    explained = {
        (rule, entry.la_child_id)
        for entry in planted.ledger
        for rule in (entry.rule_code, *entry.also.split())
    }
    assert {(rule, child) for rule, _, child in found} <= explained


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(one, id=f"{one.kind}-{one.column}")
        for one in KINDS
        if one.source == "ssda903" and one.rule_code in RULES
    ],
)
def test_the_rule_finds_each_fault_of_its_kind(kind, judge, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    found = {(rule, row) for rule, row, _ in judge(planted.extracts)}
    assert planted.ledger
    assert {(kind.rule_code, entry.row) for entry in planted.ledger} <= found
    assert {rule for rule, _ in found} <= {kind.rule_code, *kind.also}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(one, id=f"{one.kind}-{one.column}")
        for one in KINDS
        if one.source == "ssda903" and not one.rule_code
    ],
)
def test_what_nothing_need_find_is_not_found(kind, judge, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    assert planted.ledger
    assert judge(planted.extracts) == set()
