"""What the catalogue says of each measure that disclosure control needs: which counts it publishes, and of whom.

A measure has two sides, numerator and denominator. A side that counts children or events is a count that may be small;
what adds up their days or pounds follows the count below it; populations are published elsewhere. Rows are not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from duckdb import DuckDBPyConnection

TOTAL = "Total"
# What one child can add to a count in a year: a count up to five times this may be of five children.
_MOST_OF_ONE = {"children": 1, "events": 1, "days": 366}
_NONE, _FOLLOWS = "none", "denominator"


@dataclass(frozen=True)
class Side:
    """A numerator or denominator as a count.

    Attributes:
        count: The count.
        family: The count, with the groups chosen of it where there are several.
        group: Breakdown and group where the measure's total is a group of the count; empty for that of its row.
        most_of_one: What one child can add to it; 0 where it is no count that could be small.
        chosen: Groups of the count whose sum it is.
    """

    count: str
    family: str
    group: tuple[str, str] | tuple[()] = ()
    most_of_one: int = 0
    chosen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Described:
    """A measure as disclosure control sees it.

    Attributes:
        unit: Name of its unit.
        factor: What the ratio of its sides is multiplied by.
        decimals: Decimals that are published.
        above: Its numerator.
        below: Its denominator, if it has one.
        is_share: Whether those above the line are among those below.
        follows: Whether the numerator is hidden with the denominator, not by its own size.
    """

    unit: str
    factor: float
    decimals: int
    above: Side
    below: Side | None = None
    is_share: bool = False
    follows: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The measures by their id, and what flows into and out of a count from one year to the next.

    Attributes:
        measures: Each measure.
        flows: Counts on a day, those that join in the year, those that leave.
    """

    measures: Mapping[str, Described]
    flows: tuple[tuple[str, str, str], ...] = ()


def read_catalogue(shelf: DuckDBPyConnection) -> Catalogue:
    """Read the catalogue from a database that holds the seeds of measures, counts, units and flows.

    Raises:
        ProjectError: A measure names a count or unit that does not exist.
    """
    frames = (
        shelf.sql(f"SELECT * FROM seed_{name}").df()
        for name in ("measures", "measure_count", "measure_unit", "count_flow")
    )
    return describe(*frames)


def describe(
    measures: pd.DataFrame, counts: pd.DataFrame, units: pd.DataFrame, flows: pd.DataFrame
) -> Catalogue:
    """Make the catalogue from the tables of seeds.

    Raises:
        ProjectError: A measure names a count or unit that does not exist.
    """
    counted_in = dict(zip(counts["count_id"], counts["counted_in"], strict=True))
    factors = dict(zip(units["unit"], units["factor"].astype(float), strict=True))
    texts = measures.fillna("").astype(str)
    rows = (dict(zip(texts.columns, row, strict=True)) for row in texts.to_numpy())
    known = {row["measure_id"]: _described(row, counted_in, factors) for row in rows}
    names = flows[["stock_count", "inflow_count", "outflow_count"]]
    return Catalogue(known, tuple(names.itertuples(index=False, name=None)))


def _described(
    row: Mapping[str, str], counted_in: Mapping[str, str], factors: Mapping[str, float]
) -> Described:
    count, base = row["numerator_count"], row["denominator_count"]
    unit = row["unit"]
    missing = [name for name in (count, base) if name and name not in counted_in]
    if missing or unit not in factors:
        raise ProjectError(
            f"The measure {row['measure_id']} names {', '.join(missing) or unit}, which no seed describes.",
            remedy="Add it to seeds/measure_count.csv or seeds/measure_unit.csv, or correct seeds/measures.csv.",
        )
    of_one = {name: _MOST_OF_ONE.get(kind, 0) for name, kind in counted_in.items()}
    if row["suppression"] == _NONE:
        of_one = dict.fromkeys(of_one, 0)
    follows = row["suppression"] == _FOLLOWS
    above = _side(count, row["numerator_values"], 0 if follows else of_one[count])
    below = _below(row, of_one) if base else None
    decimals = int(row["decimals"])
    return Described(unit, factors[unit], decimals, above, below, unit == "percent", follows)


def _below(row: Mapping[str, str], of_one: Mapping[str, int]) -> Side:
    count, chosen = row["denominator_count"], row["denominator_values"]
    is_own_total = count == row["numerator_count"] and not chosen
    side = _side(count, chosen, of_one[count])
    return Side(count, count, (TOTAL, TOTAL), side.most_of_one) if is_own_total else side


def _side(count: str, values: str, most_of_one: int) -> Side:
    """The side of a count of which the groups written as `Breakdown: group; ...` are chosen."""
    chosen = tuple(sorted(_pair(text) for text in values.split("; ") if text))
    if len(chosen) == 1:
        return Side(count, count, chosen[0], most_of_one)
    if chosen:
        names = "; ".join(": ".join(pair) for pair in chosen)
        return Side(count, f"{count} of {names}", (TOTAL, TOTAL), most_of_one, chosen)
    return Side(count, count, (), most_of_one)


def _pair(text: str) -> tuple[str, str]:
    breakdown, _, group = text.partition(": ")
    return breakdown, group
