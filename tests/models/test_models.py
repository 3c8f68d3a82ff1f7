"""The tests of the SQL models, one test here for each case in the YAML files beside this one."""

from pathlib import Path

import pytest

from pipeline.modelling.testing.definition import load_tests, path_of_test
from pipeline.modelling.testing.run import open_sandbox, run_test

FOLDER = Path(__file__).parent


def cases():
    for path in sorted(FOLDER.rglob("*.yaml")):
        for test in load_tests(path):
            place = path.relative_to(FOLDER).with_suffix("")
            yield pytest.param(path, test, id=f"{place}: {test.name}")


@pytest.fixture(scope="session")
def model_of(workspace):
    """The model or rule that a YAML file tests, by the file's path."""
    project = workspace.project
    compiled = (*project.models.values(), *project.rules.values())
    return {path_of_test(model, project, FOLDER): model for model in compiled}


@pytest.fixture(scope="session")
def sandbox(workspace):
    """A database in memory with the seeds."""
    with open_sandbox(workspace.seeds) as opened:
        yield opened


@pytest.mark.parametrize(("path", "test"), cases())
def test_model(path, test, model_of, workspace, sandbox):
    assert path in model_of, f"{path.name} tests no model; rename or remove it"
    result = run_test(model_of[path], test, workspace.project, sandbox)
    assert result.passed, result.difference


def test_every_model_has_a_test(model_of):
    missing = sorted(path.relative_to(FOLDER).as_posix() for path in model_of if not path.exists())
    assert missing == [], "write these files: a list of name, given, expect"
