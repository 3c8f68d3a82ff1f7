"""`python -m pipeline.synthetic.calibration FOLDER`: the published seeds made again from published files.

What belongs here: which topics there are, and writing their seeds. What does not: reading any published file (one
module a topic in `from_published`).
"""

from __future__ import annotations

import csv
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.from_published.seed_file import SeedFile

TOPICS = ("care", "placement", "care_event", "need", "court", "money")


def published_seeds(published: Path) -> list[SeedFile]:
    """Return every published seed, read from a folder that has `published/`, `reference/` and `tables/`.

    Raises:
        OSError: A file is not there.
    """
    package = "pipeline.synthetic.calibration.from_published"
    return [
        seed for topic in TOPICS for seed in import_module(f"{package}.{topic}").build(published)
    ]


def write_seed(folder: Path, seed: SeedFile) -> Path:
    """Write a seed as CSV and return its path."""
    path = folder / f"{seed.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(seed.columns)
        writer.writerows(seed.rows)
    return path


if __name__ == "__main__":
    calibration = find_project_dir() / "seeds" / "calibration"
    for made in published_seeds(Path(sys.argv[1])):
        print(write_seed(calibration, made).name, len(made.rows))  # noqa: T201 - a command of developers
