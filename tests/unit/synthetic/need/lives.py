"""A small simulated authority: care and need, made once for the tests of children in need."""

from dataclasses import fields
from functools import cache

from pipeline.synthetic.life.definition.care import InCare
from pipeline.synthetic.life.need.stage import make_need
from pipeline.synthetic.life.periods import make_periods_of_care
from tests.unit.synthetic.sample import WALSALL, ground, group, world


@cache
def walsall(first_year=2022, last_year=2025, scale=0.3):
    """Return the world of a third of Walsall: looked after children's periods, and all about need."""
    on = ground(WALSALL, first_year=first_year, last_year=last_year, scale=scale)
    looked_after, periods, _ = make_periods_of_care(on)
    care = group(InCare, periods=periods)
    children, need = make_need(on, looked_after, care)
    return world(on=on, who=children, care=care, need=need)


def same(one, other):
    """Tell whether two tables are equal, value by value."""
    return all(
        (getattr(one, column.name) == getattr(other, column.name)).all() for column in fields(one)
    )
