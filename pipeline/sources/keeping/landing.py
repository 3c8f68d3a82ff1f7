"""Copies of what was received: staged under a temporary name, then kept under their content's.

A landed file is immutable (0400) and never edited: the raw layer can be rebuilt from it. What does
not belong here: refused files (`quarantine`), what a file is.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import RefusedError
from pipeline.settings import Home
from pipeline.sources.keeping.durable import put_in_place, temporary_path

_PIECE = 1 << 20


@dataclass(frozen=True)
class Staged:
    """A file copied under a temporary name.

    Attributes:
        path: The copy.
        sha256: Of its content.
    """

    path: Path
    sha256: str


class UnreadableError(RefusedError):
    """What was sent cannot be read to its end."""


def stage(home: Home, source: BinaryIO, *, failures: tuple[type[Exception], ...]) -> Staged:
    """Copy an open file to a temporary name and hash it on the way.

    Args:
        home: The data home.
        source: The open file.
        failures: What reading it may raise. A failure to write the copy is no fault of the file and
            is not caught.

    Raises:
        UnreadableError: It cannot be read.
    """
    path, digest = temporary_path(home), hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as copy:
            while piece := _read(source, failures):
                digest.update(piece)
                copy.write(piece)
    except UnreadableError:
        path.unlink()
        raise
    return Staged(path, digest.hexdigest())


def _read(source: BinaryIO, failures: tuple[type[Exception], ...]) -> bytes:
    try:
        return source.read(_PIECE)
    except failures as error:
        raise UnreadableError(
            f"The file cannot be read to its end ({type(error).__name__}).", remedy="Send it again."
        ) from error


def landed_path(home: Home, sha256: str) -> Path:
    """Return where a content is, or would be, in landing."""
    return home.landing / sha256[:2] / sha256


def land(home: Home, staged: Staged) -> None:
    """Keep a staged file for good; what is there under that name has the same content."""
    put_in_place(staged.path, landed_path(home, staged.sha256), mode=0o400)
