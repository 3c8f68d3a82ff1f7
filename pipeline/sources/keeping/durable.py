"""Writing files so that a kill or a power cut at any instant leaves each of them whole or absent.

A file is written under a temporary name in one folder, flushed to the disk, then renamed into
place. What is left in that folder after a kill is rubbish and is swept. No knowledge of what the
files hold belongs here.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.settings import Home


def temporary_folder(home: Home) -> Path:
    """Return the one folder for files that are not yet in place."""
    return home.landing / ".incoming"


def temporary_path(home: Home) -> Path:
    """Return a fresh name in the temporary folder."""
    folder = make_private(temporary_folder(home))
    return folder / secrets.token_hex(8)


def sweep(home: Home) -> int:
    """Remove what a killed run left half written, and return how many files that was."""
    folder = temporary_folder(home)
    left = list(folder.iterdir()) if folder.is_dir() else []
    for path in left:
        path.unlink()
    return len(left)


def make_private(folder: Path) -> Path:
    """Make a folder and its missing parents, each readable by its owner alone (0700)."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def put_in_place(temporary: Path, target: Path, *, mode: int = 0o600) -> None:
    """Flush a finished temporary file to the disk and rename it to its target, replacing it."""
    temporary.chmod(mode)
    with _descriptor(temporary) as file:
        os.fsync(file)
    make_private(target.parent)
    temporary.replace(target)
    with _descriptor(target.parent) as folder:
        os.fsync(folder)


def write_text(home: Home, target: Path, text: str) -> None:
    """Write a text file (UTF-8, 0600) whole or not at all."""
    temporary = temporary_path(home)
    temporary.write_text(text, encoding="utf-8", newline="")
    put_in_place(temporary, target)


@contextmanager
def _descriptor(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
