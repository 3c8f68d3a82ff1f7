"""The unit costs that are held, and the level of prices: which price holds for a step, and what it is in other years.

What belongs here: choosing a price and bringing it to a year's prices. What does not: adding up (`calculate`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.costing.definition import Price, Process
from pipeline.errors import UsageError
from pipeline.sources.api import load_gazetteer, read_seed

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.sources.api import Gazetteer

ENGLAND = "E92000001"
ANY = "Any"


class NoPriceError(ValueError):
    """No price holds for what is asked; the message says why and what there is."""


@dataclass(frozen=True)
class PriceList:
    """All that is held about prices.

    Attributes:
        processes: The processes by each name that a pathway may call them, as `name_key` writes it.
        prices: All unit costs.
        levels: Level of prices by year.
        forecast_years: Years whose level is a forecast.
        gazetteer: The local authorities.
    """

    processes: dict[str, Process]
    prices: tuple[Price, ...]
    levels: dict[int, Decimal]
    forecast_years: frozenset[int]
    gazetteer: Gazetteer

    @cached_property
    def by_process(self) -> dict[str, tuple[Price, ...]]:
        """The prices of each process."""
        found: dict[str, list[Price]] = {}
        for price in self.prices:
            found.setdefault(price.process, []).append(price)
        return {process: tuple(prices) for process, prices in found.items()}

    def place(self, name: str) -> tuple[str, str]:
        """Return code and name of a local authority; those of England for no name.

        Raises:
            UsageError: None is called so, or several are.
        """
        if not name:
            return ENGLAND, "England"
        meant = {one for places in self.gazetteer.find(name) for one in places}
        living = {one for one in meant if one.last_day is None} or meant
        if len(living) != 1:
            raise UsageError(
                f"{'No' if not living else 'More than one'} local authority is called {name!r}.",
                remedy="Give its name, its nine-character code or its DfE number.",
            )
        (one,) = living
        return one.la_code, one.names[0]

    def choose(self, process: Process, kind: str, default_kind: str, place: str) -> list[Price]:
        """Return the prices of all years that hold for a process, by year.

        Args:
            process: What is costed.
            kind: The kind that is asked for; "" for none.
            default_kind: The kind that is taken where the process has it; "" for none.
            place: Code of the local authority, whose prices go before England's.

        Raises:
            NoPriceError: There is no price, or there are several kinds and none is asked for.
        """
        held = [p for p in self.by_process.get(process.code, ()) if p.la_code in (place, ENGLAND)]
        if not held:
            raise NoPriceError(f"no unit cost of {process.name} is held; state it as unit_cost")
        kinds = sorted({price.kind for price in held})
        wanted = next((k for k in kinds if name_key(k) == name_key(kind or default_kind)), "")
        if kind and not wanted:
            raise NoPriceError(f"{process.name} has no price {kind!r}, but {_listed(kinds)}")
        if not wanted and len(kinds) > 1 and ANY not in kinds:
            raise NoPriceError(
                f"{process.name} has several prices; say which as kind: {_listed(kinds)}"
            )
        wanted = wanted or (ANY if ANY in kinds else kinds[0])
        of_kind = [price for price in held if price.kind == wanted]
        own = [price for price in of_kind if price.la_code == place]
        return sorted(own or of_kind, key=lambda price: price.year)

    def factor(self, told: int, wanted: int) -> Decimal:
        """Return by what an amount of one year's prices is multiplied to be in another's.

        Raises:
            UsageError: The level of prices of either year is not held.
        """
        if told == wanted:
            return Decimal(1)
        unknown = [str(year) for year in (told, wanted) if year not in self.levels]
        if unknown:
            raise UsageError(
                f"The level of prices of {' and '.join(unknown)} is not held "
                f"(it is for {min(self.levels)} to {max(self.levels)}).",
                remedy="Choose another --year, or add the year to seeds/inflation.csv.",
            )
        return self.levels[wanted] / self.levels[told]


def name_key(name: str) -> str:
    """Return a name as it is compared: letters and digits alone.

    >>> name_key("CiN 3 - on-going")
    'cin3ongoing'
    """
    return re.sub(r"[^a-z0-9]", "", name.lower())


def load_price_list(seeds: Path) -> PriceList:
    """Read the lists of processes, unit costs, inflation and authorities.

    Raises:
        ProjectError: A list cannot be read.
    """
    inflation = read_seed(seeds, "inflation")
    return PriceList(
        processes=_processes(read_seed(seeds, "cost_process")),
        prices=tuple(_price(row) for row in read_seed(seeds, "unit_cost")),
        levels={int(row["collection_year"]): Decimal(row["price_index"]) for row in inflation},
        forecast_years=frozenset(
            int(row["collection_year"]) for row in inflation if row["is_forecast"] == "true"
        ),
        gazetteer=load_gazetteer(seeds),
    )


def _processes(rows: list[dict[str, str]]) -> dict[str, Process]:
    found: dict[str, Process] = {}
    for row in rows:
        process = Process(
            row["process_code"],
            row["name"],
            row["label"],
            row["cost_heading"],
            row["cost_unit_code"],
        )
        names = (row["process_code"], row["name"], *row["other_names"].split(";"))
        found |= {name_key(name): process for name in names if name}
    return found


def _price(row: dict[str, str]) -> Price:
    return Price(
        row["process_code"],
        row["kind"],
        row["la_code"],
        int(row["price_year"]),
        row["cost_unit_code"],
        Decimal(row["unit_cost_gbp"]),
        row["source"],
    )


def _listed(kinds: list[str]) -> str:
    return ", ".join(kinds)
