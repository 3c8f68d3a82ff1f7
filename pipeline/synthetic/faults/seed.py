"""Reading `seeds/calibration/fault_kind.csv`, the kinds of fault with the rules that must find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ProjectError
from pipeline.sources.api import read_seed
from pipeline.synthetic.faults.definition import FaultKind
from pipeline.synthetic.faults.registry import PLANTERS
from pipeline.synthetic.faults.rows import MISSING_MODULE

if TYPE_CHECKING:
    from pathlib import Path


def load_fault_kinds(folder: Path) -> tuple[FaultKind, ...]:
    """Return the kinds of fault.

    Args:
        folder: `seeds/calibration`.

    Raises:
        ProjectError: The seed cannot be read, or names a kind that nothing plants.
    """
    kinds = tuple(_kind(row) for row in read_seed(folder, "fault_kind"))
    unknown = sorted({kind.kind for kind in kinds} - PLANTERS.keys() - {MISSING_MODULE})
    if unknown:
        raise ProjectError(
            "seeds/calibration/fault_kind.csv names kinds of fault that nothing plants: "
            f"{', '.join(unknown)}.",
            remedy="Correct the name, or write a function for it in pipeline/synthetic/faults.",
        )
    return kinds


def _kind(row: dict[str, str]) -> FaultKind:
    return FaultKind(
        kind=row["kind"],
        source=row["source"],
        table=row["table_name"],
        column=row["column_name"],
        other_column=row["other_column"],
        wrong_values=tuple(row["wrong_values"].split("|")) if row["wrong_values"] else (),
        rule_code=row["rule_code"],
        also=tuple(row["also"].split()),
        weight=float(row["weight"]),
        first_year=int(row["first_year"]) if row["first_year"] else None,
        last_year=int(row["last_year"]) if row["last_year"] else None,
    )
