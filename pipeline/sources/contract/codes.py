"""The code lists that contracts name.

A list is a seed of its own (`seeds/legal_status.csv`, where models need more than labels) or rows of the source's
`seeds/<source>_code.csv` (columns code_list, code, label, first_year, last_year).
"""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ProjectError
from pipeline.sources.seed import read_seed


@dataclass(frozen=True)
class Code:
    """One code: what it stands for, and the collection years in which it may be used (None: no limit)."""

    code: str
    label: str
    first_year: int | None
    last_year: int | None


def read_codes(seeds: Path, source: str, name: str) -> tuple[Code, ...]:
    """Return the codes of a list that a contract of a source names.

    Raises:
        ProjectError: There is no such list.
    """
    if (seeds / f"{name}.csv").exists():
        rows = read_seed(seeds, name)
    else:
        rows = [row for row in read_seed(seeds, f"{source}_code") if row["code_list"] == name]
    if not rows:
        raise ProjectError(
            f"There is no code list {name!r}.",
            remedy=f"Add it to seeds/{source}_code.csv, or correct the contract.",
        )
    return tuple(
        Code(row["code"], row["label"], _year(row["first_year"]), _year(row["last_year"]))
        for row in rows
    )


def _year(text: str) -> int | None:
    return int(text) if text else None
