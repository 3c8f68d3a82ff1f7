"""The keyed hash of a child, and the key it needs."""

import doctest
from concurrent.futures import ThreadPoolExecutor

import pytest

import pipeline.pseudonym
from pipeline.errors import UsageError
from pipeline.pseudonym import child_key, load_key
from pipeline.settings import Settings

KEY = b"sixteen letters!"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Settings of an installation without a key in its environment."""
    monkeypatch.delenv("CJW_PSEUDONYM_KEY", raising=False)
    return Settings(pseudonym_key_file=tmp_path / "config" / "cjw" / "pseudonym.key")


def test_a_key_is_made_once_for_its_owner_alone(settings):
    path = settings.pseudonym_key_file
    key = load_key(settings)
    assert len(key) == 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    made = path.stat().st_mtime_ns
    assert load_key(settings) == key
    assert path.stat().st_mtime_ns == made
    assert list(path.parent.iterdir()) == [path]


def test_two_installations_make_different_keys(tmp_path, settings):
    other = Settings(pseudonym_key_file=tmp_path / "other.key")
    assert load_key(settings) != load_key(other)


def test_the_environment_comes_first_and_makes_no_file(settings, monkeypatch):
    monkeypatch.setenv("CJW_PSEUDONYM_KEY", KEY.decode())
    assert load_key(Settings(pseudonym_key_file=settings.pseudonym_key_file)) == KEY
    assert not settings.pseudonym_key_file.exists()


@pytest.mark.parametrize("key", ["", "fifteen letters"], ids=["empty", "short"])
def test_a_short_key_is_refused_and_not_shown(settings, key, monkeypatch):
    settings.pseudonym_key_file.parent.mkdir(parents=True)
    settings.pseudonym_key_file.write_text(f"{key}\n")
    with pytest.raises(UsageError, match="fewer than 16") as refused:
        load_key(settings)
    assert "CJW_PSEUDONYM_KEY" in str(refused.value)
    assert not key or key not in str(refused.value)


def test_a_key_that_cannot_be_read_says_what_to_do(settings):
    settings.pseudonym_key_file.mkdir(parents=True)
    with pytest.raises(UsageError, match=r"pseudonym\.key") as refused:
        load_key(settings)
    assert "CJW_PSEUDONYM_KEY" in str(refused.value)


def test_two_first_runs_agree_on_one_key(settings):
    with ThreadPoolExecutor(8) as runs:
        keys = set(runs.map(lambda _: load_key(settings), range(8)))
    assert len(keys) == 1
    assert list(settings.pseudonym_key_file.parent.iterdir()) == [settings.pseudonym_key_file]


def test_the_key_does_not_show_in_the_settings(monkeypatch):
    monkeypatch.setenv("CJW_PSEUDONYM_KEY", "do-not-show-this-key")
    assert "do-not-show" not in repr(Settings())


def test_a_pseudonym_is_the_same_for_the_same_child_always():
    # Written down once: if this changes, every history in every warehouse breaks.
    assert child_key(KEY, "335", "WA00001") == "cf840c5af06d7befeeeecf2d3c3608d6"


@pytest.mark.parametrize("written", [" WA00001", "wa00001", "WA00001\t"])
def test_a_child_is_the_same_however_the_id_is_written(written):
    assert child_key(KEY, "335", written) == child_key(KEY, "335", "WA00001")


@pytest.mark.parametrize(
    ("key", "la", "child"),
    [
        (b"another key of 16", "335", "WA00001"),
        (KEY, "336", "WA00001"),
        (KEY, "335", "WA00002"),
        (KEY, "33", "5WA00001"),
    ],
    ids=["key", "LA", "child", "where the LA ends"],
)
def test_another_key_la_or_child_is_another_pseudonym(key, la, child):
    assert child_key(key, la, child) != child_key(KEY, "335", "WA00001")


def test_a_pseudonym_shows_nothing_of_the_id():
    pseudonym = child_key(KEY, "335", "WA00001")
    assert len(pseudonym) == 32
    assert set(pseudonym) <= set("0123456789abcdef")
    assert "00001" not in pseudonym


def test_the_example_in_the_docstring_holds():
    results = doctest.testmod(pipeline.pseudonym)
    assert results.attempted > 0
    assert results.failed == 0
