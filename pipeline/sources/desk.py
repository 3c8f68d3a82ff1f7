"""What the receiving of every file of a run needs, loaded once.

Only data belongs here; the steps are in `receive`, `parcel` and `ingest`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.sources.authority import Gazetteer, load_gazetteer
from pipeline.sources.ssda903.contract import Module, heading_key, load_modules
from pipeline.sources.ssda903.recognise import known_keys

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pipeline.settings import Home
    from pipeline.sources.receipt import PlaceKey, Receipt


@dataclass(frozen=True)
class Desk:
    """The state of a run of the ingest.

    Attributes:
        home: The data home.
        modules: The modules of the return.
        gazetteer: The local authorities.
        key: The key of the child pseudonyms.
        now: The moment of receipt.
        in_force: The submission in force for each place; each accepted file changes it.
    """

    home: Home
    modules: tuple[Module, ...]
    gazetteer: Gazetteer
    key: bytes
    now: datetime
    in_force: dict[PlaceKey, Receipt]

    @cached_property
    def _known(self) -> frozenset[str]:
        return known_keys(self.modules)

    def is_known(self, heading: str) -> bool:
        """Tell whether a heading is one of the return."""
        return heading_key(heading) in self._known


def open_desk(home: Home, *, seeds: Path, key: bytes, now: datetime) -> Desk:
    """Return a desk with the seeds loaded and nothing in force yet.

    Raises:
        ProjectError: A seed cannot be read.
    """
    return Desk(home, load_modules(seeds), load_gazetteer(seeds), key, now, {})
