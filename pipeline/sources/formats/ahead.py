"""Making the next piece in a thread while the last one is used.

What belongs here: that. What does not: what the pieces are.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


def read_ahead(pieces: Iterator[T]) -> Iterator[T]:
    """Yield pieces in their order, each made while the one before is used.

    What making a piece raises is raised here. One piece more than without it is held.

    >>> list(read_ahead(iter("abc")))
    ['a', 'b', 'c']
    """
    with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as thread:
        ahead = thread.submit(next, pieces, None)
        while (piece := ahead.result()) is not None:
            ahead = thread.submit(next, pieces, None)
            yield piece
