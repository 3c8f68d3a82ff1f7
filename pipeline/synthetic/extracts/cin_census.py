"""The CIN census of a year: its tables one by one, as a case system would export them.

What belongs here: which tables a year's census has. What does not: their rows (`in_need`), their bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.extracts.in_need.case_rows import (
    assessments_extract,
    cases_extract,
    enquiries_extract,
    factors_extract,
    need_plans_extract,
    plan_reviews_extract,
    plans_extract,
)
from pipeline.synthetic.extracts.in_need.child_rows import (
    characteristics_extract,
    disabilities_extract,
    header_extract,
    identifiers_extract,
)
from pipeline.synthetic.extracts.in_need.year_in_need import YearInNeed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.life.definition.world import World

_FIRST_YEAR_OF_NEED_PLANS = 2022
_TABLES = (
    header_extract,
    identifiers_extract,
    characteristics_extract,
    disabilities_extract,
    cases_extract,
    assessments_extract,
    factors_extract,
    enquiries_extract,
    plans_extract,
    plan_reviews_extract,
)


def cin_census_extracts(world: World, year: int) -> Iterator[Extract]:
    """Yield the tables of a local authority's census, the header first.

    Args:
        world: The lives of its children.
        year: The collection year: the census has what happened until the 31 March on which it ends.

    Returns:
        The tables that the year's census has; one without a row is yielded too.
    """
    in_need = YearInNeed(year, world)
    for make in _TABLES:
        yield make(in_need)
    if year >= _FIRST_YEAR_OF_NEED_PLANS:
        yield need_plans_extract(in_need)
