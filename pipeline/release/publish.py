"""Publishing: a whole release appears, or nothing changes, wherever the process is killed.

The order of steps is the point of this module. What goes into the files, and how the pointer
moves, is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.errors import CjwError
from pipeline.modelling.api import quote
from pipeline.release.datapackage import write_datapackage
from pipeline.release.definition import Release
from pipeline.release.dictionary import write_dictionary
from pipeline.release.differencing import counts_told_together
from pipeline.release.disclosure.policy import load_policy
from pipeline.release.export_duckdb import export_duckdb
from pipeline.release.export_ees import export_ees
from pipeline.release.export_parquet import export_parquet
from pipeline.release.manifest import Contents, read_manifest, verify, write_manifest
from pipeline.release.pointer import BUILDING, current_release, point_to, sweep, sync
from pipeline.release.shelves import (
    build_internal_tables,
    build_public_tables,
    internal_tables,
    public_tables,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.release.definition import ReleasedTable, ReleaseRequest
    from pipeline.settings import Home

_INTERNAL, _PUBLIC = "internal", "public"


def publish(
    home: Home, connection: DuckDBPyConnection, request: ReleaseRequest, *, now: datetime
) -> Release:
    """Make a release of what the warehouse holds and move `releases/current` to it.

    The caller holds the lock of the data home. A current release with the same content
    fingerprint, and whole, is returned as it is (`reused`).

    Args:
        home: The data home.
        connection: The private warehouse.
        request: What to release.
        now: The time of the release, with its time zone.

    Raises:
        RefusedError: Something that may not be published would be.
        ProjectError: A model or seed is at fault.
        CjwError: What was written is not what was meant to be written; nothing was released.
    """
    home.releases.mkdir(parents=True, exist_ok=True)
    sweep(home)
    current = current_release(home)
    if current and _holds_the_same(current, request):
        return replace(current, reused=True)
    moment = now.astimezone(UTC)
    release_id = f"{moment:%Y%m%dT%H%M%SZ}-{request.facts.content_fingerprint[:8]}"
    building = home.releases / f"{BUILDING}{release_id}"
    building.mkdir(mode=0o700)
    rows = write_shelves(building, connection, request)
    created_at = moment.isoformat(timespec="seconds")
    together = _told_together(building, current)
    write_manifest(building, Contents(release_id, created_at, request.facts, rows, together))
    _set_modes(building)
    _require_whole(building)
    folder = _reveal(building, home.releases / release_id)
    point_to(home, release_id)
    sweep(home)
    made = Release(release_id, folder, request.facts.content_fingerprint, created_at)
    return replace(made, warning=_in_words(together))


def write_shelves(
    folder: Path, connection: DuckDBPyConnection, request: ReleaseRequest
) -> dict[str, dict[str, int]]:
    """Write both shelves of a release into a folder.

    Returns:
        The number of rows of each table, by shelf.
    """
    inside, outside = folder / _INTERNAL, folder / _PUBLIC
    inside.mkdir()
    outside.mkdir()
    with build_internal_tables(connection, request) as internal:
        export_duckdb(internal, internal_tables(request), inside / "marts.duckdb")
        write_dictionary(internal_tables(request), inside / "data_dictionary.csv")
        rows = {_INTERNAL: _row_counts(internal, internal_tables(request))}
        with build_public_tables(internal, request) as public:
            _write_public(outside, public, request)
            rows[_PUBLIC] = _row_counts(public, public_tables(request))
    return rows


def _told_together(building: Path, current: Release | None) -> dict[str, object]:
    """How many unchanged counts this release hides and the one in force shows, or the other way round."""
    if current is None or verify(current.folder):
        return {}
    counts = counts_told_together(building, current.folder)
    return {"release_id": current.release_id, "counts": counts}


def _in_words(together: Mapping[str, object]) -> str:
    if not together.get("counts"):
        return ""
    return (
        f"{together['counts']} counts that have not changed are hidden here and shown in the release "
        f"{together['release_id']}, or the other way round: who has both can work out some that are small."
    )


def _write_public(folder: Path, shelf: DuckDBPyConnection, request: ReleaseRequest) -> None:
    tables = public_tables(request)
    export_duckdb(shelf, tables, folder / "benchmarks.duckdb")
    export_parquet(shelf, tables, folder / "parquet")
    policy = load_policy(request.seeds, request.facts.disclosure_policy)
    export_ees(shelf, folder / "ees", seeds=request.seeds, symbols=policy.standard_symbols)
    write_dictionary(tables, folder / "data_dictionary.csv")
    write_datapackage(tables, folder / "datapackage.json")


def _row_counts(shelf: DuckDBPyConnection, tables: tuple[ReleasedTable, ...]) -> dict[str, int]:
    counts = {}
    for table in tables:
        ((count,),) = shelf.execute(f"SELECT count(*) FROM {quote(table.name)}").fetchall()
        counts[table.name] = count
    return counts


def _holds_the_same(current: Release, request: ReleaseRequest) -> bool:
    same = current.content_fingerprint == request.facts.content_fingerprint
    told = read_manifest(current.folder) or {}
    same = same and told.get("disclosure_policy") == request.facts.disclosure_policy
    return same and not verify(current.folder)


def _set_modes(folder: Path) -> None:
    """Public files for everyone, internal ones for the group; folders can be entered likewise."""
    for path in (folder, *folder.rglob("*")):
        inside = path.relative_to(folder).parts[:1] == (_INTERNAL,)
        group_only = 0o750 if path.is_dir() else 0o640
        everyone = 0o755 if path.is_dir() else 0o644
        path.chmod(group_only if inside else everyone)


def _require_whole(folder: Path) -> None:
    """Read back what was written: only what is on disk and right may be seen."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)
    problems = verify(folder)
    if problems:
        raise CjwError(
            f"The release did not reach the disk whole: {'; '.join(problems)}.",
            remedy="Check the disk's space and health, then publish again.",
        )


def _reveal(building: Path, folder: Path) -> Path:
    """Give the release its name: it can be seen from here on, though `current` does not name it.

    A whole release of that name is what a run left that was killed before it moved `current`.
    """
    if not folder.exists():
        building.rename(folder)
        sync(folder.parent)
    elif verify(folder):
        raise CjwError(
            f"There is a damaged release {folder.name} already.",
            remedy="Delete its folder, then publish again.",
        )
    return folder
