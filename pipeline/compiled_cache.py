"""Remembering the compiled project from one command to the next, as long as no file of it and no code changed.

What belongs here: where the memory lies, when it holds, and that nobody depends on it: what cannot be read or written
is compiled again. What does not: compiling (`workspace`), and anything received, which never comes near it.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from pipeline.private_file import private_file

if TYPE_CHECKING:
    from pipeline.workspace import Workspace

_PARTS = ("contracts", "expectations", "seeds", "sql_models")
_KEPT = 8


def recall(project_dir: Path) -> Workspace | None:
    """Return the project as it was compiled from the very same files by the very same code, or None."""
    # Whatever an older or a broken file raises, the answer is to compile again.
    with suppress(Exception):
        content = _place(project_dir).read_bytes()
        # Only this account can write there, as with the bytecode that Python keeps.
        workspace: Workspace = pickle.loads(content)  # noqa: S301
        return workspace
    return None


def remember(project_dir: Path, workspace: Workspace) -> None:
    """Keep a compiled project, and of older ones the few latest; where that cannot be, do without."""
    with suppress(OSError):
        place = _place(project_dir)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with private_file(place) as unfinished, unfinished.open("wb") as file:
            pickle.dump(workspace, file, protocol=pickle.HIGHEST_PROTOCOL)
        kept = sorted(place.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_KEPT:]:
            path.unlink(missing_ok=True)


def _place(project_dir: Path) -> Path:
    return user_cache_path("child-journey-warehouse") / f"{_fingerprint(project_dir)}.pickle"


def _fingerprint(project_dir: Path) -> str:
    """Hash all that compiling reads: the project's files, our code, and the versions of what parses and types."""
    libraries = [f"{name} {version(name)}" for name in ("duckdb", "pydantic", "sqlglot")]
    digest = hashlib.sha256("\n".join([sys.version, str(project_dir), *libraries]).encode())
    code = sorted(Path(__file__).parent.rglob("*.py"))
    files = (p for part in _PARTS for p in sorted((project_dir / part).rglob("*")) if p.is_file())
    for path in (*code, *files):
        content = path.read_bytes()
        digest.update(f"{path}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()
