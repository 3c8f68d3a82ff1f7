"""Waivers: what somebody answers for, so that the gate does not hold it against a return, until a day.

They are an installation's own (`waivers.csv` in its data home), so a line that cannot be used is
told and passed over, and never stops a run. What a waiver lifts is decided in `gate`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

COLUMNS = ("policy_id", "rule_code", "la_code", "collection_year", "owner", "reason", "expires")


def _as_date(cell: object) -> object:
    """Read a day as a spreadsheet writes it, too; what is neither form is told as no date."""
    try:
        return datetime.strptime(str(cell), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return cell


class Waiver(BaseModel):
    """Leave for one return to break a condition of the policy or a rule.

    Attributes:
        policy_id: The condition that is waived; None when a rule is.
        rule_code: The rule whose findings do not count; None when a condition is waived.
        la_code: Local authority.
        collection_year: Year of its return.
        owner: Who answers for it: a post, not a person's name.
        reason: Why, for the readers of the release.
        expires: Last day on which it holds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    policy_id: str | None = None
    rule_code: str | None = None
    la_code: Annotated[str, Field(pattern=r"^E\d{8}$")]
    collection_year: Annotated[int, Field(ge=1990, le=2100)]
    owner: Annotated[str, Field(min_length=2)]
    reason: Annotated[str, Field(min_length=10)]
    expires: Annotated[date, BeforeValidator(_as_date)]

    @model_validator(mode="after")
    def _waives_one_thing(self) -> Waiver:
        if (self.policy_id is None) is (self.rule_code is None):
            raise ValueError("give either policy_id or rule_code")
        return self

    @property
    def place(self) -> tuple[str, int]:
        """The local authority and year that it is about."""
        return self.la_code, self.collection_year

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force."""
        return day <= self.expires


@dataclass(frozen=True)
class Waivers:
    """The waivers of an installation.

    Attributes:
        held: Those that can be used, expired ones among them.
        faults: What is wrong with the others: a sentence a line, with file, line and field.
    """

    held: tuple[Waiver, ...] = ()
    faults: tuple[str, ...] = ()


def load_waivers(
    path: Path, *, policy_ids: Collection[str], rule_codes: Collection[str]
) -> Waivers:
    """Read a file of waivers; one that is not there has none.

    Args:
        path: A CSV file with the headings `COLUMNS`, in any order.
        policy_ids: The conditions that there are and that can be waived.
        rule_codes: The rules that there are.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Waivers()
    except (OSError, UnicodeDecodeError):
        return Waivers(faults=(f"{path.name} cannot be read: save it as CSV in UTF-8.",))
    reader = csv.DictReader(text.splitlines())
    if set(reader.fieldnames or ()) != set(COLUMNS):
        return Waivers(faults=(f"{path.name}:1: its headings must be {', '.join(COLUMNS)}.",))
    held: list[Waiver] = []
    faults: list[str] = []
    for row in reader:
        place = f"{path.name}:{reader.line_num}"
        try:
            waiver = Waiver.model_validate({n: (c or "").strip() or None for n, c in row.items()})
        except (ValidationError, AttributeError, TypeError) as error:
            faults += [f"{place}{fault}" for fault in _faults(error)]
            continue
        strange = _unknown(waiver, policy_ids, rule_codes)
        faults += [f"{place}, {strange}"] if strange else []
        held += [] if strange else [waiver]
    return Waivers(tuple(held), tuple(faults))


def _faults(error: Exception) -> Iterator[str]:
    if not isinstance(error, ValidationError):
        yield ": the line has more cells than headings. It is not used."
        return
    for one in error.errors(include_input=False):
        field = ", " + ".".join(map(str, one["loc"])) if one["loc"] else ""
        yield f"{field}: {one['msg'].removeprefix('Value error, ')}. The line is not used."


def _unknown(waiver: Waiver, policy_ids: Collection[str], rule_codes: Collection[str]) -> str:
    if waiver.policy_id is not None and waiver.policy_id not in policy_ids:
        return "policy_id: there is none of that name that is about a return. The line is not used."
    if waiver.rule_code is not None and waiver.rule_code not in rule_codes:
        return "rule_code: there is no such rule. The line is not used."
    return ""
