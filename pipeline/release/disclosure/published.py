"""How the numbers of a release are written: rounding halves up, percentages, rates, symbols.

Which cells are hidden has been decided before; nothing here hides or reveals a count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.release.disclosure.cells import look_up
from pipeline.release.disclosure.policy import (
    HIDDEN,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    ROUNDS_TO_ZERO,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from pipeline.release.disclosure.cells import Booleans, CellTable, Integers
    from pipeline.release.disclosure.policy import Policy

# Added before a half is rounded up, where the factor is no whole number and a half may come out a little less.
_NOISE = 1e-9
_OF_ONE = {"numerator": "above_one", "denominator": "below_one"}


def round_half_up(count: Integers, multiple: Integers) -> Integers:
    """Round counts to the nearest multiple, halves up.

    >>> import numpy as np
    >>> round_half_up(np.array([14, 15, 25]), np.array([10, 10, 10])).tolist()
    [10, 20, 30]
    """
    return (2 * count + multiple) // (2 * multiple) * multiple


def ratio_half_up(
    part: Integers, whole: Integers, *, factor: NDArray[np.float64], decimals: Integers
) -> NDArray[np.float64]:
    """Return part / whole x factor at so many decimals, halves up.

    It is computed in whole numbers where the factor is one, so that no half is lost.

    >>> import numpy as np
    >>> one = np.array([1])
    >>> ratio_half_up(one, 8 * one, factor=100.0 * one, decimals=0 * one).tolist()
    [13.0]
    """
    import numpy as np

    scale = 10**decimals
    per = np.rint(factor).astype(np.int64)
    exact = (2 * part * per * scale + whole) // (2 * whole)
    near = np.floor(part * factor * scale / whole + 0.5 + _NOISE)
    return np.asarray(np.where(per == factor, exact, near) / scale, dtype=np.float64)


def publish_rows(rows: pd.DataFrame, table: CellTable, policy: Policy) -> pd.DataFrame:
    """Write numerator, denominator, value and symbol of each row as they may be published.

    Args:
        rows: Rows of `mart_measure` with `unit`, `factor`, `decimals`, `is_ratio`, `follows` (the numerator is hidden
            with the denominator), `above_one` and `below_one` (what one child can add to numerator and denominator; 0
            where they are no counts), `cell` and `base_cell` (those of numerator and denominator).
        table: The cells with what is hidden.
        policy: How counts are rounded.

    Returns:
        The rows with those four columns replaced.

    Raises:
        RefusedError: A small count would still be published, as count and percentage disagree.
    """
    hidden = _hidden_rows(rows, table, policy)
    value, symbol = _values_and_symbols(rows, policy, hidden=hidden["value"])
    published = rows.assign(
        numerator=_counts(rows, "numerator", policy).mask(hidden["numerator"]),
        denominator=_counts(rows, "denominator", policy).mask(hidden["denominator"]),
        value=value,
        symbol=symbol,
    )
    _refuse_small_counts(rows, published, policy)
    return published


def not_published(rows: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Return rows as they are written when their figures are not published at all."""
    symbol = policy.symbols[NOT_AVAILABLE]
    return rows.assign(numerator=None, denominator=None, value=None, symbol=symbol).astype(
        {"numerator": "Int64", "denominator": "Int64", "value": "float64"}
    )


def _hidden_rows(rows: pd.DataFrame, table: CellTable, policy: Policy) -> dict[str, Booleans]:
    """Which numerators, denominators and values are hidden; a count of 0 may keep its 0 percent."""
    import numpy as np

    zero = rows["numerator"].eq(0).fillna(value=False).to_numpy(dtype=bool)
    shown_zero = zero & ~_of_level(rows, policy, "hides_zero_share").astype(bool)
    follows = rows["follows"].to_numpy(dtype=bool)
    small = _is_small(rows, "denominator", policy, upto="suppress_whole_to")
    whole = _at(table.hidden, rows["base_cell"]) | small
    count = _at(table.hidden, rows["cell"]) | (whole & follows)
    is_ratio = rows["is_ratio"].to_numpy(dtype=bool)
    value = count | (whole & is_ratio & ~(shown_zero & ~follows))
    return {"numerator": count, "denominator": whole, "value": np.asarray(value)}


def _at(mask: Booleans, cell: pd.Series[int]) -> Booleans:
    import numpy as np

    # A row without a cell has the number -1, which reads the last entry: not hidden.
    number = cell.to_numpy()
    return np.append(mask, False)[number]


def _of_level(rows: pd.DataFrame, policy: Policy, name: str) -> NDArray[np.object_]:
    """What the policy says under that name of each row's level of geography."""
    values = {level: getattr(rule, name) for level, rule in policy.levels.items()}
    return look_up(rows["geography_level"], values)


def _is_small(rows: pd.DataFrame, column: str, policy: Policy, *, upto: str) -> Booleans:
    """Which numbers are counts that may be of as few children as the policy names."""
    import numpy as np

    of_one = rows[_OF_ONE[column]].to_numpy(dtype=np.float64)
    lowest = _of_level(rows, policy, "suppress_from").astype(np.float64)
    highest = _of_level(rows, policy, upto).astype(np.float64) * of_one
    number = rows[column].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    return np.asarray((of_one > 0) & (number >= lowest) & (number <= highest))


def _counts(rows: pd.DataFrame, column: str, policy: Policy) -> pd.Series[int]:
    """The numbers of a column; those of children and events rounded as the level of the row wants it.

    Populations stay as they are, since they are published elsewhere, and so do days and pounds.
    """
    import numpy as np

    multiple = _of_level(rows, policy, "round_to").astype(np.int64)
    multiple = np.where(rows[_OF_ONE[column]] == 1, multiple, 1)
    count = rows[column].fillna(0).to_numpy(dtype=np.int64)
    rounded = rows[column].astype("Int64")
    rounded[:] = round_half_up(count, multiple)
    return rounded.mask(rows[column].isna())


def _values_and_symbols(
    rows: pd.DataFrame, policy: Policy, *, hidden: Booleans
) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    import numpy as np

    number = _true_values(rows, policy)
    part = rows["numerator"].fillna(0).to_numpy(dtype=np.int64)
    is_ratio = rows["is_ratio"].to_numpy(dtype=bool)
    absent = rows["numerator"].isna().to_numpy() | (
        is_ratio & rows["denominator"].isna().to_numpy()
    )
    nothing = is_ratio & rows["denominator"].eq(0).fillna(value=False).to_numpy(dtype=bool)
    given = look_up(rows["symbol"].fillna(""), {**policy.symbols, "": ""})
    conditions = [given != "", hidden, nothing, absent, is_ratio & (number == 0) & (part > 0)]
    standard = (HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, ROUNDS_TO_ZERO)
    written = [policy.symbols.get(symbol, "") for symbol in standard]
    symbol = np.select(conditions, [given, *written], default="")
    return np.where(symbol == "", number, np.nan), symbol


def _true_values(rows: pd.DataFrame, policy: Policy) -> NDArray[np.float64]:
    """Ratios from true numbers, at their measure's decimals; plain counts as rounded."""
    import numpy as np

    is_ratio = rows["is_ratio"].to_numpy(dtype=bool)
    rounded = _counts(rows, "numerator", policy).fillna(0).to_numpy(dtype=np.int64)
    part = rows["numerator"].fillna(0).to_numpy(dtype=np.int64)
    whole = rows["denominator"].fillna(0).to_numpy(dtype=np.int64)
    return ratio_half_up(
        np.where(is_ratio, part, rounded),
        np.where(is_ratio, np.maximum(whole, 1), 1),
        factor=rows["factor"].to_numpy(dtype=np.float64),
        decimals=decimals_of(rows, policy),
    )


def decimals_of(rows: pd.DataFrame, policy: Policy) -> Integers:
    """Decimals of each row's measure, unless the policy has its own for percentages."""
    import numpy as np
    import pandas as pd

    own = pd.Series(_of_level(rows, policy, "percent_decimals"), index=rows.index)
    replaced = (rows["unit"] == "percent") & own.notna()
    return np.asarray(rows["decimals"].mask(replaced, own), dtype=np.int64)


def _refuse_small_counts(rows: pd.DataFrame, published: pd.DataFrame, policy: Policy) -> None:
    """Stop rather than publish a numerator in the range of suppression, whatever led to it."""
    small = _is_small(rows, "numerator", policy, upto="suppress_to")
    leaking = rows.loc[small & published["numerator"].notna().to_numpy(), "measure_id"].unique()
    if len(leaking):
        raise RefusedError(
            f"A small count of {', '.join(sorted(leaking))} would be published: "
            "its numerator differs from the count that it shares.",
            remedy="Correct the mart: a measure and its numerator_count count the same children.",
        )
