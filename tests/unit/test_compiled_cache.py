"""What is remembered of a compiled project holds as long as no file of it changed, and nobody depends on it."""

import pytest

from pipeline import compiled_cache
from pipeline.settings import Settings
from pipeline.workspace import load_workspace


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty folder for what is remembered."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(compiled_cache, "user_cache_path", lambda _: folder)
    return folder


@pytest.fixture
def project(tmp_path):
    """The folder of a project with one model."""
    model = tmp_path / "project" / "sql_models" / "marts" / "mart_starts.sql"
    model.parent.mkdir(parents=True)
    model.write_text("SELECT 1 AS starts")
    return model.parents[2]


def test_what_was_remembered_comes_back(cache, project):
    assert compiled_cache.recall(project) is None
    compiled_cache.remember(project, {"compiled": True})
    assert compiled_cache.recall(project) == {"compiled": True}


@pytest.mark.parametrize("name", ["sql_models/marts/mart_starts.sql", "seeds/new.csv"])
def test_a_changed_or_a_new_file_is_compiled_anew(name, cache, project):
    compiled_cache.remember(project, {"compiled": True})
    path = project / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("SELECT 2 AS starts")
    assert compiled_cache.recall(project) is None


def test_a_broken_memory_is_none(cache, project):
    compiled_cache.remember(project, {"compiled": True})
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    assert compiled_cache.recall(project) is None


def test_only_this_account_can_read_it_and_old_ones_go(cache, project):
    for number in range(12):
        (project / "sql_models" / "marts" / "mart_starts.sql").write_text(f"SELECT {number} AS n")
        compiled_cache.remember(project, number)
    assert len(list(cache.iterdir())) == 8
    assert cache.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in cache.iterdir()} == {0o600}
    assert compiled_cache.recall(project) == 11


def test_where_nothing_can_be_kept_the_project_is_compiled_all_the_same(cache, project):
    cache.write_text("a file where the folder should be")
    compiled_cache.remember(project, {"compiled": True})
    assert compiled_cache.recall(project) is None


def test_the_real_project_is_the_same_remembered_as_compiled(workspace):
    again = load_workspace(Settings())
    assert again.project.models.keys() == workspace.project.models.keys()
    for name, model in again.project.models.items():
        assert model == workspace.project.models[name]
        assert model.file.tree is not None
    assert again.suites == workspace.suites
