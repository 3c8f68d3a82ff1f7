"""The known answers of a made country, read back as frames.

What belongs here: reading. What does not: what is compared with what (`figures`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Answers:
    """The answers under a folder, a folder a table and a file a local authority.

    Attributes:
        folder: `truth/` of a made country.
    """

    folder: Path

    def counts(self, table: str, by: Sequence[str], count: str) -> pd.DataFrame:
        """Return the sum of a count for each combination of columns; empty when the table was not made.

        Args:
            table: Name of a table of answers.
            by: Columns to group by.
            count: Column to sum; "" to count rows.
        """
        wanted = [*by, *([count] if count else [])]
        parts = [
            _summed(pq.read_table(path, columns=wanted), by, count)
            for path in sorted((self.folder / table).glob("*.parquet"))
        ]
        if not parts:
            return pd.DataFrame(columns=[*by, "count"])
        return pd.concat(parts).groupby(list(by), dropna=False)["count"].sum().reset_index()


def _summed(table: pa.Table, by: Sequence[str], count: str) -> pd.DataFrame:
    ones = table.append_column("count", pa.array([1] * len(table))) if not count else table
    grouped = ones.group_by(list(by)).aggregate([(count or "count", "sum")])
    frame: pd.DataFrame = grouped.rename_columns([*by, "count"]).to_pandas()
    return frame
