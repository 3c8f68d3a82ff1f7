"""The cells that disclosure control reasons about: each count of one place, year and group, once.

Every measure that publishes a count, above the line or below it, points to the same cell. What ties cells together
stands in `sums` and `links`; what is hidden is decided by the passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import RefusedError
from pipeline.release.disclosure.catalogue import TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from pipeline.release.disclosure.catalogue import Catalogue, Side

    Integers = NDArray[np.int64]
    Booleans = NDArray[np.bool_]

NO_CELL = -1
_LOCAL = "Local authority"
# What tells one cell from another.
_CELL = ["base", "covers", "number"]


@dataclass(frozen=True)
class Lines:
    """Sums that a reader can check: in each line, the parent is the sum of the children.

    Attributes:
        line: Number of the line, one entry a member.
        cell: The cell that is the member.
        is_parent: Whether the member is the line's parent. Of several parents, the children sum to their sum.
        size: How many lines there are.
    """

    line: Integers
    cell: Integers
    is_parent: Booleans
    size: int


@dataclass(frozen=True)
class CellTable:
    """All cells of a release and what a reader knows of how they hang together.

    Attributes:
        count: The true, unrounded count of each cell.
        level: Name of each cell's level of geography.
        most_of_one: What one child can add to each cell: 1, or the days of a year.
        hidden: Whether each cell is hidden.
        proven: Whether an audit has shown a hidden cell to be free. Hiding more cannot undo it.
        is_total: Whether each cell is a total and no part of a breakdown: hidden only where no part would do.
        given_away: Whether a cell was hidden as company and is shown again, as what is shown gave it away anyhow.
        groups: Parts of a breakdown with their total.
        places: Local authorities with their region, regions with the nation.
        links: Sums between different counts and years.
        within: Pairs of cells (an array of two columns) of which the first cannot exceed the second.
    """

    count: Integers
    level: NDArray[np.object_]
    most_of_one: Integers
    hidden: Booleans
    proven: Booleans
    is_total: Booleans
    given_away: Booleans
    groups: Lines
    places: Lines
    links: Lines
    within: Integers


@dataclass(frozen=True)
class Entries:
    """Every figure that is a count: a row of the measures, seen from one side of its line.

    Attributes:
        frame: `row`, `side` (0 above, 1 below), `measure`, `family`, `year`, `place`, `level`, `breakdown`, `value`,
            `number`, `covers` (authorities), `most_of_one`; `series` (family and year), `place_no` and `group_no`
            (breakdown and value) as numbers, `base` (the three in one) and `cell`.
        cells: One row a cell, in the order of their numbers: the first entry of each.
        places: The places by number.
        groups: Breakdown and value by number.
        series: Family and year by number.
    """

    frame: pd.DataFrame
    cells: pd.DataFrame
    places: pd.Index[Any]
    groups: Mapping[tuple[str, str], int]
    series: Mapping[tuple[str, int], int]

    def base(self, series: Integers, place_no: Integers, group_no: Integers) -> Integers:
        """Return the number of family, year, place and group; -1 where one of them is -1."""
        import numpy as np

        number = (series * len(self.places) + place_no) * len(self.groups) + group_no
        known = (series >= 0) & (place_no >= 0) & (group_no >= 0)
        return np.where(known, number, NO_CELL)

    def find(self, base: Integers, covers: Integers, number: Integers) -> Integers:
        """Return the cells of these bases that cover so many authorities and hold these numbers, or -1."""
        import numpy as np
        import pandas as pd

        known = pd.MultiIndex.from_frame(self.cells[_CELL])
        wanted = pd.MultiIndex.from_arrays([base, covers, number])
        return np.asarray(known.get_indexer(wanted), dtype=np.int64)

    def first(self, base: Integers) -> Integers:
        """Return the first cell of each of these bases; -1 where there is none."""
        import numpy as np

        known = self.cells["base"].to_numpy()
        place = np.minimum(np.searchsorted(known, base), len(known) - 1)
        return np.where(known[place] == base, place, NO_CELL) if len(known) else base * 0 - 1


def find_entries(rows: pd.DataFrame, catalogue: Catalogue) -> Entries:
    """List the counts on both sides of every row and number the cells that they are.

    Of one count, a region's or the nation's figure may be known of more and of fewer authorities, as measures need
    more or less of their returns: those are two cells. An authority's figure has one number.

    Args:
        rows: `mart_measure`.
        catalogue: The measures.

    Raises:
        RefusedError: Two measures tell different numbers of one count of one authority.
    """
    import pandas as pd

    sides = [
        _side_entries(rows, {m: d.above for m, d in catalogue.measures.items()}, "numerator"),
        _side_entries(
            rows, {m: d.below for m, d in catalogue.measures.items() if d.below}, "denominator"
        ),
    ]
    frame, places, groups, series = _numbered(pd.concat(sides, ignore_index=True))
    # In the order of names, not of rows: of two cells that would do, the same one is hidden in every release. Were it
    # another each time, one release would show what the other hides.
    frame = frame.sort_values([*_CELL, "measure", "side"], ignore_index=True)
    frame["cell"] = frame.groupby(_CELL, sort=False).ngroup()
    cells = frame.drop_duplicates("cell").reset_index(drop=True)
    _refuse_two_numbers(frame, cells)
    return Entries(frame, cells, places, groups, series)


def cells_of(entries: Entries, rows: pd.DataFrame, *, side: int) -> Integers:
    """Return the cell of each row's numerator (side 0) or denominator (1); -1 where it has none."""
    import numpy as np

    cell = np.full(len(rows), NO_CELL, dtype=np.int64)
    chosen = entries.frame[entries.frame["side"] == side]
    cell[chosen["row"]] = chosen["cell"]
    return cell


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


def _side_entries(rows: pd.DataFrame, sides: Mapping[str, Side], column: str) -> pd.DataFrame:
    """The rows whose numerator or denominator is a count, with the family and group that it is."""
    import numpy as np
    import pandas as pd

    most = look_up(rows["measure_id"], {m: side.most_of_one for m, side in sides.items()})
    counted = pd.Series(most, index=rows.index).fillna(0).gt(0) & rows[column].notna()
    chosen = rows[counted]
    measure = chosen["measure_id"]
    fixed = {m: side.group or None for m, side in sides.items()}
    breakdown = look_up(measure, {m: pair and pair[0] for m, pair in fixed.items()})
    value = look_up(measure, {m: pair and pair[1] for m, pair in fixed.items()})
    own = pd.isna(breakdown)
    return pd.DataFrame(
        {
            "row": np.flatnonzero(counted),
            "side": 0 if column == "numerator" else 1,
            "measure": measure.to_numpy(),
            "family": look_up(measure, {m: side.family for m, side in sides.items()}),
            "year": chosen["collection_year"].to_numpy(dtype=np.int64),
            "place": chosen["geography_code"].to_numpy(),
            "level": chosen["geography_level"].to_numpy(),
            "breakdown": np.where(own, chosen["breakdown"], breakdown),
            "value": np.where(own, chosen["breakdown_value"], value),
            "number": chosen[column].to_numpy(dtype=np.int64),
            "covers": chosen["las_included"]
            .mask(chosen["geography_level"] == _LOCAL, 1)
            .to_numpy(),
            "most_of_one": most[counted.to_numpy()].astype(np.int64),
        }
    )


def _numbered(
    frame: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.Index[Any], dict[Any, int], dict[Any, int]]:
    """Number places, groups and series in the order of their names, and all three as `base`."""
    import pandas as pd

    place_no, places = pd.factorize(frame["place"], sort=True)
    group_no, groups = _factorized_pairs(frame, "breakdown", "value")
    series, names = _factorized_pairs(frame, "family", "year")
    base = (series * len(places) + place_no) * len(groups) + group_no
    numbered = frame.assign(series=series, place_no=place_no, group_no=group_no, base=base)
    return numbered, places, groups, names


def _factorized_pairs(frame: pd.DataFrame, one: str, other: str) -> tuple[Integers, dict[Any, int]]:
    """Number the pairs of two columns: by way of the numbers of each, as pairs are slow to sort."""
    import pandas as pd

    (first, ones), (second, others) = (pd.factorize(frame[n], sort=True) for n in (one, other))
    number, pairs = pd.factorize(first.astype("int64") * max(len(others), 1) + second, sort=True)
    names = ((ones[int(pair) // len(others)], others[int(pair) % len(others)]) for pair in pairs)
    return number.astype("int64"), {name: n for n, name in enumerate(names)}


def _refuse_two_numbers(frame: pd.DataFrame, cells: pd.DataFrame) -> None:
    local = cells[cells["level"] == _LOCAL]
    twice = set(local.loc[local.duplicated("base", keep=False), "base"])
    if twice:
        at_odds = sorted(set(frame.loc[frame["base"].isin(twice), "measure"]))
        raise RefusedError(
            f"The measures {', '.join(at_odds)} tell different numbers of one count of one authority.",
            remedy="Correct the mart: measures of one numerator_count or denominator_count count the same children.",
        )


def table_of(entries: Entries, ties: Mapping[str, Any]) -> CellTable:
    """Return the cells with nothing hidden yet; `ties` are their groups, places, links and within."""
    import numpy as np

    cells = entries.cells
    none = np.zeros(len(cells), dtype=bool)
    return CellTable(
        count=cells["number"].to_numpy(dtype=np.int64),
        level=cells["level"].to_numpy(dtype=object),
        most_of_one=cells["most_of_one"].to_numpy(dtype=np.int64),
        hidden=none,
        proven=none,
        is_total=(cells["breakdown"] == TOTAL).to_numpy(dtype=bool),
        given_away=none,
        **ties,
    )
