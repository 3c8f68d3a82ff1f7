"""All answers about one authority, and writing them as Parquet.

What belongs here: which answers there are, in which order. What does not: any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from pipeline.synthetic.truth.activity_mart import activity_marts
from pipeline.synthetic.truth.basis import Basis
from pipeline.synthetic.truth.care_event_facts import care_event_facts
from pipeline.synthetic.truth.care_facts import care_facts
from pipeline.synthetic.truth.care_marts import care_marts
from pipeline.synthetic.truth.court_facts import court_facts
from pipeline.synthetic.truth.court_marts import court_marts
from pipeline.synthetic.truth.finance_mart import finance_marts
from pipeline.synthetic.truth.money_facts import money_facts
from pipeline.synthetic.truth.move_facts import move_facts
from pipeline.synthetic.truth.need_facts import need_facts
from pipeline.synthetic.truth.need_marts import need_marts
from pipeline.synthetic.truth.year_end import year_end_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.synthetic.life.definition.world import World
    from pipeline.synthetic.truth.definition import TruthTable


_ANSWERS = (
    need_facts, move_facts, court_facts, care_facts, care_event_facts, money_facts,
    year_end_tables, care_marts, need_marts, court_marts, activity_marts, finance_marts,
)  # fmt: skip


def truth_tables(world: World) -> Iterator[TruthTable]:
    """Return all answers about an authority: facts by row, marts by count.

    Raises:
        ProjectError: A list of `seeds/` cannot be read.
    """
    basis = Basis(world)
    for answers in _ANSWERS:
        yield from answers(basis)


def write_truth(world: World, folder: Path) -> int:
    """Write all answers about an authority as `<folder>/<table>/<la_code>.parquet`.

    Returns:
        Rows written.

    Raises:
        ProjectError: A list of `seeds/` cannot be read.
        OSError: A file cannot be written.
    """
    rows = 0
    for answer in truth_tables(world):
        path = folder / answer.name / f"{world.ground.la_code}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(answer.table, path)
        rows += answer.table.num_rows
    return rows
