"""The manifest of a release: what it was made from, what it holds, and proof that it is whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.release.definition import ReleaseFacts

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Contents:
    """What a release says of itself: id, time, facts, rows of each table by shelf, what it tells with another."""

    release_id: str
    created_at: str
    facts: ReleaseFacts
    rows: Mapping[str, Mapping[str, int]]
    told_together: Mapping[str, object]


def write_manifest(folder: Path, contents: Contents) -> None:
    """Write `manifest.json` over everything else that the folder holds."""
    facts = contents.facts
    manifest = {
        "release_id": contents.release_id,
        "created_at": contents.created_at,
        "code_version": facts.code_version,
        "content_fingerprint": facts.content_fingerprint,
        "gate_result": facts.gate_result,
        "gate": dict(facts.gate),
        "disclosure_policy": facts.disclosure_policy,
        "inputs": [asdict(file) for file in facts.inputs],
        "rows": {shelf: dict(tables) for shelf, tables in contents.rows.items()},
        "told_together": dict(contents.told_together),
        "files": [_file_entry(folder, path) for path in _files(folder)],
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a release, or None when there is none that can be read."""
    # Any: JSON, read by key where it is used.
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    needed = {"release_id", "created_at", "content_fingerprint", "files"}
    return manifest if isinstance(manifest, dict) and needed <= set(manifest) else None


def verify(folder: Path) -> list[str]:
    """Hold every file of a release against its manifest.

    Returns:
        What is wrong, a line a file; empty when the release is whole.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return [f"{folder.name}: {MANIFEST} is missing or cannot be read"]
    listed = {entry["path"]: entry for entry in manifest["files"]}
    present = {_relative(folder, path) for path in _files(folder)}
    problems = [f"{path}: missing" for path in sorted(set(listed) - present)]
    problems += [f"{path}: not in the manifest" for path in sorted(present - set(listed))]
    for path in sorted(present & set(listed)):
        if _file_entry(folder, folder / path) != listed[path]:
            problems.append(f"{path}: changed since the release")
    return problems


def _files(folder: Path) -> Iterator[Path]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return iter(sorted(path for path in paths if path != folder / MANIFEST))


def _relative(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _file_entry(folder: Path, path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": _relative(folder, path), "bytes": path.stat().st_size, "sha256": digest}
