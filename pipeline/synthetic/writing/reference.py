"""What all authorities of a made country share: the list of its fictional postcodes.

What belongs here: lists that no authority sends. What does not: Ofsted's lists, which come with each return.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.synthetic.life.geography import load_geography
from pipeline.synthetic.writing.csv_file import write_csv

if TYPE_CHECKING:
    from pathlib import Path


def write_postcodes(path: Path, *, seeds: Path) -> int:
    """Write the postcodes with the authority each lies in and its place on the grid in metres.

    Args:
        path: The CSV file.
        seeds: The project's seeds.

    Returns:
        The number of bytes written.
    """
    columns = {
        name: pa.array(values).cast(pa.string())
        for name, values in load_geography(seeds).columns().items()
    }
    return write_csv(path, columns, {name: name for name in columns})
