"""What is wrong with the rules of a project is told with file, line and field when it is compiled."""

import pytest

from pipeline.settings import Settings, find_project_dir
from pipeline.workspace import check_workspace

PROJECT = find_project_dir()
STAGING = "sql_models/staging/ssda903/stg_ssda903__episodes.sql"
RULE = "sql_models/rules/ssda903/356.sql"


@pytest.fixture
def project(tmp_path):
    """A project of one rule, with the contracts and seeds of ours; gives its folder."""
    for name in ("contracts", "seeds"):
        (tmp_path / name).symlink_to(PROJECT / name)
    for name in (STAGING, RULE):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text((PROJECT / name).read_text("utf-8"), "utf-8")
    (tmp_path / "expectations").mkdir()
    return tmp_path


def told(project):
    settings = Settings(project_dir=project, home=project / "home")
    _, diagnostics = check_workspace(settings, tests=None)
    return [(one.path.name, one.line, one.rule, one.message) for one in diagnostics]


def test_a_rule_of_headings_that_there_are_is_right(project):
    assert told(project) == []


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("fields: [DEC]", "fields: [DEC, DECEASED]"),
        ("source:", "or_stated: {DECEASED: end_date}\nsource:"),
    ],
    ids=["field", "stated"],
)
def test_a_field_that_no_file_has_is_named_with_file_and_line(line, other, project):
    rule = project / RULE
    text = rule.read_text("utf-8")
    assert line in text
    rule.write_text(text.replace(line, other, 1), "utf-8")
    number = 1 + [*rule.read_text("utf-8").splitlines()].index(other.splitlines()[0])
    ((name, at, check, message),) = told(project)
    assert (name, at, check) == ("356.sql", number, "unknown-field")
    assert "'DECEASED'" in message


def test_a_rule_looks_at_what_the_models_it_reads_are_made_of(workspace):
    """However many models lie between: 503A reads one that is made of another that is made of the episodes."""
    reads = {rule.code: rule.reads for rule in workspace.rules if rule.source == "ssda903"}
    assert reads["503A"] == ("episodes",)
    assert reads["302"] == ("episodes", "header")
