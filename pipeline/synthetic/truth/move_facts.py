"""The children who moved between authorities of the country, in the words of each authority.

One person across authorities can be found by the pupil number, which both know, and by birth date and sex. What belongs
here: moves. What does not: what happened before or after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.life.need.movers import moved_children
from pipeline.synthetic.truth.definition import TruthTable, fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.truth.basis import Basis


def move_facts(basis: Basis) -> Iterator[TruthTable]:
    """Return one row a child of the authority who came from or went to another, with the id here."""
    rows, movers = moved_children(basis.world.ground, basis.world.children)
    yield fact(
        "fct_move_between_authorities",
        basis.la_code,
        {
            "la_child_id": basis.ids(rows),
            "from_la_code": movers.from_la_code,
            "to_la_code": movers.to_la_code,
            "move_date": movers.day,
            "upn": movers.upn,
            "birth_date": movers.birth_date,
        },
    )
