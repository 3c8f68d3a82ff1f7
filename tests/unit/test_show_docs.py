"""`cjw docs`: pages of stored verdicts that open without a network, and hold no value of any child's row."""

import json
import re
from datetime import UTC, datetime

import pytest

from pipeline.cli import main
from pipeline.errors import RefusedError
from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import load_suites
from pipeline.settings import Home, Settings
from pipeline.show_docs import write_docs_and_show
from pipeline.suite_verdicts import judge_suites

CHILD = "X70000001"
NUMBER = 70000002
SUITE = """\
model: fct_stay
expectations:
  - type: expect_column_values_to_be_unique
    kwargs: {column: child_id}
    severity: critical
    why: A child stays once, and <never> twice.
  - type: expect_column_values_to_not_be_null
    kwargs: {column: child_id}
    severity: critical
    why: A stay is of somebody.
  - type: expect_column_values_to_be_in_set
    kwargs: {column: child_id, value_set: [a, b]}
    severity: warning
    why: Only these are known to us.
  - type: expect_column_max_to_be_between
    kwargs: {column: child_number, max_value: 10}
    severity: info
    why: The greatest is somebody's own number.
  - type: unexpected_rows_expectation
    kwargs:
      unexpected_rows_query: |-
        SELECT 1
        FROM {batch}
        WHERE child_id IS NOT NULL
    severity: warning
    why: Nobody is to be there at all.
  - type: unexpected_rows_expectation
    kwargs:
      unexpected_rows_query: |-
        SELECT 1
        FROM {batch}
        WHERE CAST(child_id AS INTEGER) > 0
    severity: warning
    why: An id that is no number ends the query.
"""
PLAIN = """\
model: mart_stays
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: {column: stays}
    severity: critical
    why: A count is a number, or there is none.
"""


def write_suite(project, layer, name, text):
    path = project / "expectations" / layer / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """A project of three suites, and a warehouse in which two of them have been judged."""
    project, home = tmp_path / "project", Home(tmp_path / "home")
    write_suite(project, "journey", "fct_stay", SUITE)
    write_suite(project, "marts", "mart_stays", PLAIN)
    suites = load_suites(project / "expectations")
    write_suite(project, "raw", "raw_stays", PLAIN.replace("mart_stays", "raw_stays"))
    home.root.mkdir()
    with open_warehouse(home.warehouse) as connection:
        connection.execute(
            "CREATE TABLE fct_stay AS SELECT * FROM (VALUES (?, ?), (?, ?)) AS v(child_id, child_number)",
            [CHILD, NUMBER, CHILD, NUMBER],
        )
        connection.execute("CREATE TABLE mart_stays AS SELECT 2 AS stays")
        judge_suites(connection, suites, {})
    monkeypatch.setenv("CJW_PROJECT_DIR", str(project))
    return Settings(home=home.root, project_dir=project)


@pytest.fixture
def pages(judged, capsys):
    """What the pages say, by name."""
    write_docs_and_show(judged, as_json=False)
    return read_pages(judged)


def read_pages(settings):
    folder = settings.home_paths.data_docs
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_the_pages_are_for_their_owner_and_open_without_a_network(judged, pages, capsys):
    folder = judged.home_paths.data_docs
    assert set(pages) == {"index.html", "fct_stay.html", "mart_stays.html"}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    for text in pages.values():
        assert not re.search(r"https?:|<script|<link|url\(", text)
        assert set(re.findall(r'href="([^"]*)"', text)) <= set(pages)
    assert set(re.findall(r'href="([^"]*)"', pages["index.html"])) == set(pages) - {"index.html"}


def test_no_page_holds_a_value_of_a_row(pages):
    told = "\n".join(pages.values())
    assert "100% of 2 total rows" in re.sub(r"\s+", " ", told), "failing rows are counted"
    assert CHILD not in told
    assert str(NUMBER) not in told


def test_a_page_says_what_is_expected_in_the_librarys_words(pages):
    page = re.sub(r"\s+", " ", pages["fct_stay.html"])
    assert "A child stays once, and &lt;never&gt; twice." in page
    assert "values must be unique" in page
    assert "WHERE child_id IS NOT NULL" in page
    assert f"judged on {datetime.now(UTC).day} " in page
    assert "6 expectations, 1 met, 4 not met, 1 not checked" in page
    assert "Conversion Error (the rest is left out, as it may quote a value)" in page


def test_what_is_not_as_expected_comes_first_and_what_was_not_judged_is_named(pages):
    index = pages["index.html"]
    wrong, right = index.index("fct_stay.html"), index.index("mart_stays.html")
    assert wrong < index.index("As expected: 1 tables") < right
    assert "1 critical" in index
    assert index.index("Not judged yet") < index.index("raw_stays")


def test_a_suite_that_changed_is_told_without_its_arguments(judged):
    write_suite(judged.project_dir, "journey", "fct_stay", SUITE.replace("[a, b]", "[a, c]"))
    write_docs_and_show(judged, as_json=False)
    page = read_pages(judged)["fct_stay.html"]
    assert "The suite has changed since it was judged" in page
    assert "Only these are known to us." in page
    assert "expect_column_values_to_be_in_set (child_id)" in page
    assert "2 of 2" in page
    assert CHILD not in page


def test_what_the_library_does_not_know_is_told_as_not_checked(judged):
    write_suite(
        judged.project_dir, "marts", "mart_stays", PLAIN.replace("to_not_be_null", "to_be_odd")
    )
    with open_warehouse(judged.home_paths.warehouse) as connection:
        judge_suites(connection, load_suites(judged.project_dir / "expectations" / "marts"), {})
    write_docs_and_show(judged, as_json=False)
    page = read_pages(judged)["mart_stays.html"]
    assert "Great Expectations has no expect_column_values_to_be_odd" in page
    assert "The suite has changed" not in page


def test_a_suite_that_is_no_more_leaves_no_page(judged, pages):
    (judged.project_dir / "expectations" / "journey" / "fct_stay.yaml").unlink()
    write_docs_and_show(judged, as_json=False)
    assert set(read_pages(judged)) == {"index.html", "mart_stays.html"}


def test_the_command_says_where_to_look(judged, capsys):
    main_until_end("docs", "--home", judged.home, "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["index"] == str(judged.home_paths.data_docs / "index.html")
    assert (told["suites"], told["failed"], told["erred"]) == (2, 1, 1)
    assert told["unjudged"] == ["raw_stays"]
    main_until_end("docs", "--home", judged.home)
    assert "2 suites: 1 not as expected, 1 of them" in capsys.readouterr().out


def main_until_end(*arguments):
    with pytest.raises(SystemExit) as leaving:
        main([str(argument) for argument in arguments])
    assert leaving.value.code == 0


def test_before_anything_is_built_there_is_nothing_to_write(tmp_path):
    with pytest.raises(RefusedError, match="Nothing has been built"):
        write_docs_and_show(Settings(home=tmp_path), as_json=False)


@pytest.mark.parametrize("payload", [None, "{}", '{"fct_stay": {"result": 1}}'])
def test_verdicts_that_cannot_be_read_are_asked_for_again(judged, payload):
    with open_warehouse(judged.home_paths.warehouse) as connection:
        connection.execute("DELETE FROM cjw_state.verdict")
        if payload:
            connection.execute("INSERT INTO cjw_state.verdict VALUES ('suites', '', ?)", [payload])
    with pytest.raises(RefusedError, match="Nothing has been judged yet"):
        write_docs_and_show(judged, as_json=False)


def test_verdicts_of_an_earlier_version_are_shown_as_far_as_they_go(judged):
    with open_warehouse(judged.home_paths.warehouse) as connection:
        (payload,) = connection.sql("SELECT payload FROM cjw_state.verdict").fetchall()[0]
        older = {
            name: {key: held[key] for key in ("fingerprint", "result")}
            for name, held in json.loads(payload).items()
        }
        connection.execute("UPDATE cjw_state.verdict SET payload = ?", [json.dumps(older)])
    write_docs_and_show(judged, as_json=False)
    page = read_pages(judged)["fct_stay.html"]
    assert "judged on" not in page
    assert "an earlier version judged it" in page
