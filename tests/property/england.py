"""Small invented countries for the property tests, and attackers who try to read what was hidden.

What is here shares no code with disclosure control: sums and rounding are worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.catalogues import catalogue, measure

NATION = "E92000001"
CATALOGUE = catalogue(
    {"children": "children", "population": "people"},
    measure("children", "count", "children"),
    measure("children_pct", "percent", "children", "children"),
    measure("children_rate", "per_10k", "children", "population"),
)
# Region of each local authority; the last two regions are the parts of London.
REGIONS = ("R1", "R2", "E13000001", "E13000002")
LONDON = "E12000007"

Cell = tuple[str, str, str]  # place, breakdown, value


@dataclass(frozen=True)
class Country:
    """Counts of each local authority's parts, and everything that follows from them."""

    parts: dict[Cell, int]

    @cached_property
    def authorities(self) -> list[str]:
        return sorted({place for place, _, _ in self.parts})

    @cached_property
    def places(self) -> pd.DataFrame:
        rows = [(code, *_region(code)) for code in self.authorities]
        return pd.DataFrame(rows, columns=["la_code", "region_code", "london_part_code"])

    @cached_property
    def counts(self) -> dict[Cell, int]:
        """Every cell that is published: authorities, regions, nation; parts and totals."""
        counts: dict[Cell, int] = {}
        first = min(breakdown for _, breakdown, _ in self.parts)
        for (code, breakdown, value), count in self.parts.items():
            for place in (code, *_above(code)):
                cells = [(place, breakdown, value)]
                cells += [(place, "Total", "Total")] if breakdown == first else []
                for cell in cells:
                    counts[cell] = counts.get(cell, 0) + count
        return counts

    @cached_property
    def sums(self) -> list[tuple[Cell, list[Cell]]]:
        """Each cell that is a sum of others, with those others."""
        cells = self.counts
        sums = []
        for cell in cells:
            place, breakdown, value = cell
            below = [c for c in cells if c[1:] == (breakdown, value) and _parent(c[0]) == place]
            sums += [(cell, below)] if below else []
        for place, breakdown in {(c[0], c[1]) for c in cells if c[1] != "Total"}:
            group = [c for c in cells if c[:2] == (place, breakdown)]
            sums.append(((place, "Total", "Total"), group))
        return sums

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The country as `mart_measure`."""
        counts = self.counts
        rows = []
        for (place, breakdown, value), count in counts.items():
            total = counts[(place, "Total", "Total")]
            rows.append(("children", place, breakdown, value, count, None))
            rows.append(("children_pct", place, breakdown, value, count, total))
            if breakdown == "Total":
                rows.append(("children_rate", place, breakdown, value, count, 40 * total + 7))
        names = ["measure_id", "geography_code", "breakdown", "breakdown_value"]
        frame = pd.DataFrame(rows, columns=[*names, "numerator", "denominator"])
        return frame.assign(
            geography_level=frame["geography_code"].map(level),
            geography_name=frame["geography_code"],
            collection_year=2026,
            denominator=frame["denominator"].astype("Int64"),
            value=0.0,
            symbol=frame["denominator"].eq(0).map({True: "z", False: ""}),
            las_included=3,  # enough for every place to be published, which is the harder case
        )

    @cached_property
    def covered_measures(self) -> pd.DataFrame:
        """The same, with the true number of authorities that each place covers."""
        covers = {
            place: sum(place in (la, *_above(la)) for la in self.authorities)
            for place in self.all_places
        }
        return self.measures.assign(las_included=self.measures["geography_code"].map(covers))

    @cached_property
    def all_places(self) -> list[str]:
        return sorted({place for place, _, _ in self.counts})


def level(place: str) -> str:
    if place == NATION:
        return "National"
    return "Local authority" if "-" in place else "Regional"


def _region(code: str) -> tuple[str, str]:
    region = code.split("-", maxsplit=1)[0]
    return (LONDON, region) if region.startswith("E13") else (region, "")


def _parent(place: str) -> str | None:
    if place == NATION:
        return None
    if "-" in place:
        return place.split("-", maxsplit=1)[0]
    return LONDON if place.startswith("E13") else NATION


def _above(place: str) -> list[str]:
    parent = _parent(place)
    return [parent, *_above(parent)] if parent else []


@st.composite
def countries(draw: st.DrawFn, *, smallest: int = 0) -> Country:
    """Up to four regions of up to four authorities; one or two breakdowns of equal total."""
    regions = draw(st.lists(st.sampled_from(REGIONS), min_size=1, max_size=4, unique=True))
    codes = [f"{r}-{n}" for r in sorted(regions) for n in range(draw(st.integers(1, 4)))]
    values = range(draw(st.integers(1, 4)))
    number = st.one_of(
        st.integers(smallest, smallest + 8), st.integers(smallest, smallest + 40), st.just(smallest)
    )
    parts = {(code, "Age", f"age {v}"): draw(number) for code, v in product(codes, values)}
    if (smallest == 0 or len(values) > 1) and draw(st.booleans()):
        for code in codes:
            total = sum(n for c, n in parts.items() if c[0] == code)
            female = draw(st.integers(smallest, total - smallest))
            parts |= {(code, "Sex", "Female"): female, (code, "Sex", "Male"): total - female}
    return Country(parts)


def hidden_cells(published: pd.DataFrame, symbol: str = "c") -> set[Cell]:
    counts = published[(published["measure_id"] == "children") & (published["symbol"] == symbol)]
    return set(
        zip(counts["geography_code"], counts["breakdown"], counts["breakdown_value"], strict=True)
    )


def ranges_by_intervals(country: Country, published: pd.DataFrame) -> dict[Cell, list[float]]:
    """What a reader knows of each cell who narrows one sum after another."""
    ranges = {}
    counts = published[published["measure_id"] == "children"]
    for row in counts.itertuples():
        cell = (row.geography_code, row.breakdown, row.breakdown_value)
        if row.symbol == "c":
            ranges[cell] = [0.0, np.inf]
        elif row.geography_level == "Local authority" or row.value == 0:
            ranges[cell] = [row.value, row.value]
        else:
            ranges[cell] = [max(row.value - 5, 1), row.value + 4]
    while _narrow(ranges, country.sums):
        pass
    return ranges


def _narrow(ranges: dict[Cell, list[float]], sums: list[tuple[Cell, list[Cell]]]) -> bool:
    before = {cell: tuple(ends) for cell, ends in ranges.items()}
    for parent, children in sums:
        low, high = (sum(ranges[c][end] for c in children) for end in (0, 1))
        ranges[parent] = [max(ranges[parent][0], low), min(ranges[parent][1], high)]
        for cell in children:
            others = [c for c in children if c != cell]
            most = ranges[parent][1] - sum(ranges[c][0] for c in others)
            least = ranges[parent][0] - sum(ranges[c][1] for c in others)
            ranges[cell] = [max(ranges[cell][0], least), min(ranges[cell][1], most)]
    return any(before[cell] != tuple(ends) for cell, ends in ranges.items())


def range_by_programming(country: Country, hidden: set[Cell], cell: Cell) -> tuple[float, float]:
    """The least and most that a hidden cell can be for who knows every shown cell exactly."""
    cells = sorted(hidden)
    rows, rights = [], []
    for parent, children in country.sums:
        row, right = _equation(country.counts, cells, parent, children)
        rows.append(row)
        rights.append(right)
    sums: Any = LinearConstraint(np.array(rows), rights, rights)
    goal = np.array([float(c == cell) for c in cells])
    options = {
        "constraints": sums,
        "bounds": Bounds(0, np.inf),
        "integrality": np.ones(len(cells)),
    }
    least, most = milp(goal, **options), milp(-goal, **options)
    return round(least.fun), np.inf if most.x is None else round(-most.fun)


def _equation(
    counts: dict[Cell, int], cells: list[Cell], parent: Cell, children: list[Cell]
) -> tuple[list[float], float]:
    signs = dict.fromkeys(children, 1.0) | {parent: -1.0}
    shown = sum(sign * counts[c] for c, sign in signs.items() if c not in cells)
    return [signs.get(c, 0.0) for c in cells], -shown
