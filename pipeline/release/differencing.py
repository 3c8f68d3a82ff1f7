"""What two releases tell together: a count that has not changed, hidden in one and shown in the other.

Disclosure control sees one release at a time. Here the one that is made is held against the one in force; what to do
about what is found is for who publishes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, open_warehouse
from pipeline.release.definition import MEASURES
from pipeline.release.disclosure.policy import HIDDEN

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_FILES = {"inside": "internal/marts.duckdb", "outside": "public/benchmarks.duckdb"}
_KEY = "measure_id, geography_code, collection_year, breakdown, breakdown_value"


def counts_told_together(release: Path, other: Path) -> int:
    """Return how many unchanged counts one of two releases hides and the other shows.

    Args:
        release: Folder of a release with both shelves.
        other: Folder of another.
    """
    with open_warehouse() as connection:
        for name, folder in (("this", release), ("that", other)):
            connection.execute(f"CREATE TABLE {name} AS {_figures(connection, name, folder)}")
        ((found,),) = connection.execute(
            f"SELECT count(*) FROM this JOIN that USING ({_KEY}) "
            "WHERE this.number = that.number AND this.is_hidden <> that.is_hidden"
        ).fetchall()
        return int(found)


def _figures(connection: DuckDBPyConnection, name: str, folder: Path) -> str:
    """The SELECT of each figure's true number and whether it is hidden, over the files of a release."""
    for shelf, path in _FILES.items():
        file = literal(str(folder / path))
        connection.execute(f"ATTACH {file} AS {name}_{shelf} (READ_ONLY)")
    return (
        f"SELECT {_KEY}, i.numerator AS number, o.numerator IS NULL AS is_hidden "
        f"FROM {name}_outside.bench_measure AS o JOIN {name}_inside.{MEASURES} AS i USING ({_KEY}) "
        f"WHERE i.numerator IS NOT NULL AND o.symbol IN ('', {literal(HIDDEN)})"
    )
