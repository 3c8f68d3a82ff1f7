"""`cjw validate` and `cjw rules` as they are called: what they print, and the exit code."""

import json

import pytest

from pipeline.cli import main

CLEAN = "CHILD,RNE\nc1,S\n"
WRONG = "CHILD,RNE\nc1,S\nc2,Q\n"


@pytest.fixture
def cjw(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(one) for one in arguments])
        return left.value.code, capsys.readouterr()

    return run


@pytest.fixture
def returned(tmp_path):
    def write(content):
        (tmp_path / "Episodes.csv").write_text(content)
        return tmp_path, "--collection", "ssda903", "--year", "2025"

    return write


@pytest.mark.parametrize(
    ("content", "code", "count"), [(CLEAN, 0, 0), (WRONG, 1, 1)], ids=["clean", "wrong"]
)
def test_json_has_every_finding_and_the_exit_code_tells_errors(cjw, returned, content, code, count):
    left, printed = cjw("validate", *returned(content), "--rules", "143", "--json")
    findings = json.loads(printed.out)["findings"]
    assert (left, len(findings)) == (code, count)
    for finding in findings:
        assert (finding["rule_code"], finding["severity"]) == ("143", "error")
        assert (finding["table"], finding["row"], finding["fields"]) == ("Episodes", 2, ["RNE"])
        assert (finding["child"], finding["value"]) == ("c2", "Q")


def test_the_screen_has_rules_with_rows_and_says_where_the_list_is(cjw, returned, tmp_path):
    book = tmp_path / "out" / "findings.xlsx"
    book.parent.mkdir()
    left, printed = cjw("validate", *returned(WRONG), "--rules", "143,101", "--xlsx", book)
    assert left == 1
    assert "row 2" in printed.out
    assert "1 errors, 0 queries" in printed.out
    assert "findings.xlsx" in printed.out
    assert book.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere", "--collection", "ssda903", "--year", "2025"),
        (".", "--collection", "other", "--year", "2025"),
        (".", "--collection", "ssda903"),
        (".", "--collection", "ssda903", "--year", "2025", "--rules", "0X"),
    ],
    ids=["no folder", "no collection", "no year", "no rule"],
)
def test_wrong_usage_leaves_with_2(cjw, arguments):
    assert cjw("validate", *arguments)[0] == 2


def test_rules_are_listed_by_source_and_year(cjw):
    left, printed = cjw("rules", "list", "--collection", "ssda903", "--year", "2025", "--json")
    listed = json.loads(printed.out)
    assert left == 0
    assert {"101", "143"} <= {rule["rule_code"] for rule in listed}
    assert {rule["source"] for rule in listed} == {"ssda903"}


def test_a_rule_is_explained_with_the_query_that_runs(cjw):
    left, printed = cjw("rules", "explain", "143")
    assert left == 0
    assert "stg_ssda903__episodes" in printed.out
    assert "reason_for_new_episode" in printed.out
    assert cjw("rules", "explain", "0X")[0] == 2


def test_the_tests_of_a_rule_are_run(cjw):
    left, printed = cjw("rules", "test", "143")
    assert left == 0
    assert printed.out.startswith("1 rules, ")
    assert "0 failed, 0 without any" in printed.out
