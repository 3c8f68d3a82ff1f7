"""A policy applied to a plain table of counts or shares, such as one that a document prints.

For tables beside the releases: a page, a report, a test that holds a printed table against us. The measures of a
release go through `run.control_measures`, which knows their places and years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.release.disclosure.cells import NO_CELL, CellTable, Lines, look_up
from pipeline.release.disclosure.published import decimals_of, publish_rows
from pipeline.release.disclosure.run import hide_cells

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import pandas as pd

    from pipeline.release.disclosure.policy import Policy

_FACTORS = {"count": 1, "percent": 100, "per_10k": 10_000}
_DEFAULTS = {
    "measure_id": "the table",
    "denominator": None,
    "unit": "count",
    "decimals": 0,
    "geography_level": "National",
}


def publish_table(
    table: pd.DataFrame,
    policy: Policy,
    *,
    sums: Mapping[Hashable, Sequence[Hashable]] | None = None,
) -> pd.DataFrame:
    """Return the table as the policy lets it be published.

    Args:
        table: A row a cell: `numerator`, and where they differ from what is usual `denominator` (none), `unit` (count;
            or percent, per_10k), `decimals` (0) and `geography_level` (National).
        policy: From `load_policy`.
        sums: For a total's label in the index of `table`, the labels of its parts. Only a policy with secondary
            suppression makes use of them; a cell may be in several sums.

    Returns:
        `table` with the numbers hidden and rounded, `value`, `symbol` (where there is no value) and `text` (either of
        them as a document prints it: 1,230 or x).

    Raises:
        UsageError: A label of `sums` is not in the index, or the index has a label twice.
    """
    rows = _filled(table)
    lines = _lines(rows, sums or {})
    cells = _cells(rows, lines)
    published = publish_rows(rows, hide_cells(cells, policy), policy)
    published["text"] = _texts(published, policy)
    return published[[*table.columns, "value", "symbol", "text"]].set_axis(table.index)


def _filled(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns that it need not have, and each row its own cell."""
    import numpy as np

    if not table.index.is_unique:
        raise UsageError(
            "A table to publish has a label twice in its index.", remedy="Number its rows."
        )
    missing = {name: value for name, value in _DEFAULTS.items() if name not in table.columns}
    rows = table.assign(**missing, symbol="", cell=np.arange(len(table)), base_cell=NO_CELL)
    rows = rows.assign(
        factor=look_up(rows["unit"], _FACTORS),
        is_ratio=rows["unit"] != "count",
        follows=False,
        above_one=1,
        below_one=(rows["unit"] == "percent").astype(int),
    )
    return rows.astype({"numerator": "Int64", "denominator": "Int64", "decimals": "int64"})


def _lines(rows: pd.DataFrame, sums: Mapping[Hashable, Sequence[Hashable]]) -> Lines:
    import numpy as np

    members = [(n, label) for n, (_, parts) in enumerate(sums.items()) for label in parts]
    parents = list(enumerate(sums))
    labels = [label for _, label in (*members, *parents)]
    number = {label: n for n, label in enumerate(rows.index)}
    unknown = [label for label in labels if label not in number]
    if unknown:
        raise UsageError(
            f"Sums of a table name {unknown[0]!r}, which is no row of it.",
            remedy="Name totals and parts as the index of the table does.",
        )
    return Lines(
        line=np.array([n for n, _ in (*members, *parents)], dtype=np.int64),
        cell=np.array([number[label] for label in labels], dtype=np.int64),
        is_parent=np.repeat([False, True], [len(members), len(parents)]),
        size=len(sums),
    )


def _cells(rows: pd.DataFrame, lines: Lines) -> CellTable:
    import numpy as np

    nothing = np.zeros(0, dtype=np.int64)
    none = np.zeros(len(rows), dtype=bool)
    no_lines = Lines(nothing, nothing, none[:0], 0)
    return CellTable(
        count=rows["numerator"].fillna(0).to_numpy(dtype=np.int64),
        level=rows["geography_level"].to_numpy(dtype=object),
        most_of_one=rows["above_one"].to_numpy(dtype=np.int64),
        hidden=none,
        proven=none,
        is_total=np.isin(np.arange(len(rows)), lines.cell[lines.is_parent]),
        given_away=none,
        groups=lines,
        places=no_lines,
        links=no_lines,
        within=nothing.reshape(0, 2),
    )


def _texts(published: pd.DataFrame, policy: Policy) -> list[str]:
    decimals = decimals_of(published, policy)
    triples = zip(published["symbol"], published["value"], decimals, strict=True)
    return [symbol or f"{value:,.{places}f}" for symbol, value, places in triples]
