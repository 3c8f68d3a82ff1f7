"""Fictional children and their periods of care, drawn from weights with a fixed seed. Writing files is in `returns`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

_MEAN_PERIOD_DAYS = 700
_MEAN_PLACEMENT_DAYS = 260
_ADULT = timedelta(days=6574)  # the eighteenth birthday
_FAMILY_PLACEMENTS = {"P1"}


@dataclass(frozen=True)
class Episode:
    """One episode of a life in care, with its end (a return before that day shows it open)."""

    start_date: date
    rne: str
    legal_status: str
    need: str
    placement: str
    provider: str
    end_date: date
    rec: str
    reason_for_change: str = ""


@dataclass(frozen=True)
class Child:
    """A fictional child with every episode of its life in care."""

    child_id: str
    is_boy: bool
    birth_date: date
    ethnicity: str
    is_uasc: bool
    episodes: tuple[Episode, ...]


class Weights:
    """The shares in `seeds/synthetic_weight.csv`, by subject."""

    def __init__(self, seeds: Path) -> None:
        self._shares: dict[str, dict[str, int]] = {}
        with (seeds / "synthetic_weight.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self._shares.setdefault(row["subject"], {})[row["code"]] = int(row["weight"])

    def of(self, subject: str) -> dict[str, int]:
        """Codes and weights of a subject."""
        return self._shares[subject]

    def draw(self, rng: Random, subject: str) -> str:
        """One code of a subject, by its weight."""
        shares = self._shares[subject]
        return rng.choices(list(shares), weights=list(shares.values()))[0]


@dataclass(frozen=True)
class Intake:
    """The children whom one LA begins to look after.

    Attributes:
        prefix: First letters of every child id.
        starts_a_year: First periods of care that begin in a year.
        first_day: First possible day of a start.
        last_day: Last day of the simulation: no period of care goes beyond it.
    """

    prefix: str
    starts_a_year: int
    first_day: date
    last_day: date


def make_children(rng: Random, weights: Weights, intake: Intake) -> Iterator[Child]:
    """Yield the children of an intake, some of them looked after more than once.

    Args:
        rng: Source of chance; the same state gives the same children.
        weights: The shares to draw from.
        intake: How many children, and when.
    """
    days = (intake.last_day - intake.first_day).days
    for number in range(round(intake.starts_a_year * days / 365)):
        start = intake.first_day + timedelta(days=rng.randrange(days))
        is_uasc = rng.random() < 0.05
        age_in_days = rng.randrange(5700, 6500) if is_uasc else int(rng.triangular(0, 6400, 600))
        birth_date = start - timedelta(days=age_in_days)
        last_day = min(intake.last_day, birth_date + _ADULT)
        yield Child(
            child_id=f"{intake.prefix}{number:05d}",
            is_boy=rng.random() < 0.56,
            birth_date=birth_date,
            ethnicity=weights.draw(rng, "ethnicity"),
            is_uasc=is_uasc,
            episodes=tuple(_life_in_care(rng, weights, start, last_day)),
        )


def _life_in_care(rng: Random, weights: Weights, start: date, last_day: date) -> Iterator[Episode]:
    while start < last_day:
        end = start + timedelta(days=1 + int(rng.expovariate(1 / _MEAN_PERIOD_DAYS)))
        period = list(_period_of_care(rng, weights, start, min(end, last_day)))
        yield from period
        if rng.random() > 0.2:
            return
        start = end + timedelta(days=rng.randrange(20, 500))


def _period_of_care(rng: Random, weights: Weights, start: date, end: date) -> Iterator[Episode]:
    need = weights.draw(rng, "category_of_need")
    legal_status = weights.draw(rng, "legal_status")
    rne = "S"
    while True:
        placement = weights.draw(rng, "placement_type")
        provider = (
            "PR0" if placement in _FAMILY_PLACEMENTS else weights.draw(rng, "placement_provider")
        )
        until = start + timedelta(days=1 + int(rng.expovariate(1 / _MEAN_PLACEMENT_DAYS)))
        if until >= end:
            rec = weights.draw(rng, "reason_episode_ceased")
            yield Episode(start, rne, legal_status, need, placement, provider, end, rec)
            return
        reason = weights.draw(rng, "reason_for_placement_change")
        yield Episode(start, rne, legal_status, need, placement, provider, until, "X1", reason)
        start, rne = until, "P"
        if legal_status == "C1" and rng.random() < 0.5:
            legal_status, rne = "C2", "B"
