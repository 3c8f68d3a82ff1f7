"""The list of candidates: pairs of children of two authorities that are likely one person, for a person to decide.

What belongs here: which pairs are worth a person's time, and the file. What does not: how likely a pair is
(`splink_model`), and what a decision changes (`int_link_decisions__in_force`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.linkage.levels import FIELDS
from pipeline.linkage.splink_model import score_pairs
from pipeline.modelling.api import open_warehouse, read_warehouse
from pipeline.private_file import private_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

TO_FILL_IN = ("is_accepted", "decided_by", "decided_date")
# Of the pairs known for certain and those that are not, how many the first are, roughly: a UPN is often not known.
_SHARE_KNOWN = 0.5
# A rival this likely makes a pair ambiguous, however likely the pair itself is.
_LEAST_RIVAL = 0.5


@dataclass(frozen=True)
class Linkage:
    """What comparing came to.

    Attributes:
        file: The list of candidates.
        threshold: Probability from which on a pair is a candidate.
        children: Children compared.
        candidates: Pairs in the list.
        ambiguous: Those of them of which one child has another likely pair in the same authority, as twins have.
    """

    file: Path
    threshold: float
    children: int
    candidates: int
    ambiguous: int


def write_candidates(warehouse: Path, folder: Path, *, threshold: float, now: datetime) -> Linkage:
    """Compare the children of a warehouse across authorities and write the candidates into a private file.

    Args:
        warehouse: The warehouse file; it is only read.
        folder: Where the list goes, under a name of its own.
        threshold: Probability from which on a pair is a candidate.
        now: The time, which names the file.

    Raises:
        BusyError: A run is writing to the warehouse.
        RefusedError: Nothing has been built there yet, or it cannot be read.
    """
    with read_warehouse(warehouse) as connection:
        children = connection.sql("SELECT * FROM int_children__compared ORDER BY child_key")
        compared = children.to_arrow_table()
        decided = connection.sql(
            "SELECT child_key, other_child_key FROM int_link_decisions__in_force"
        ).to_arrow_table()
    found = find_candidates(compared, decided, threshold=threshold)
    return Linkage(
        file=_write(found, folder / f"candidates-{now:%Y%m%dT%H%M%SZ}.csv"),
        threshold=threshold,
        children=compared.num_rows,
        candidates=found.num_rows,
        ambiguous=sum(found.column("is_ambiguous").to_pylist()),
    )


def find_candidates(compared: pa.Table, decided: pa.Table, *, threshold: float) -> pa.Table:
    """Return the pairs that are at least as likely one person as the threshold, likeliest first.

    Not among them are pairs that are one person already, those that a person has decided about, and those by which a
    person would have two children in one authority.

    Args:
        compared: Rows of int_children__compared.
        decided: child_key and other_child_key of the pairs decided about, the smaller key first.
        threshold: Probability from which on a pair is a candidate.
    """
    with open_warehouse() as connection:
        connection.register("children", compared)
        connection.register("decided", decided)
        prior = _prior(connection)
        least = min(threshold, _LEAST_RIVAL)
        pairs = (
            score_pairs(connection, "children", prior=prior, least=least) if prior else _NO_PAIRS
        )
        return connection.sql(_candidates_query(pairs, threshold)).to_arrow_table()


def _prior(connection: DuckDBPyConnection) -> float:
    """Return the share of the pairs of children of two authorities that are one person; 0 when there are no pairs.

    One pair more than is known for certain is counted, so that a country in which none is known yet has some.
    """
    ((known, pairs),) = connection.sql(
        """
        WITH authorities AS (SELECT count(*) AS n FROM children GROUP BY la_code),
        persons AS (SELECT count(*) AS n FROM children GROUP BY person_key)
        SELECT
            (SELECT sum(n * (n - 1) / 2) FROM persons),
            (SELECT (sum(n) ** 2 - sum(n ** 2)) / 2 FROM authorities)
        """
    ).fetchall()
    return min(0.5, (known + 1) / _SHARE_KNOWN / pairs) if pairs else 0.0


_NO_PAIRS = (
    "(SELECT '' AS child_key_l, '' AS child_key_r, 0.0 AS match_probability, "
    + ", ".join(f"-1 AS gamma_{field.name}" for field in FIELDS)
    + " LIMIT 0)"
)


def _candidates_query(pairs: str, threshold: float) -> str:
    agreement = ", ".join(
        f"{_in_words(field.name, [level.words for level in field.levels])} AS {field.name}_agreement"
        for field in FIELDS
    )
    return f"""
        WITH known AS (SELECT DISTINCT person_key, la_code FROM children),
        likely AS (
            SELECT
                p.*, l.la_code, r.la_code AS other_la_code,
                count(*) OVER (PARTITION BY p.child_key_l, r.la_code) > 1
                OR count(*) OVER (PARTITION BY p.child_key_r, l.la_code) > 1 AS is_ambiguous
            FROM {pairs} AS p
            INNER JOIN children AS l ON p.child_key_l = l.child_key
            INNER JOIN children AS r ON p.child_key_r = r.child_key
            ANTI JOIN known AS k ON l.person_key = k.person_key AND r.la_code = k.la_code
            ANTI JOIN known AS o ON r.person_key = o.person_key AND l.la_code = o.la_code
            ANTI JOIN decided AS d
                ON least(p.child_key_l, p.child_key_r) = d.child_key
                AND greatest(p.child_key_l, p.child_key_r) = d.other_child_key
        )
        SELECT
            child_key_l AS child_key, la_code, child_key_r AS other_child_key, other_la_code,
            least(round(match_probability, 4), 0.9999) AS match_probability, is_ambiguous, {agreement}
        FROM likely
        WHERE match_probability >= {threshold}
        ORDER BY match_probability DESC, child_key_l, child_key_r
    """


def _in_words(field: str, words: list[str]) -> str:
    # Splink counts the levels from the least close one, which is 0.
    cases = " ".join(f"WHEN {n} THEN '{text}'" for n, text in enumerate(reversed(words)))
    return f"CASE gamma_{field} {cases} ELSE 'not known' END"


def _write(found: pa.Table, path: Path) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        private_file(path) as unfinished,
        unfinished.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([*found.column_names, *TO_FILL_IN])
        blank = [""] * len(TO_FILL_IN)
        writer.writerows([*row.values(), *blank] for row in found.to_pylist())
    return path
