"""The known answers of a made country, read back and counted.

What belongs here: reading and summing. What does not: what is compared with what (`figures`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

YEAR = "collection_year"


@dataclass(frozen=True)
class Question:
    """What is counted.

    Attributes:
        table: Table of answers.
        count: Column that is summed; "" to count rows.
        column: Column that holds the category; "" for one total.
        date: Column of days that give the collection year; "" when the table has the year.
        only: A column and the values of it that count; ("", ()) for all rows.
    """

    table: str
    count: str = ""
    column: str = ""
    date: str = ""
    only: tuple[str, tuple[str, ...]] = ("", ())

    @property
    def columns(self) -> list[str]:
        """The columns to read."""
        wanted = ("la_code", self.date or YEAR, self.column, self.count, self.only[0])
        return list(dict.fromkeys(name for name in wanted if name))


@dataclass(frozen=True)
class Answers:
    """The answers under a folder, a folder a table and a file a local authority.

    Attributes:
        folder: `truth/` of a made country.
    """

    folder: Path

    def ask(self, question: Question) -> pd.DataFrame:
        """Return la_code, collection_year, category and count; no rows when the table was not made.

        Rows without a year (what has not ended) or without a category are left out.
        """
        paths = sorted((self.folder / question.table).glob("*.parquet"))
        parts = [*map(partial(_counted, question=question), paths)]
        if not parts:
            return pd.DataFrame(columns=["la_code", YEAR, "category", "count"])
        keys = ["la_code", YEAR, "category"]
        return pd.concat(parts).groupby(keys)["count"].sum().reset_index()


def _counted(path: Path, *, question: Question) -> pd.DataFrame:
    table = pq.read_table(path, columns=question.columns)
    column, values = question.only
    if column:
        table = table.filter(pc.is_in(table[column], value_set=pa.array(values)))
    year = _years(table[question.date]) if question.date else table[YEAR]
    columns = {
        "la_code": table["la_code"],
        YEAR: year,
        "category": table[question.column] if question.column else pa.repeat("", len(table)),
        "count": table[question.count] if question.count else pa.repeat(1, len(table)),
    }
    grouped = (
        pa.table(columns).group_by(["la_code", YEAR, "category"]).aggregate([("count", "sum")])
    )
    frame: pd.DataFrame = grouped.rename_columns(list(columns)).to_pandas()
    return frame.dropna()


def _years(days: pa.ChunkedArray) -> pa.ChunkedArray:
    """The collection year of each day: that in which the next 31 March falls."""
    after_march = pc.greater_equal(pc.month(days), 4)
    return pc.add(pc.year(days), pc.cast(after_march, pa.int64()))
