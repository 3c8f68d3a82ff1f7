"""The gate's policy: `seeds/gate_policy.csv` as checked, frozen rows.

Which conditions there are is fixed here; which of them count, their limits and what follows are
data that an installation may change. What they lead to is told in `gate`.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

_SHARES = ("rows_refused", "rows_failing")
_OF_A_RETURN = ("module_missing", *_SHARES)


class PolicyRow(BaseModel):
    """One condition that the gate looks for, and what follows.

    Attributes:
        policy_id: Short name.
        condition: What is looked for.
        table_name: Module of the return that it is about; None for expectations and checks.
        severity: Severity of the rules or expectations that count; None when it plays no part.
        limit_percent: Share of rows above which the condition holds; None when it plays no part.
        action: What follows. Only what is about a return can withhold.
        meaning: Why it matters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    policy_id: str
    condition: Literal[
        "module_missing", "rows_refused", "rows_failing", "expectation_failed", "check_in_error"
    ]
    table_name: str | None
    severity: Literal["error", "query", "critical", "warning", "info"] | None
    limit_percent: float | None = Field(ge=0, le=100)
    action: Literal["stop", "withhold", "warn"]
    meaning: str

    @model_validator(mode="after")
    def _is_whole(self) -> PolicyRow:
        needs = {
            "table_name": self.condition in _OF_A_RETURN,
            "limit_percent": self.condition in _SHARES,
            "severity": self.condition in ("rows_failing", "expectation_failed"),
        }
        wrong = [name for name, needed in needs.items() if (getattr(self, name) is None) is needed]
        if wrong:
            raise ValueError(
                f"{', '.join(wrong)} and condition {self.condition} do not go together"
            )
        if self.action == "withhold" and self.condition not in _OF_A_RETURN:
            raise ValueError(f"{self.condition} is not about one return, so it cannot withhold one")
        return self


def load_policy(seeds: Path) -> tuple[PolicyRow, ...]:
    """Return the rows of `gate_policy.csv` in a folder of seeds.

    Raises:
        ProjectError: Rows that are not policy, all of them together, each with its line.
    """
    with (seeds / "gate_policy.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    rows: list[PolicyRow] = []
    faults: list[str] = []
    for line, row in enumerate(cells, start=2):
        try:
            rows.append(
                PolicyRow.model_validate({name: cell or None for name, cell in row.items()})
            )
        except ValidationError as error:
            reasons = (".".join(map(str, e["loc"])) + " " + e["msg"] for e in error.errors())
            faults.append(f"gate_policy.csv:{line}: {'; '.join(reasons)}")
    if faults:
        raise ProjectError(
            "The gate's policy is at fault:\n" + "\n".join(faults),
            remedy="Mend these lines of seeds/gate_policy.csv; gate_policy.yaml explains them.",
        )
    return tuple(rows)
