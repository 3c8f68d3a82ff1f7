"""The rules find every planted fault that the ledger means for one, and a statutory rule finds nothing else.

What belongs here: the ledger held against the findings of the whole pipeline. What does not: the facts (other tests).
"""

import csv

import pytest

# Two countries are made before the first answer.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ledger(faulty):
    """The entries of the ledger."""
    with (faulty.truth.parent / "faults.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found(faulty):
    """What the rules found: code, authority, year and the child as it was received."""
    children = " UNION ALL ".join(
        f"SELECT row_id, la_child_id FROM {table}" for (table,) in faulty.ask(_WITH_CHILDREN)
    )
    return set(
        faulty.ask(
            f"""
            SELECT i.rule_code, i.la_code, i.collection_year, c.la_child_id
            FROM fct_data_quality_issue AS i
            LEFT JOIN ({children}) AS c ON i.row_id = c.row_id
            """
        )
    )


_WITH_CHILDREN = """
    SELECT table_name FROM information_schema.columns
    WHERE column_name = 'la_child_id' AND starts_with(table_name, 'stg_')
"""


def test_every_fault_is_found_by_the_rule_meant_for_it(ledger, found):
    codes = {(code, la, year) for code, la, year, _ in found}
    meant = [entry for entry in ledger if _is_for_a_rule(entry)]
    missed = [
        (entry["kind"], entry["table"], entry["column"], entry["rule_code"])
        for entry in meant
        if (place := (entry["rule_code"], entry["la_code"], int(entry["collection_year"])))
        not in codes
        or (entry["la_child_id"] and (*place, entry["la_child_id"]) not in found)
    ]
    assert len(meant) > 1000
    assert missed == []


def test_a_statutory_rule_finds_nothing_that_the_ledger_does_not_explain(ledger, found):
    named = {
        (code, entry["la_code"], entry["la_child_id"]) for entry in ledger for code in _codes(entry)
    }
    # A table that is not sent is missed by every child in it, this year and by what compares the next.
    for_all = {
        (code, entry["la_code"], int(entry["collection_year"]) + later)
        for entry in ledger
        if entry["row"] == "-1"
        for code in _codes(entry)
        for later in (0, 1)
    }
    unexplained = {
        (code, la, year)
        for code, la, year, child in found
        if ":" not in code
        and child
        and (code, la, child) not in named
        and (code, la, year) not in for_all
    }
    assert unexplained == set()


def _is_for_a_rule(entry):
    return entry["rule_code"] and not entry["rule_code"].startswith("suite:")


def _codes(entry):
    return [code for code in (entry["rule_code"], *entry["also"].split()) if code]
