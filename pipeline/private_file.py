"""Writing a file that is for its owner alone (0600), so that nobody ever opens half of it.

What is written to it, and the folder (0700) that it lies in, are the caller's affair.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def private_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside a path to write to; when that is done it takes the path's place.

    Where writing fails, what stood there stands and nothing is left beside it.

    Raises:
        OSError: Nothing can be written there.
    """
    # Made so that no other account can open it, not even before anything is in it.
    descriptor, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(descriptor)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
