"""Disabilities of children: as many with any, and of each kind, as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.definition.need import Cases, Disabilities

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.rows import Flags
    from pipeline.synthetic.life.need.figures import Figures

_NONE, _ALL, _OTHER = "NONE", "all", "DDA"
_CHILDS_DISABILITY = "N2"
_WEIGHT = 1000.0  # nearly all of those whose need it is


def make_disabilities(figures: Figures, children: Children, cases: Cases) -> Disabilities:
    """Return the disabilities of each child, or NONE: first of all those whose need it is.

    Args:
        figures: The local authority.
        children: All children.
        cases: Their cases.
    """
    rng = figures.ground.stream("need: disabilities")
    disabled = np.flatnonzero(_disabled(rng, figures, children, cases))
    shares = figures.shares("disability")
    codes = shares.codes[shares.codes != _ALL]
    table = np.zeros((len(disabled), len(codes)), dtype=bool)
    for place, code in enumerate(codes):
        share = figures.proportion("disability", str(code))
        table[choose(rng, np.ones(len(disabled)), round(share * len(disabled))), place] = True
    table[~table.any(axis=1), int(np.flatnonzero(codes == _OTHER)[0])] = True
    at, column = np.nonzero(table)
    none = np.setdiff1d(np.arange(len(children)), disabled)
    child = np.concatenate([disabled[at], none])
    code = np.concatenate([codes[column], np.full(len(none), _NONE)])
    order = np.argsort(child, kind="stable")
    return Disabilities(child=child[order], code=code[order])


def _disabled(
    rng: np.random.Generator, figures: Figures, children: Children, cases: Cases
) -> Flags:
    """Return which children are disabled: the published share of those in need on the last day, and of the others."""
    weight = np.ones(len(children))
    weight[cases.child[cases.primary_need == _CHILDS_DISABILITY]] = _WEIGHT
    in_need = np.zeros(len(children), dtype=bool)
    in_need[cases.child[cases.closure_date == OPEN]] = True
    share = figures.proportion("disability_recorded", "recorded")
    disabled = np.zeros(len(children), dtype=bool)
    for group in (in_need, ~in_need):
        disabled[choose(rng, weight * group, round(share * int(group.sum())))] = True
    return disabled
