"""One writer at a time in a data home."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pipeline.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.settings import Home

# Long enough for a run's short last step, short enough for a person to wait.
_PATIENCE_SECONDS = 5.0


@contextmanager
def hold(home: Home) -> Iterator[None]:
    """Hold the data home for writing; the lock goes with the process, however that ends.

    Raises:
        BusyError: Another process holds it.
    """
    home.create()
    lock = FileLock(home.lock, timeout=_PATIENCE_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(
            f"Another run is writing to {home.root}.",
            remedy="Wait until it has ended, then run again.",
        ) from None
    try:
        yield
    finally:
        lock.release()
