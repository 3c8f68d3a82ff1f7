"""Reading a seed CSV into plain mappings of text.

Nothing about the meaning of a seed belongs here: whoever needs a seed gives its rows their types.
"""

import csv
from pathlib import Path

from pipeline.errors import ProjectError


def read_seed(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of `<folder>/<name>.csv`, heading to text.

    Raises:
        ProjectError: The file cannot be read.
    """
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ProjectError(
            f"The seed {path.name} cannot be read ({error.strerror}).",
            remedy="Restore it from the project's repository.",
        ) from error


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list separated by semicolons.

    >>> split_list("Hull; Hull City;")
    ('Hull', 'Hull City')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
