"""The gate's policy: `seeds/quality_policy.csv` as checked, frozen rows.

Which conditions there are is fixed here; which of them count, their limits and what follows are
data that an installation may change, for all local authorities or for one. What they lead to is
told in `gate`.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_FILE = "quality_policy.csv"
_SHARES = ("rows_refused", "rows_failing", "rows_fewer")
_OF_A_RETURN = ("module_missing", *_SHARES)
_ALL = "all"


class PolicyRow(BaseModel):
    """One condition that the gate looks for, and what follows.

    Attributes:
        policy_id: Short name.
        la_code: `all`, or the local authority for which the row takes the place of the general one.
        condition: What is looked for.
        source: Source of the module; None for expectations and checks.
        table_name: Module of the return that it is about; None for expectations and checks.
        severity: Severity of the rules or expectations that count; None when it plays no part.
        limit_percent: Share of rows above which the condition holds; None when it plays no part.
        action: What follows. Only what is about a return can withhold or be noted.
        meaning: Why it matters.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    policy_id: str
    la_code: Annotated[str, Field(pattern=r"^(all|E\d{8})$")]
    condition: Literal[
        "module_missing",
        "rows_refused",
        "rows_failing",
        "rows_fewer",
        "expectation_failed",
        "check_in_error",
    ]
    source: str | None
    table_name: str | None
    severity: Literal["error", "query", "critical", "warning", "info"] | None
    limit_percent: float | None = Field(ge=0, le=100)
    action: Literal["stop", "withhold", "note", "warn", "publish"]
    meaning: str

    @property
    def is_about_a_return(self) -> bool:
        """Whether it is looked for in one return, and not in the run as a whole."""
        return self.condition in _OF_A_RETURN

    @property
    def module(self) -> tuple[str | None, str | None]:
        """The source and table that it is about."""
        return self.source, self.table_name

    @model_validator(mode="after")
    def _is_whole(self) -> PolicyRow:
        needs = {
            "source": self.is_about_a_return,
            "table_name": self.is_about_a_return,
            "limit_percent": self.condition in _SHARES,
            "severity": self.condition in ("rows_failing", "expectation_failed"),
        }
        wrong = [name for name, needed in needs.items() if (getattr(self, name) is None) is needed]
        if wrong:
            raise ValueError(
                f"{', '.join(wrong)} and condition {self.condition} do not go together"
            )
        if not self.is_about_a_return and (
            self.action in ("withhold", "note") or self.la_code != _ALL
        ):
            raise ValueError(
                f"{self.condition} is not about one return: it cannot withhold or note one, "
                "nor be of one local authority"
            )
        return self


def load_policy(seeds: Path) -> tuple[PolicyRow, ...]:
    """Return the rows of `quality_policy.csv` in a folder of seeds.

    Raises:
        ProjectError: Rows that are not policy, all of them together, each with its line.
    """
    with (seeds / _FILE).open(encoding="utf-8", newline="") as file:
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
            faults.append(f"{_FILE}:{line}: {'; '.join(reasons)}")
    faults += _without_general_row(rows)
    if faults:
        raise ProjectError(
            "The gate's policy is at fault:\n" + "\n".join(faults),
            remedy=f"Mend these lines of seeds/{_FILE}; quality_policy.yaml explains them.",
        )
    return tuple(rows)


def _without_general_row(rows: Sequence[PolicyRow]) -> Iterator[str]:
    """Say which rows of one local authority take the place of no general row about the same."""
    about = {row.policy_id: _subject(row) for row in rows if row.la_code == _ALL}
    for row in rows:
        if about.get(row.policy_id) != _subject(row):
            yield (
                f"{_FILE}: {row.policy_id} of {row.la_code} takes the place of no row of all "
                "with the same condition, source, table_name and severity"
            )


def _subject(row: PolicyRow) -> tuple[str | None, ...]:
    return row.condition, row.source, row.table_name, row.severity


def rows_for(policy: Sequence[PolicyRow], la_code: str) -> list[PolicyRow]:
    """Return the policy of one local authority: its own row where it has one, else the general."""
    own = {row.policy_id: row for row in policy if row.la_code == la_code}
    return [own.get(row.policy_id, row) for row in policy if row.la_code == _ALL]
