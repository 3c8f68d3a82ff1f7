"""Small random releases with all that ties figures together, and an attacker who knows it all.

The counts of five authorities: groups that add up and groups that overlap, those who came and went in a second year,
parts of a count and their halves, chosen groups, a count told twice, days, and authorities that did not tell all. The
attacker knows every shown number exactly, though regions are rounded, and every definition. Nothing here is shared with
disclosure control.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from tests.catalogues import catalogue, measure

CATALOGUE = catalogue(
    dict.fromkeys(("stock", "long", "short", "infants", "known"), "children")
    | {"came": "events", "went": "events", "days": "days"},
    measure("stock", "count", "stock"),
    measure("stock_pct", "percent", "stock", "stock"),
    measure("came", "count", "came"),
    measure("went", "count", "went"),
    measure("long_pct", "percent", "long", "stock"),
    measure("short_pct", "percent", "short", "stock"),
    measure("infants_pct", "percent", "infants", "stock"),
    measure("known_pct", "percent", "known", "came"),
    measure("young_pct", "percent", "stock", "stock", numerator_values="Age: a; Age: b"),
    measure("average_days", "days", "days", "went", suppression="denominator"),
    flows=(("stock", "came", "went"),),
)
REGIONS = {"A1": "A", "A2": "A", "A3": "A", "B1": "B", "B2": "B"}
PLACES = pd.DataFrame(
    [(la, region, "") for la, region in REGIONS.items()],
    columns=["la_code", "region_code", "london_part_code"],
)
YEARS = (2025, 2026)
# Every release has the stock; what else it has, each draws.
SUBJECTS = {
    "flows": ("came", "went"),
    "halves": ("long_pct", "short_pct"),
    "factors": ("came", "known_pct"),
    "chosen": ("stock_pct", "young_pct", "infants_pct"),
    "days": ("went", "average_days"),
}
TOTAL = ("Total", "Total")
AGES = [("Age", age) for age in "abc"]
SEXES = [("Sex", sex) for sex in ("Female", "Male")]
# Groups that overlap: an event may have both factors, or neither.
FACTORS = [("Factor", "drink"), ("Factor", "drugs")]

Group = tuple[str, str]
Cell = tuple[str, int, str, Group]  # count, year, authority, group
Sum = tuple[Cell, ...]  # what a figure is: a cell, or those of the authorities that it covers


@dataclass(frozen=True)
class Release:
    """True numbers of each authority, and everything that is published of them."""

    true: dict[Cell, int]
    untold: frozenset[tuple[int, str]]  # years and authorities without the part `long`
    names: frozenset[str]  # of the measures
    years: tuple[int, ...]

    @cached_property
    def figures(self) -> list[tuple[str, int, str, str, Group, Sum, Sum]]:
        """Measure, year, level, place, group, and the cells that numerator and denominator are sums of."""
        return [
            (name, year, level, place, group, above, below)
            for year in self.years
            for level, place, covered in _geographies()
            for name, group, sides in _measured()
            if name in self.names
            for above, below in [self._sides(name, year, covered, sides)]
        ]

    def _sides(
        self, name: str, year: int, covered: list[str], sides: list[list[tuple[str, Group]]]
    ) -> tuple[Sum, Sum]:
        without = {la for y, la in self.untold if y == year and name == "long_pct"}
        told = [la for la in covered if la not in without]
        above, below = (
            tuple((count, year, la, group) for la in told for count, group in side)
            for side in sides
        )
        return above, below

    @cached_property
    def measures(self) -> pd.DataFrame:
        """The release as `mart_measure`."""
        rows = [
            (name, level, place, year, *group, self._number(above), self._number(below))
            for name, year, level, place, group, above, below in self.figures
        ]
        columns = ["measure_id", "geography_level", "geography_code", "collection_year",
                   "breakdown", "breakdown_value", "numerator", "denominator"]  # fmt: skip
        covered = [len({cell[2] for cell in figure[5]}) for figure in self.figures]
        frame = pd.DataFrame(rows, columns=columns).assign(
            value=0.0, symbol="", las_included=covered
        )
        return frame.astype({"numerator": "Int64", "denominator": "Int64"})

    def _number(self, cells: Sum) -> int | None:
        return sum(self.true[cell] for cell in cells) if cells else None


def random_release(seed: int) -> Release:
    """Two subjects beside the stock; authorities with few children and with many."""
    random = Random(seed)
    true: dict[Cell, int] = {}
    subjects = random.sample(sorted(SUBJECTS), 2)
    years = YEARS if "flows" in subjects else YEARS[:1]
    for la in REGIONS:
        sexes = {
            sex: random.choice([0, random.randint(0, 9), random.randint(9, 90)]) for sex in SEXES
        }
        for year in years:
            _draw_year(true, random, (year, la), sexes)
    untold = {(year, la) for year in years for la in REGIONS if random.random() < 0.1}
    names = {"stock"}.union(*(SUBJECTS[subject] for subject in subjects))
    return Release(true, frozenset(untold), frozenset(names), years)


def _draw_year(
    true: dict[Cell, int], random: Random, at: tuple[int, str], sexes: dict[Group, int]
) -> None:
    """One year of an authority; `sexes` is who was there before, and is brought up to date."""

    def tell(count: str, numbers: dict[Group, int], *, sums: bool = True) -> None:
        whole = {TOTAL: sum(numbers.values())} if sums else {}
        true.update({(count, *at, group): number for group, number in (numbers | whole).items()})

    came = {sex: random.choice([0, 1, 3, random.randint(0, 20)]) for sex in SEXES}
    went = {sex: random.randint(0, min(sexes[sex] + came[sex], 9)) for sex in SEXES}
    sexes.update({sex: sexes[sex] + came[sex] - went[sex] for sex in SEXES})
    tell("stock", sexes)
    tell("came", came)
    tell("went", went)
    tell("came", {factor: random.randint(0, sum(came.values())) for factor in FACTORS}, sums=False)
    whole = sum(sexes.values())
    cuts = sorted(random.randint(0, whole) for _ in AGES[1:])
    ages = dict(zip(AGES, np.diff([0, *cuts, whole]).tolist(), strict=True))
    tell("stock", ages)
    part = {
        age: random.choice([0, number, random.randint(0, number)]) for age, number in ages.items()
    }
    tell("long", part)
    tell("short", {age: number - part[age] for age, number in ages.items()})
    tell("infants", {TOTAL: ages["Age", "a"]}, sums=False)
    tell("known", {TOTAL: random.randint(0, sum(came.values()))}, sums=False)
    tell("days", {sex: sum(random.randint(1, 366) for _ in range(n)) for sex, n in went.items()})


def _geographies() -> list[tuple[str, str, list[str]]]:
    regions: dict[str, list[str]] = defaultdict(list)
    for la, region in REGIONS.items():
        regions[region].append(la)
    local = [("Local authority", la, [la]) for la in REGIONS]
    return [
        *local,
        *(("Regional", *item) for item in regions.items()),
        ("National", "E", [*REGIONS]),
    ]


def _measured() -> list[tuple[str, Group, list[list[tuple[str, Group]]]]]:
    """Each measure's groups, with the counts above and below the line."""
    groups = {
        "stock": [TOTAL, *SEXES, *AGES],
        "came": [TOTAL, *SEXES, *FACTORS],
        "went": [TOTAL, *SEXES],
    }
    rows = [(count, group, [[(count, group)], []]) for count in groups for group in groups[count]]
    rows += [("stock_pct", g, [[("stock", g)], [("stock", TOTAL)]]) for g in [*SEXES, *AGES]]
    for part in ("long", "short"):
        rows += [(f"{part}_pct", g, [[(part, g)], [("stock", g)]]) for g in [TOTAL, *AGES]]
    rows += [("infants_pct", TOTAL, [[("infants", TOTAL)], [("stock", TOTAL)]])]
    rows += [("known_pct", TOTAL, [[("known", TOTAL)], [("came", TOTAL)]])]
    young = [("stock", group) for group in AGES[:2]]
    rows += [("young_pct", TOTAL, [young, [("stock", TOTAL)]])]
    return rows + [("average_days", g, [[("days", g)], [("went", g)]]) for g in [TOTAL, *SEXES]]


class Attacker:
    """Who knows every shown number exactly and every definition, and asks what else the rest could be."""

    def __init__(self, release: Release, published: pd.DataFrame) -> None:
        self.release = release
        told = (cells for figure in release.figures for cells in figure[5:])
        self.cells = sorted({cell for cells in told for cell in cells})
        self.column = {cell: n for n, cell in enumerate(self.cells)}
        self.truth = np.array([release.true[cell] for cell in self.cells])
        self.hidden: set[Sum] = set()
        known: set[Sum] = set()
        for row, figure in zip(published.itertuples(), release.figures, strict=True):
            if row.symbol != "x":
                for number, cells in ((row.numerator, figure[5]), (row.denominator, figure[6])):
                    (self.hidden if pd.isna(number) else known).add(cells)
        self.hidden -= {()}
        self.shown_in_one_and_hidden_in_another = self.hidden & known
        ties = [*self._equations(known), *self._parts()]
        lowest, highest = (np.array([tie[n] for tie in ties]) for n in (1, 2))
        self.ties = LinearConstraint(
            csr_matrix(np.array([row for row, _, _ in ties])), lowest, highest
        )

    def recovered(self) -> list[Sum]:
        """Hidden figures that can be but one number: all whole solutions agree in them."""
        doubt = sorted(self.hidden)
        for sign in (1, -1, 1, -1):
            doubt = self._still_in_doubt(doubt, sign)
        for figure in tuple(doubt):
            for sign in (1, -1):
                if figure in doubt and not self._still_in_doubt([figure], sign):
                    doubt.remove(figure)
        return doubt

    def _still_in_doubt(self, figures: list[Sum], sign: int) -> list[Sum]:
        """Look for a solution far from the truth; return the figures that are in it what they truly are."""
        if not figures:
            return []
        goal = np.zeros(len(self.cells))
        for n, figure in enumerate(figures):
            goal += self._row(figure) * sign * (-1) ** n
        near = Bounds(np.maximum(self.truth - 400, 0), self.truth + 400)
        whole = np.ones(len(self.cells))
        result = milp(goal, constraints=self.ties, bounds=near, integrality=whole,
                      options={"mip_rel_gap": 0.5 if len(figures) > 1 else 0.0})  # fmt: skip
        moved = np.rint(result.x) - self.truth
        return [figure for figure in figures if self._row(figure) @ moved == 0]

    def _row(self, plus: Sum, minus: Sum = ()) -> np.ndarray:
        row = np.zeros(len(self.cells))
        np.add.at(row, [self.column[cell] for cell in plus], 1)
        np.add.at(row, [self.column[cell] for cell in minus], -1)
        return row

    def _equations(self, known: set[Sum]) -> list[tuple[np.ndarray, float, float]]:
        ties = [(row, row @ self.truth) for row in map(self._row, sorted(known))]
        for la in REGIONS:
            for year in self.release.years:
                ties += [(self._row(*sides), 0) for sides in _definitions(self.column, year, la)]
        return [(row, number, number) for row, number in ties]

    def _parts(self) -> list[tuple[np.ndarray, float, float]]:
        """No part is larger than its whole."""
        ties = []
        for count, year, la, group in self.cells:
            whole = {"long": "stock", "short": "stock", "known": "came"}.get(count)
            if whole and (whole, year, la, group) in self.column:
                ties.append(self._row(((whole, year, la, group),), ((count, year, la, group),)))
            if group in FACTORS:
                ties.append(self._row(((count, year, la, TOTAL),), ((count, year, la, group),)))
        return [(row, 0, np.inf) for row in ties]


def _definitions(cells: dict[Cell, int], year: int, la: str) -> list[tuple[Sum, Sum]]:
    """Sums of equal number: groups and totals, halves, a count told twice, who came and went."""

    def of(count: str, *groups: Group, years: int = 0) -> Sum:
        return tuple((count, year + years, la, group) for group in groups)

    ties = [(of(count, TOTAL), of(count, *SEXES)) for count in ("stock", "came", "went", "days")]
    ties += [(of(count, TOTAL), of(count, *AGES)) for count in ("stock", "long", "short")]
    ties += [(of("stock", g), of("long", g) + of("short", g)) for g in AGES]
    ties += [(of("infants", TOTAL), of("stock", AGES[0]))]
    if ("stock", year - 1, la, TOTAL) in cells:
        before = [
            (of("stock", g, years=-1) + of("came", g), of("stock", g) + of("went", g))
            for g in SEXES
        ]
        ties += before
    return [(plus, minus) for plus, minus in ties if cells.keys() >= {*plus, *minus}]
