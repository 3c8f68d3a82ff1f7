"""One published seed as rows of text, before it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SeedFile:
    """The rows of one CSV of `seeds/calibration/`.

    Attributes:
        name: Its name without the ending, such as care_flow.
        columns: Its headings, in order.
        rows: Its rows, in the order in which they are written.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
