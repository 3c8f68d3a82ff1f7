"""The sums within one count: parts of a breakdown with their total, authorities with their region and nation.

A sum is taken for known only where it holds: groups may overlap, and a region of one measure may lack an authority that
another has. Sums between counts and years stand in `links`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.release.disclosure.catalogue import TOTAL
from pipeline.release.disclosure.cells import NO_CELL, Lines, look_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from pipeline.release.disclosure.cells import Entries, Integers

_SEED = 904


def group_lines(entries: Entries) -> tuple[Lines, Integers]:
    """Return one line for each breakdown that sums to its total.

    Returns:
        The lines, and pairs of a part and its total where the parts do not sum to it.
    """
    import numpy as np

    parts = entries.frame[entries.frame["breakdown"] != TOTAL]
    parts = parts.drop_duplicates(["measure", "side", "base"])
    names = ["measure", "side", "series", "place_no", "breakdown"]
    line = parts.groupby(names, sort=False, observed=True).ngroup().to_numpy()
    _, first = np.unique(line, return_index=True)
    whole = np.bincount(line, weights=parts["number"], minlength=len(first))
    total = np.full(len(parts), entries.groups.get((TOTAL, TOTAL), NO_CELL))
    base = entries.base(parts["series"].to_numpy(), parts["place_no"].to_numpy(), total)
    covers = parts["covers"].to_numpy()
    parent = entries.find(base[first], covers[first], np.rint(whole).astype(np.int64))
    cell = parts["cell"].to_numpy()
    adds_up = parent[line] != NO_CELL
    within = np.column_stack([cell, entries.first(base)])[~adds_up]
    return distinct_lines(line[adds_up], cell[adds_up], parent[line][adds_up]), within


def place_lines(entries: Entries, places: pd.DataFrame) -> Lines:
    """Return one line for each figure of a region or the nation that is the sum of places.

    Args:
        entries: The counts.
        places: `la_code`, `region_code` and `london_part_code` of each local authority.
    """
    import numpy as np
    import pandas as pd

    frame = entries.frame.drop_duplicates(["measure", "side", "base"], ignore_index=True)
    same = frame.groupby(["measure", "side", "series", "group_no"], sort=False).ngroup().to_numpy()
    key = same * len(entries.places) + frame["place_no"].to_numpy()
    index, parent = pd.Index(key), np.full(len(frame), NO_CELL, dtype=np.int64)
    for codes in _ancestors(frame, places):
        above = _numbers_elsewhere(entries, codes)[frame["place_no"].to_numpy()]
        found = index.get_indexer(
            pd.Index(np.where(above < 0, -1, same * len(entries.places) + above))
        )
        parent = np.where(parent == NO_CELL, found, parent)
    child = np.flatnonzero(parent != NO_CELL)
    number = frame["number"].to_numpy()
    whole = np.bincount(parent[child], weights=number[child], minlength=len(frame))
    child = child[np.rint(whole[parent[child]]) == number[parent[child]]]
    cell = frame["cell"].to_numpy()
    return distinct_lines(parent[child], cell[child], cell[parent[child]])


def distinct_lines(line: Integers, child: Integers, parent: Integers) -> Lines:
    """Put members of lines together, each different line once.

    Args:
        line: Any number of the line of each child.
        child: The child's cell.
        parent: The cell of the parent of its line.
    """
    import numpy as np

    _, first, line = np.unique(line, return_index=True, return_inverse=True)
    most = int(max(child.max(initial=0), parent.max(initial=0))) + 1
    mark = np.random.default_rng(_SEED).integers(1, 2**62, most, dtype=np.uint64)
    sums = np.zeros(len(first), dtype=np.uint64)
    np.add.at(sums, line, mark[child])
    pairs = np.column_stack([sums, parent[first].astype(np.uint64)])
    _, kept = np.unique(pairs, axis=0, return_index=True)
    number = np.full(len(first), NO_CELL, dtype=np.int64)
    number[np.sort(kept)] = np.arange(len(kept))
    member = number[line] != NO_CELL
    return Lines(
        line=np.concatenate([number[line[member]], np.arange(len(kept))]),
        cell=np.concatenate([child[member], parent[first[np.sort(kept)]]]),
        is_parent=np.repeat([False, True], [int(member.sum()), len(kept)]),
        size=len(kept),
    )


def _numbers_elsewhere(entries: Entries, codes: Mapping[str, str]) -> Integers:
    """For each place by number, the number of the place that `codes` leads to; -1 where none."""
    import numpy as np
    import pandas as pd

    names = look_up(pd.Series(entries.places), codes)
    return np.asarray(entries.places.get_indexer(pd.Index(names, dtype=object)), dtype=np.int64)


def _ancestors(frame: pd.DataFrame, places: pd.DataFrame) -> Sequence[dict[str, str]]:
    """What each place is part of, nearest first: London is the sum of Inner and Outer London."""
    london = places[places["london_part_code"].fillna("") != ""]
    in_part = dict(zip(london["la_code"], london["london_part_code"], strict=True))
    in_region = dict(zip(places["la_code"], places["region_code"], strict=True))
    in_region |= dict(zip(london["london_part_code"], london["region_code"], strict=True))
    nation = frame.loc[frame["level"] == "National", "place"].unique()
    whole = nation[0] if len(nation) else ""
    beneath = frame.loc[~frame["place"].isin(nation), "place"].unique()
    return in_part, in_region, dict.fromkeys(beneath, whole)
