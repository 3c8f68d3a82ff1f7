"""Small tables of a simulated life made by hand: what a test does not say has a plain value."""

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import numpy as np

from pipeline.synthetic.calibration.load import Calibration
from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.care import InCare
from pipeline.synthetic.life.definition.children import Children
from pipeline.synthetic.life.definition.court import InCourt
from pipeline.synthetic.life.definition.ground import Ground
from pipeline.synthetic.life.definition.money import Money
from pipeline.synthetic.life.definition.need import InNeed
from pipeline.synthetic.life.definition.world import World
from pipeline.synthetic.plan import Authority, Calendar, Plan

SEEDS = Path(__file__).parents[3] / "seeds"
WALSALL = Authority("E08000030", "335", "Walsall", "E12000005", 2010)

_PLAIN = {
    "Ints": lambda count: np.full(count, -1, dtype=np.int64),
    "Floats": np.zeros,
    "Codes": lambda count: np.full(count, "", dtype="U1"),
    "Flags": lambda count: np.zeros(count, dtype=bool),
    "Days": lambda count: np.full(count, OPEN),
}
_TYPES = {"Ints": np.int64, "Floats": np.float64, "Codes": np.str_, "Flags": bool}


def day(text):
    """Return a day; "" is OPEN."""
    return np.datetime64(text, "D") if text else OPEN


def table(kind, **columns):
    """Return rows of a table of the life: a column that is left out has -1, 0, "", no or OPEN in each row.

    Days are given as texts, "" for OPEN.
    """
    count = len(next(iter(columns.values()))) if columns else 0
    return kind(
        **{
            one.name: _column(one.type, columns[one.name])
            if one.name in columns
            else _PLAIN[one.type](count)
            for one in fields(kind)
        }
    )


def rows(kind, names, *values):
    """Return a table given row by row: the names of columns in one text, then a tuple a row."""
    return table(kind, **dict(zip(names.split(), zip(*values, strict=True), strict=True)))


def children(count, **columns):
    """Return some children with ids, born in 2010, boys, of one ethnicity."""
    plain = {
        "la_child_id": [f"WA{number:04}" for number in range(count)],
        "birth_date": ["2010-05-01"] * count,
        "sex": ["M"] * count,
        "ethnicity": ["WBRI"] * count,
        "home_postcode": ["ZZ1 1AA"] * count,
    }
    return table(Children, **(plain | columns))


def ground(authority=WALSALL, *, first_year=2023, last_year=2025, scale=0.2):
    """Return the ground of one local authority with the project's calibration."""
    plan = Plan((authority,), Calendar(first_year, last_year), scale=scale)
    return Ground(authority, plan, Calibration(SEEDS / "calibration"))


def group(kind, **tables):
    """Return a group of tables (in care, in need, in court, money): those left out have no rows."""
    return kind(**{name: tables.get(name, table(of)) for name, of in get_type_hints(kind).items()})


def world(*, on=None, who=None, **groups):
    """Return a local authority's lives: groups left out have no rows."""
    empty = {
        "care": InCare,
        "need": InNeed,
        "court": InCourt,
        "money": Money,
    }
    return World(
        ground=on or ground(),
        children=who if who is not None else children(0),
        **{name: groups.get(name) or group(kind) for name, kind in empty.items()},
    )


def _column(kind, values):
    if kind == "Days":
        return np.array([day(text) for text in values], dtype="datetime64[D]")
    return np.asarray(values, dtype=_TYPES[kind])
