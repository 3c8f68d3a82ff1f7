"""Settings from the environment, and the folders of the data home."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.settings import Home, Settings, find_project_dir

PRIVATE = ("root", "landing", "quarantine", "raw", "restricted")


def test_the_project_is_found_beside_its_package():
    folder = find_project_dir()
    for name in ("sql_models", "seeds", "expectations"):
        assert (folder / name).is_dir()


def test_every_setting_has_a_default(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CJW_{name.upper()}", raising=False)
    settings = Settings()
    assert settings.home == Path("data")
    assert settings.keep_releases == 14
    assert settings.pseudonym_key is None


def test_the_environment_sets_what_it_names(monkeypatch, tmp_path):
    monkeypatch.setenv("CJW_HOME", str(tmp_path))
    monkeypatch.setenv("CJW_KEEP_RELEASES", "3")
    settings = Settings()
    assert settings.home_paths == Home(tmp_path.resolve())
    assert settings.keep_releases == 3


def test_a_home_is_absolute_wherever_it_is_named_from(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Settings(home=Path("data")).home_paths.root == tmp_path.resolve() / "data"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings(home=Path("~/data")).home_paths.root == tmp_path.resolve() / "data"


def test_no_release_at_all_is_no_choice():
    with pytest.raises(ValidationError):
        Settings(keep_releases=0)


def test_everything_lies_under_the_home(tmp_path):
    home = Home(tmp_path)
    places = [getattr(home, n) for n, v in vars(Home).items() if isinstance(v, property)]
    assert len(places) == len(set(places)) > 7
    assert all(tmp_path in place.parents for place in places)


def test_folders_with_children_are_for_their_owner_alone(tmp_path):
    home = Home(tmp_path / "new" / "home").create()
    for name in PRIVATE:
        path = getattr(home, name)
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, name
    for path in (home.inbox, home.releases, home.dagster):
        assert path.is_dir()


def test_making_the_folders_twice_changes_nothing(tmp_path):
    home = Home(tmp_path / "home").create()
    (home.inbox / "file.csv").write_text("x")
    assert home.create() == home
    assert (home.inbox / "file.csv").read_text() == "x"
