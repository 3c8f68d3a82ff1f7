"""Files for their owner alone: who can open them, and that what stood there stands when writing fails."""

import pytest

from pipeline.private_file import private_file


def test_it_takes_its_place_for_its_owner_alone(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_text("of an earlier run")
    path.chmod(0o644)
    with private_file(path) as unfinished:
        assert unfinished.stat().st_mode & 0o777 == 0o600
        unfinished.write_text("of this run")
        assert path.read_text() == "of an earlier run"
    assert path.read_text() == "of this run"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_stood_there_stands_when_writing_fails(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_text("of an earlier run")
    with pytest.raises(OSError, match="disk full"):
        _write_half(path)
    assert path.read_text() == "of an earlier run"
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path):
    with private_file(path) as unfinished:
        unfinished.write_text("half of")
        raise OSError("disk full")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileNotFoundError), private_file(tmp_path / "none" / "findings.csv"):
        pass
