"""The pointer `releases/current`, and the releases that it can point to.

A pointer moves in one atomic step. What a release holds is not looked at beyond its manifest.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError, UsageError
from pipeline.release.definition import Release
from pipeline.release.manifest import read_manifest, verify

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.settings import Home

_POINTER = "current"
BUILDING = ".building-"
_MOVING = ".current-"
_LEAVING = ".pruned-"


def current_release(home: Home) -> Release | None:
    """Return the release that `current` points to; None when it points to none."""
    pointer = home.releases / _POINTER
    if pointer.is_symlink():
        return _read_release(home.releases / pointer.readlink())
    if pointer.is_file():
        return _read_release(home.releases / pointer.read_text(encoding="utf-8").strip())
    return None


def list_releases(home: Home) -> tuple[Release, ...]:
    """Return the releases, newest first."""
    if not home.releases.is_dir():
        return ()
    folders = sorted(home.releases.iterdir(), reverse=True)
    visible = (f for f in folders if f.is_dir() and not f.is_symlink() and f.name[0] != ".")
    return tuple(release for folder in visible if (release := _read_release(folder)))


def rollback(home: Home, release_id: str | None = None) -> Release:
    """Move `current` to an earlier release, after holding its files against its manifest.

    Args:
        home: The data home.
        release_id: Which release; None means the one before the current.

    Raises:
        UsageError: There is no such release; the message lists those that there are.
        RefusedError: Its files are no longer those that were released.
    """
    release = _earlier(home) if release_id is None else _named(home, release_id)
    problems = verify(release.folder)
    if problems:
        raise RefusedError(
            f"The release {release.release_id} is damaged: {'; '.join(problems)}.",
            remedy="Roll back to another release, or publish again.",
        )
    point_to(home, release.release_id)
    return release


def prune(home: Home, keep: int) -> tuple[str, ...]:
    """Delete all but the newest `keep` releases; the current one stays and is not counted.

    Returns:
        The ids of the releases that were deleted.
    """
    current = current_release(home)
    others = [r for r in list_releases(home) if not current or r.release_id != current.release_id]
    for release in others[max(keep, 0) :]:
        # Out of sight in one step, so that nobody meets half a release.
        release.folder.rename(home.releases / f"{_LEAVING}{release.release_id}")
    sweep(home)
    return tuple(release.release_id for release in others[max(keep, 0) :])


def sweep(home: Home) -> None:
    """Delete what a killed run left: releases half built or half deleted, pointers half moved."""
    for path in home.releases.glob(".*"):
        if path.name.startswith((BUILDING, _LEAVING)):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(_MOVING):
            path.unlink(missing_ok=True)


def point_to(home: Home, release_id: str) -> None:
    """Make `current` name the release, in one atomic step that is on disk when this returns."""
    beside = home.releases / f"{_MOVING}{release_id}"
    beside.unlink(missing_ok=True)
    try:
        beside.symlink_to(release_id)
    except (OSError, NotImplementedError):
        # A system without symbolic links, or a user who may not make them.
        beside.write_text(release_id + "\n", encoding="utf-8")
        sync(beside)
    beside.replace(home.releases / _POINTER)
    sync(home.releases)


def sync(path: Path) -> None:
    """Wait until a file or folder is on disk; folders are skipped where they cannot be opened."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_release(folder: Path) -> Release | None:
    manifest = read_manifest(folder)
    if manifest is None or manifest["release_id"] != folder.name:
        return None
    return Release(
        release_id=folder.name,
        folder=folder,
        content_fingerprint=manifest["content_fingerprint"],
        created_at=manifest["created_at"],
    )


def _named(home: Home, release_id: str) -> Release:
    for release in list_releases(home):
        if release.release_id == release_id:
            return release
    raise _unknown(home, f"There is no release {release_id}.")


def _earlier(home: Home) -> Release:
    current = current_release(home)
    if current is None:
        raise _unknown(home, "There is no current release to roll back from.")
    for release in list_releases(home):
        if release.release_id < current.release_id:
            return release
    raise _unknown(home, f"There is no release before {current.release_id}.")


def _unknown(home: Home, message: str) -> UsageError:
    names = [release.release_id for release in list_releases(home)]
    choice = f"Choose one of: {', '.join(names)}." if names else "Publish a release first."
    return UsageError(message, remedy=choice)
