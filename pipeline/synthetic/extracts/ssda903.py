"""The SSDA903 return of a year: its tables one by one, as a case system would export them.

What belongs here: which tables a year's return has. What does not: their rows (`looked_after`), their bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.extracts.looked_after.child_rows import (
    header_extract,
    oc2_extract,
    oc3_extract,
    previous_permanence_extract,
    uasc_extract,
)
from pipeline.synthetic.extracts.looked_after.episode_rows import episodes_extract, setting_extracts
from pipeline.synthetic.extracts.looked_after.event_rows import (
    ad1_extract,
    missing_extract,
    placed_for_adoption_extract,
    reviews_extract,
    social_worker_extract,
)
from pipeline.synthetic.extracts.looked_after.year_in_care import YearInCare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.life.definition.world import World

_FIRST_YEAR_OF_SOCIAL_WORKERS = 2024
_TABLES = (
    header_extract,
    episodes_extract,
    reviews_extract,
    uasc_extract,
    oc2_extract,
    oc3_extract,
    ad1_extract,
    placed_for_adoption_extract,
    previous_permanence_extract,
    missing_extract,
)


def ssda903_extracts(world: World, year: int) -> Iterator[Extract]:
    """Yield the tables of a local authority's return, the header first, Ofsted's lists last.

    Args:
        world: The lives of its children.
        year: The collection year: the return has what happened until the 31 March on which it ends.

    Returns:
        The tables that the year's return has; one without a row is yielded too.
    """
    in_care = YearInCare(year, world)
    for make in _TABLES:
        yield make(in_care)
    if year >= _FIRST_YEAR_OF_SOCIAL_WORKERS:
        yield social_worker_extract(in_care)
    yield from setting_extracts(in_care)
