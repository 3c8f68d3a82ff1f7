"""A release is whole or it is not there; the pointer moves in one step and back again."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import ProjectError, RefusedError, UsageError
from pipeline.modelling.api import open_warehouse
from pipeline.release import pointer
from pipeline.release.api import (
    current_release,
    list_releases,
    prune,
    publish,
    rollback,
    verify,
)
from pipeline.settings import Home
from tests.unit.release.conftest import PROJECT, TABLES, measure, request_of, table

NIGHT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def publish_nights(home, warehouse, count: int) -> list[str]:
    nights = [
        publish(home, warehouse, request_of(f"{n:016x}"), now=NIGHT + timedelta(days=n))
        for n in range(count)
    ]
    return [release.release_id for release in nights]


def test_a_release_has_both_shelves_and_a_manifest_that_fits(home, warehouse, request_) -> None:
    release = publish(home, warehouse, request_, now=NIGHT)
    assert release.release_id == "20261122T020000Z-1a2b3c4d"
    files = {p.relative_to(release.folder).as_posix() for p in release.folder.rglob("*.*")}
    assert files == {
        "manifest.json",
        "internal/marts.duckdb",
        "internal/data_dictionary.csv",
        "public/benchmarks.duckdb",
        "public/parquet/bench_measure.parquet",
        "public/parquet/measure.parquet",
        "public/parquet/release_coverage.parquet",
        "public/ees/childrens_social_care_starts.csv",
        "public/ees/childrens_social_care_starts.meta.csv",
        "public/data_dictionary.csv",
        "public/datapackage.json",
    }
    assert verify(release.folder) == []
    assert current_release(home) == release
    manifest = json.loads((release.folder / "manifest.json").read_text())
    assert manifest["rows"]["internal"]["mart_starts"] == 36
    assert manifest["inputs"][0]["rows"] == 35
    assert manifest["created_at"] == "2026-11-22T02:00:00+00:00"


def test_a_count_that_one_of_two_releases_hides_and_the_other_shows_is_told(
    home, warehouse, request_
) -> None:
    first = publish(home, warehouse, request_, now=NIGHT)
    assert first.warning == ""
    same = publish(home, warehouse, request_of("2" * 16), now=NIGHT + timedelta(days=1))
    assert same.warning == ""
    # Three were hidden with the twelve beside them. Now they are eight, and the twelve are shown.
    warehouse.execute(
        "UPDATE starts_by_age SET starts = 8 WHERE la_code = 'E06000001' AND starts = 3"
    )
    measure(warehouse)
    other = publish(home, warehouse, request_of("3" * 16), now=NIGHT + timedelta(days=2))
    assert same.release_id in other.warning
    told = json.loads((other.folder / "manifest.json").read_text())["told_together"]
    assert told["release_id"] == same.release_id
    assert told["counts"] > 0


def test_the_time_in_the_id_is_utc(home, warehouse, request_) -> None:
    from zoneinfo import ZoneInfo

    summer = datetime(2026, 7, 1, 3, 0, tzinfo=ZoneInfo("Europe/London"))
    release = publish(home, warehouse, request_, now=summer)
    assert release.release_id.startswith("20260701T020000Z-")


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        (".", 0o755),
        ("manifest.json", 0o644),
        ("public", 0o755),
        ("public/ees/childrens_social_care_starts.csv", 0o644),
        ("internal", 0o750),
        ("internal/marts.duckdb", 0o640),
    ],
)
def test_who_may_read(home, warehouse, request_, path, mode) -> None:
    release = publish(home, warehouse, request_, now=NIGHT)
    assert stat.S_IMODE((release.folder / path).stat().st_mode) == mode


def test_nothing_new_is_not_released_again(home, warehouse, request_) -> None:
    first = publish(home, warehouse, request_, now=NIGHT)
    second = publish(home, warehouse, request_, now=NIGHT + timedelta(days=1))
    assert second.reused
    assert second.release_id == first.release_id
    assert len(list_releases(home)) == 1


def test_a_damaged_current_release_is_released_anew(home, warehouse, request_) -> None:
    first = publish(home, warehouse, request_, now=NIGHT)
    (first.folder / "public" / "datapackage.json").write_text("{}")
    second = publish(home, warehouse, request_, now=NIGHT + timedelta(days=1))
    assert not second.reused
    assert current_release(home) == second


def test_roll_back_to_the_one_before_and_to_a_named_one(home, warehouse) -> None:
    first, second, third = publish_nights(home, warehouse, 3)
    assert rollback(home).release_id == second
    assert current_release(home).release_id == second
    assert rollback(home).release_id == first
    assert rollback(home, third).release_id == third
    assert (home.releases / "current").readlink().name == third


def test_rolling_back_to_nowhere_lists_the_choice(home, warehouse) -> None:
    (only,) = publish_nights(home, warehouse, 1)
    with pytest.raises(UsageError, match=only):
        rollback(home, "20200101T000000Z-00000000")
    with pytest.raises(UsageError, match="no release before"):
        rollback(home)


def test_no_rolling_back_without_a_release(home) -> None:
    with pytest.raises(UsageError, match="Publish a release first"):
        rollback(home)


def test_a_damaged_release_is_not_rolled_back_to(home, warehouse) -> None:
    first, second = publish_nights(home, warehouse, 2)
    (home.releases / first / "public" / "data_dictionary.csv").unlink()
    with pytest.raises(RefusedError, match=r"data_dictionary\.csv: missing"):
        rollback(home)
    assert current_release(home).release_id == second


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lambda f: (f / "extra.txt").write_text("x"), "extra.txt: not in the manifest"),
        (lambda f: (f / "public/datapackage.json").unlink(), "public/datapackage.json: missing"),
        (
            lambda f: (f / "public/data_dictionary.csv").write_text("x"),
            "public/data_dictionary.csv: changed since the release",
        ),
    ],
    ids=["extra", "missing", "changed"],
)
def test_verify_names_each_file_that_is_wrong(home, warehouse, request_, harm, problem) -> None:
    release = publish(home, warehouse, request_, now=NIGHT)
    harm(release.folder)
    assert verify(release.folder) == [problem]


def test_verify_misses_the_manifest(tmp_path) -> None:
    assert verify(tmp_path) == [f"{tmp_path.name}: manifest.json is missing or cannot be read"]


def test_prune_keeps_the_newest_and_the_current(home, warehouse) -> None:
    ids = publish_nights(home, warehouse, 4)
    rollback(home, ids[0])
    assert prune(home, 1) == (ids[2], ids[1])
    assert [release.release_id for release in list_releases(home)] == [ids[3], ids[0]]


def test_where_links_are_impossible_the_pointer_is_a_text_file(
    home, warehouse, request_, monkeypatch
) -> None:
    def refuse(*_args, **_kwargs):
        raise OSError("no links here")

    monkeypatch.setattr(type(home.releases), "symlink_to", refuse)
    release = publish(home, warehouse, request_, now=NIGHT)
    assert (home.releases / "current").read_text() == f"{release.release_id}\n"
    assert current_release(home) == release


def test_a_refused_release_leaves_the_one_before(home, warehouse, request_) -> None:
    first = publish(home, warehouse, request_, now=NIGHT)
    secret = table("mart_children", "child_key la_code", grain="child_key")
    with pytest.raises(RefusedError, match=r"mart_children\.child_key"):
        publish(home, warehouse, request_of("ff" * 8, (*TABLES, secret)), now=NIGHT)
    assert current_release(home) == first
    assert [release.release_id for release in list_releases(home)] == [first.release_id]


def test_a_release_needs_its_measures(home, warehouse) -> None:
    with pytest.raises(ProjectError, match="mart_measure"):
        publish(home, warehouse, request_of(tables=TABLES[:1]), now=NIGHT)


STEPS = [
    "write_shelves",
    "write_manifest",
    "_set_modes",
    "_require_whole",
    "_reveal",
    "point_to",
    "after point_to",
]

# Makes a home with a release for each step, then publishes again and kills itself at the step, as a
# power cut would. One process starts them all, as starting Python takes longest.
_KILLED = textwrap.dedent("""
    import os, shutil, signal, sys
    from datetime import UTC, datetime
    from pathlib import Path
    import pandas, pyarrow, scipy.optimize, scipy.sparse.csgraph, scipy.sparse.linalg
    from pipeline.modelling.api import open_warehouse
    from pipeline.release import publish
    from pipeline.settings import Home
    from tests.unit.release.conftest import fill, request_of

    def release(home, fingerprint, day):
        with open_warehouse() as connection:
            fill(connection)
            now = datetime(2026, 11, day, 2, 0, tzinfo=UTC)
            publish.publish(home, connection, request_of(fingerprint), now=now)

    def die_at(step):
        name = step.removeprefix("after ")
        real = getattr(publish, name)

        def dying(*args):
            if step != name:
                real(*args)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(publish, name, dying)

    def in_child(work):
        child = os.fork()
        if child == 0:
            work()
            os._exit(0)
        return os.waitpid(child, 0)[1]

    root, *steps = sys.argv[1:]
    base = Path(root) / "base"
    assert in_child(lambda: release(Home(base).create(), "00" * 8, 22)) == 0
    for step in steps:
        home = Path(root) / step
        shutil.copytree(base, home, symlinks=True)
        status = in_child(lambda: (die_at(step), release(Home(home), "11" * 8, 23)))
        assert status == signal.SIGKILL, step
""")


@pytest.fixture(scope="module")
def killed_homes(tmp_path_factory):
    root = tmp_path_factory.mktemp("killed")
    command = [sys.executable, "-c", _KILLED, str(root), *STEPS]
    subprocess.run(command, check=True, cwd=PROJECT)
    return root


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_a_whole_release_stays_and_the_next_run_completes(
    killed_homes, warehouse, step
) -> None:
    home = Home(killed_homes / step)
    seen = current_release(home)
    assert seen.content_fingerprint == ("11" * 8 if step == "after point_to" else "00" * 8)
    assert all(verify(release.folder) == [] for release in list_releases(home))
    second = publish(home, warehouse, request_of("11" * 8), now=NIGHT + timedelta(days=1))
    assert second.reused == (step == "after point_to")
    assert current_release(home).release_id == second.release_id
    assert verify(second.folder) == []
    assert not list(home.releases.glob(".*"))


def test_sweeping_takes_what_a_killed_run_left_and_nothing_else(home, warehouse) -> None:
    (first,) = publish_nights(home, warehouse, 1)
    (home.releases / ".building-x" / "public").mkdir(parents=True)
    (home.releases / ".pruned-x").mkdir()
    (home.releases / ".current-x").symlink_to(first)
    pointer.sweep(home)
    assert {path.name for path in home.releases.iterdir()} == {first, "current"}


def test_the_public_file_is_readable_by_another_process(home, warehouse, request_) -> None:
    release = publish(home, warehouse, request_, now=NIGHT)
    path = release.folder / "public" / "benchmarks.duckdb"
    with open_warehouse(path, read_only=True) as reader:
        names = {name for (name,) in reader.execute("SHOW TABLES").fetchall()}
    assert names == {"bench_measure", "measure", "release_coverage"}
