"""What the receiving of every file of a run needs, loaded once.

Only data belongs here; the steps are in `receive`, `parcel` and `ingest`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.sources.matching.book import Book, load_book
from pipeline.sources.placing.authority import load_gazetteer
from pipeline.sources.placing.place import Clerk

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pipeline.settings import Home
    from pipeline.sources.keeping.receipt import PlaceKey, Receipt


@dataclass(frozen=True)
class Desk:
    """The state of a run of the ingest.

    Attributes:
        home: The data home.
        book: The sources and the mappings of local headings.
        clerk: Who places files.
        key: The key of the child pseudonyms.
        now: The moment of receipt.
        in_force: The submission in force for each place; each accepted file changes it.
    """

    home: Home
    book: Book
    clerk: Clerk
    key: bytes = field(repr=False)
    now: datetime
    in_force: dict[PlaceKey, Receipt]


def open_desk(home: Home, *, project: Path, key: bytes, now: datetime) -> Desk:
    """Return a desk with the contracts loaded and nothing in force yet.

    Raises:
        ProjectError: A contract or a seed cannot be read.
        UsageError: A mapping of local headings cannot be used.
    """
    book = load_book(project, mappings=home.mappings)
    clerk = Clerk(load_gazetteer(project / "seeds"), now.date())
    return Desk(home, book, clerk, key, now, {})
