"""Small catalogues of measures for tests, written as the rows of seeds/measures.csv would be."""

from __future__ import annotations

import pandas as pd

from pipeline.release.disclosure.catalogue import Catalogue, describe

_USUAL = {
    "decimals": 0,
    "suppression": "numerator",
    "numerator_values": "",
    "denominator_count": "",
    "denominator_values": "",
}
_UNITS = {"count": 1.0, "percent": 100.0, "per_10k": 10_000.0, "days": 1.0, "pounds": 0.01,
          "pounds_per_week": 0.07, "number": 1.0}  # fmt: skip


def catalogue(
    counted_in: dict[str, str],
    *measures: dict[str, object],
    flows: tuple[tuple[str, ...], ...] = (),
) -> Catalogue:
    """A catalogue of counts (and what each is counted in) and measures, of which only the unusual need be said."""
    counts = pd.DataFrame(counted_in.items(), columns=["count_id", "counted_in"])
    units = pd.DataFrame(_UNITS.items(), columns=["unit", "factor"])
    rows = pd.DataFrame([_USUAL | measure for measure in measures])
    return describe(rows, counts, units, pd.DataFrame(flows, columns=_FLOW))


_FLOW = ["stock_count", "inflow_count", "outflow_count"]


def measure(
    name: str, unit: str, count: str, base: str = "", **unusual: object
) -> dict[str, object]:
    """A row of the catalogue."""
    described = {"measure_id": name, "unit": unit, "numerator_count": count}
    return described | {"denominator_count": base} | unusual
