"""Reading a pathway that somebody wrote as YAML, with messages that name file, line and field.

What belongs here: what such a file may say, and turning placements into processes. What does not: prices.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.costing.definition import Pathway, Step
from pipeline.costing.months import months_between
from pipeline.costing.price_list import name_key
from pipeline.errors import UsageError
from pipeline.modelling.api import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.costing.definition import Process
    from pipeline.costing.price_list import PriceList

_UNITS = {
    "times": "EVENT",
    "months": "MONTH",
    "weeks": "WEEK",
    "sessions": "SESSION",
    "hours": "HOUR",
    "packages": "PACKAGE",
    "years": "YEAR",
    "quantity": "",
}
# What pydantic adds to the place of a fault where a value may be of several types.
_BRANCHES = ("decimal", "str")
_FROM_PLACEMENTS = ("LAC1", "LAC3", "LAC4", "LAC5")
_DAY = re.compile(r"\b\d{4}-\d{1,2}-\d{1,2}\b")
_IN_OUR_WORDS = {
    "extra_forbidden": "there is no such field",
    "missing": "it is missing",
}
_Amount = Annotated[Decimal, Field(ge=0, le=10_000_000)]


class _Spell(BaseModel):
    """From a day until another, the first that is not covered."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    from_date: date | None = Field(default=None, alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> _Spell:
        if self.from_date and self.until and self.from_date >= self.until:
            raise ValueError("until is not after from")
        return self


class _Item(_Spell):
    """A process or service: what, and how often, how long or from when until when."""

    process: str
    kind: str = ""
    unit_cost: _Amount | None = None
    note: str = ""
    times: _Amount | None = None
    months: _Amount | None = None
    weeks: _Amount | None = None
    sessions: _Amount | None = None
    hours: _Amount | None = None
    packages: _Amount | None = None
    years: _Amount | None = None
    quantity: _Amount | None = None

    @model_validator(mode="after")
    def _has_one_quantity(self) -> _Item:
        given = [name for name in _UNITS if getattr(self, name) is not None]
        given += ["from"] if self.from_date else []
        if len(given) != 1:
            ways = ", ".join(_UNITS)
            raise ValueError(f"give one of {ways}, or from and until; there is {given or 'none'}")
        return self


class _Placement(_Spell):
    """A placement: of what kind, from when until when."""

    from_date: date = Field(alias="from")
    kind: str = ""
    unit_cost: _Amount | None = None
    note: str = ""


class _Document(_Spell):
    """A whole pathway; `from` and `until` are the window outside which nothing is costed."""

    title: str
    la: str = ""
    year: int | None = None
    kind: str = ""
    supported: bool | None = None
    note: str = ""
    prices: dict[str, _Amount | str] = {}
    placements: tuple[_Placement, ...] = ()
    processes: tuple[_Item, ...] = ()
    support: tuple[_Item, ...] = ()

    @field_validator("year", mode="before")
    @classmethod
    def _year(cls, written: object) -> object:
        """Take 2012-13 and 2012/13 for the year in which their 31 March falls."""
        text = str(written).replace("/", "-")
        first, dash, second = text.partition("-")
        if not dash:
            return written
        if not (first.isdigit() and len(first) == 4 and second == f"{(int(first) + 1) % 100:02d}"):
            raise ValueError("write a financial year as 2013 or 2012-13")
        return int(first) + 1


def read_pathway(path: Path, prices: PriceList) -> Pathway:
    """Read one pathway.

    Args:
        path: The YAML file; `docs/cost-calculator.md` says what it may hold.
        prices: Where the processes are found by name.

    Raises:
        UsageError: The file cannot be read as a pathway; every fault is named with its line.
    """
    written = ""
    try:
        written = path.read_text(encoding="utf-8")
        text = read_yaml(written)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror}).", remedy="Name a file that exists."
        ) from None
    except (yaml.YAMLError, ValueError) as error:  # a date that is none is a ValueError
        raise _refused([f"{path.name}{_unread(error, written)}"]) from None

    def place(*location: str | int) -> str:
        return f"{path.name}, line {text.line_of(location) + 1}"

    if not isinstance(text.content, dict):
        raise _refused([f"{path.name}: it holds no fields such as title and processes"])
    try:
        document = _Document.model_validate(text.content)
    except ValidationError as error:
        raise _refused([_told(wrong, place) for wrong in error.errors()]) from None
    return _Reading(document, prices.processes, place).pathway()


class _Reading:
    """One pass over a document, which gathers what is wrong with it."""

    def __init__(
        self, document: _Document, processes: dict[str, Process], place: Callable[..., str]
    ) -> None:
        self.document = document
        self.processes = processes
        self.place = place
        self.problems: list[str] = []
        self.stated = {
            process.code: price
            for name, price in document.prices.items()
            if (process := self._process(name, "prices", name))
        }

    def pathway(self) -> Pathway:
        document = self.document
        steps = (*self._placement_steps(), *self._item_steps())
        if not (steps or self.problems):
            self.problems.append(
                f"{self.place()}: it has neither placements, processes nor support"
            )
        if self.problems:
            raise _refused(self.problems)
        return Pathway(
            title=document.title,
            la=document.la,
            year=document.year,
            kind=document.kind,
            is_supported=document.supported,
            steps=steps,
        )

    def _process(self, name: str, *location: str | int) -> Process | None:
        found = self.processes.get(name_key(name))
        if not found:
            self.problems.append(f"{self.place(*location)}: no process is called {name!r}")
        return found

    def _step(self, process: Process, quantity: Decimal, unit: str, **more: Any) -> Step:
        """Return a step, with the price that the document states for its process unless it has its own."""
        stated = self.stated.get(process.code)
        kind, pounds = more.get("kind", ""), more.get("pounds")
        if pounds is None and not kind:
            pounds = stated if isinstance(stated, Decimal) else None
            kind = stated if isinstance(stated, str) else ""
        return Step(self.place(*more["location"]), process, quantity, unit, kind, pounds)

    def _item_steps(self) -> Iterator[Step]:
        for field in ("processes", "support"):
            for number, item in enumerate(getattr(self.document, field)):
                location = (field, number)
                process = self._process(item.process, *location)
                if process and self._is_free(process, location):
                    quantity, unit = self._quantity(item, process, location)
                    yield self._step(
                        process,
                        quantity,
                        unit,
                        kind=item.kind,
                        pounds=item.unit_cost,
                        location=location,
                    )

    def _is_free(self, process: Process, location: tuple[str | int, ...]) -> bool:
        taken = bool(self.document.placements) and process.code in _FROM_PLACEMENTS
        if taken:
            self.problems.append(
                f"{self.place(*location)}: {process.name} is counted from the placements already"
            )
        return not taken

    def _quantity(
        self, item: _Item, process: Process, location: tuple[str | int, ...]
    ) -> tuple[Decimal, str]:
        for name, unit in _UNITS.items():
            if (given := getattr(item, name)) is not None:
                return given, unit or process.unit
        return self._months(item, location), "MONTH"

    def _months(self, spell: _Spell, location: tuple[str | int, ...]) -> Decimal:
        """Return the months of a spell within the window."""
        window = self.document
        ends = [day for day in (spell.until, window.until) if day]
        if not (spell.from_date and ends):
            self.problems.append(
                f"{self.place(*location)}: it has no until, and neither has the pathway"
            )
            return Decimal(0)
        first = max(spell.from_date, window.from_date or spell.from_date)
        return months_between(first, min(ends))

    def _placement_steps(self) -> Iterator[Step]:
        """Turn placements into finding them (LAC 1, LAC 5), keeping them (LAC 3) and leaving care (LAC 4)."""
        window = self.document
        numbered = sorted(enumerate(window.placements), key=lambda each: each[1].from_date)
        before: date | None = None
        for place, (number, spell) in enumerate(numbered):
            location = ("placements", number)
            following = numbered[place + 1][1].from_date if place + 1 < len(numbered) else None
            if following and (not spell.until or spell.until > following):
                self.problems.append(
                    f"{self.place(*location)}: the next placement begins before its until"
                )
            if not window.from_date or spell.from_date >= window.from_date:
                found = "LAC5" if before == spell.from_date else "LAC1"
                yield self._step(
                    self.processes[found.lower()], Decimal(1), "EVENT", location=location
                )
            months = self._months(spell, location)
            yield self._step(
                self.processes["lac3"], months, "MONTH",
                kind=spell.kind, pounds=spell.unit_cost, location=location,
            )  # fmt: skip
            within = spell.until and not (window.until and spell.until > window.until)
            if within and following != spell.until:
                yield self._step(self.processes["lac4"], Decimal(1), "EVENT", location=location)
            before = spell.until


def _told(wrong: Any, place: Callable[..., str]) -> str:
    location = [part for part in wrong["loc"] if part not in _BRANCHES]
    field = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in location)
    message = _IN_OUR_WORDS.get(wrong["type"], wrong["msg"].removeprefix("Value error, "))
    return f"{place(*location)}: {field or 'the pathway'}: {message}"


def _unread(error: Exception, written: str) -> str:
    """Return where a text stops being YAML, and why."""
    if mark := getattr(error, "problem_mark", None):
        return f", line {mark.line + 1}: it is no YAML: {getattr(error, 'problem', '')}"
    for number, line in enumerate(written.splitlines(), start=1):
        for day in _DAY.findall(line):
            if not _is_day(day):
                return f", line {number}: {day} is no day"
    return f": it is no text in UTF-8 ({type(error).__name__})"


def _is_day(written: str) -> bool:
    try:
        date(*map(int, written.split("-")))
    except ValueError:
        return False
    return True


def _refused(problems: list[str]) -> UsageError:
    return UsageError(
        "The pathway cannot be read:\n  " + "\n  ".join(problems),
        remedy="Correct these lines; docs/cost-calculator.md says what a pathway may hold.",
    )
