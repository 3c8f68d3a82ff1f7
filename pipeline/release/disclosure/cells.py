"""The cells that disclosure control reasons about, and the sums that tie them to each other.

A cell is one count of one place, year and breakdown value; every measure that shares it (its
percentage, its rate) points to the same cell. What is hidden is decided by the passes, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Booleans = NDArray[np.bool_]

TOTAL = "Total"
NO_CELL = -1


@dataclass(frozen=True)
class Lines:
    """Sums that a reader can check: in each line, the parent is the sum of the children.

    Attributes:
        line: Number of the line, one entry a member.
        cell: The cell that is the member.
        is_parent: Whether the member is the line's parent.
        size: How many lines there are.
    """

    line: Integers
    cell: Integers
    is_parent: Booleans
    size: int


@dataclass(frozen=True)
class CellTable:
    """All cells of a release.

    Attributes:
        count: The true, unrounded count of each cell.
        level: Name of each cell's level of geography.
        hidden: Whether each cell is hidden.
        proven: Whether an audit has shown a hidden cell to be free. Hiding more cannot undo it.
        groups: Parts of a breakdown with their total.
        places: Local authorities with their region, regions with the nation.
    """

    count: Integers
    level: NDArray[np.object_]
    hidden: Booleans
    proven: Booleans
    groups: Lines
    places: Lines


def add_cells(rows: pd.DataFrame, places: pd.DataFrame) -> tuple[pd.DataFrame, CellTable]:
    """Number the cells of the measures.

    Args:
        rows: `mart_measure` with `unit` and `family` (the count that the measure shares) added.
        places: `la_code`, `region_code` and `london_part_code` of each local authority.

    Returns:
        The rows with `cell` and `total_cell` added (-1 where there is no count), and the cells.
    """
    import numpy as np

    rows = rows.assign(**_numbered_keys(rows))
    counted = rows[rows["numerator"].notna()]
    counted = counted.iloc[np.argsort(counted["unit"].to_numpy() != "count", kind="stable")]
    cells = counted.drop_duplicates("key").sort_values("key", ignore_index=True)
    rows = rows.assign(
        cell=_find(cells, rows["key"]),
        total_cell=_find(cells, rows["total_key"]),
    )
    table = CellTable(
        count=cells["numerator"].to_numpy(dtype=np.int64),
        level=cells["geography_level"].to_numpy(dtype=object),
        hidden=np.zeros(len(cells), dtype=bool),
        proven=np.zeros(len(cells), dtype=bool),
        groups=_group_lines(cells),
        places=_place_lines(cells, places),
    )
    return rows.drop(columns=["key", "total_key", "place", "stride"]), table


def look_up(column: pd.Series[str], mapping: Mapping[Any, Any]) -> NDArray[np.object_]:
    """Return what each value of a column maps to, None where to nothing.

    Each different value is looked up once: on a million rows, `Series.map` takes ten times as long.
    """
    import numpy as np
    import pandas as pd

    number, values = pd.factorize(column)
    # Any in the signature: keys and values are those of whatever table the mapping comes from.
    found = np.array([*(mapping.get(value) for value in values), None], dtype=object)
    return found[number]


def _numbered_keys(rows: pd.DataFrame) -> dict[str, Integers]:
    """Keys of the row's cell and of its total: family, year, place and breakdown value in one.

    Numbered in the order of names, not of rows: of two cells that would do, the same one is hidden in every release.
    Were it another each time, one release would show what the other hides.
    """
    import numpy as np
    import pandas as pd

    families = pd.MultiIndex.from_frame(rows[["family", "collection_year"]])
    parts = pd.MultiIndex.from_frame(rows[["breakdown", "breakdown_value"]])
    series, _ = pd.factorize(families, sort=True)
    place, place_names = pd.factorize(rows["geography_code"], sort=True)
    value, values = pd.factorize(parts, sort=True)
    total = pd.Index(values).get_indexer(pd.MultiIndex.from_tuples([(TOTAL, TOTAL)]))[0]
    stride = len(values) + 1
    start = (series.astype("int64") * len(place_names) + place) * stride + 1
    return {
        "key": start + value,
        "total_key": start + total,
        "place": place.astype("int64"),
        "stride": np.full(len(rows), stride, dtype=np.int64),
    }


def _find(cells: pd.DataFrame, keys: pd.Series[int]) -> Integers:
    import numpy as np
    import pandas as pd

    return np.asarray(pd.Index(cells["key"]).get_indexer(pd.Index(keys)), dtype=np.int64)


def _group_lines(cells: pd.DataFrame) -> Lines:
    """One line for each breakdown of each place: the parts and the total beside them."""
    parts = cells[cells["breakdown"] != TOTAL]
    totals = _find(cells, parts["total_key"])
    parts, totals = parts[totals != NO_CELL], totals[totals != NO_CELL]
    names = ["family", "collection_year", "geography_code", "breakdown"]
    line = parts.groupby(names, sort=False, observed=True).ngroup().to_numpy()
    return _lines(line, parts.index.to_numpy(), totals)


def _place_lines(cells: pd.DataFrame, places: pd.DataFrame) -> Lines:
    """One line for each cell of a region or the nation: the places that it is the sum of."""
    import numpy as np

    parent = np.full(len(cells), NO_CELL, dtype=np.int64)
    for codes in _ancestors(cells, places):
        key = _key_elsewhere(cells, codes)
        parent = np.where(parent == NO_CELL, _find(cells, key), parent)
    child = np.flatnonzero(parent != NO_CELL)
    line = np.unique(parent[child], return_inverse=True)[1]
    return _lines(line, child, parent[child])


def _key_elsewhere(cells: pd.DataFrame, codes: Mapping[str, str]) -> pd.Series[int]:
    """The key of the same count in the place that `codes` leads to; -1 where there is none."""
    import numpy as np

    places = cells.drop_duplicates("geography_code")
    numbers = dict(zip(places["geography_code"], places["place"], strict=True))
    other = {place: numbers.get(code) for place, code in codes.items()}
    step = look_up(cells["geography_code"], other).astype(np.float64) - cells["place"]
    key: pd.Series[float] = cells["key"] + step * cells["stride"]
    return key.fillna(NO_CELL).astype("int64")


def _ancestors(cells: pd.DataFrame, places: pd.DataFrame) -> Sequence[dict[str, str]]:
    """What each place is part of, nearest first: London is the sum of Inner and Outer London."""
    london = places[places["london_part_code"].fillna("") != ""]
    in_part = dict(zip(london["la_code"], london["london_part_code"], strict=True))
    in_region = dict(zip(places["la_code"], places["region_code"], strict=True))
    in_region |= dict(zip(london["london_part_code"], london["region_code"], strict=True))
    nation = cells.loc[cells["geography_level"] == "National", "geography_code"].unique()
    whole = nation[0] if len(nation) else ""
    beneath = cells.loc[~cells["geography_code"].isin(nation), "geography_code"].unique()
    return in_part, in_region, dict.fromkeys(beneath, whole)


def _lines(line: Integers, child: Integers, parent: Integers) -> Lines:
    """Put the members of lines together; `parent` is the parent cell of each child's line."""
    import numpy as np

    _, first = np.unique(line, return_index=True)
    return Lines(
        line=np.concatenate([line, line[first]]).astype(np.int64),
        cell=np.concatenate([child, parent[first]]).astype(np.int64),
        is_parent=np.repeat([False, True], [len(line), len(first)]),
        size=len(first),
    )
