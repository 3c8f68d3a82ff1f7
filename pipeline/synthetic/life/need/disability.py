"""Disabilities of children: as many with any, and of each kind, as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.definition import OPEN, Cases, Disabilities

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition import Children, Flags
    from pipeline.synthetic.life.need.figures import Figures

_NONE, _ALL, _OTHER = "NONE", "all", "DDA"
_CHILDS_DISABILITY = "N2"


def make_disabilities(figures: Figures, children: Children, cases: Cases) -> Disabilities:
    """Return the disabilities of each child, or NONE: children whose need it is always have one.

    Args:
        figures: The local authority.
        children: All children.
        cases: Their cases.
    """
    rng = figures.ground.stream("need: disabilities")
    disabled = np.flatnonzero(_disabled(rng, figures, children, cases))
    shares = figures.shares("disability")
    codes = np.array([code for code in shares.codes if code != _ALL])
    table = np.zeros((len(disabled), len(codes)), dtype=bool)
    for column, code in enumerate(codes):
        share = figures.proportion("disability", str(code))
        table[choose(rng, np.ones(len(disabled)), round(share * len(disabled))), column] = True
    table[~table.any(axis=1), int(np.flatnonzero(codes == _OTHER)[0])] = True
    at, column = np.nonzero(table)
    others = np.setdiff1d(np.arange(len(children)), disabled)
    child = np.concatenate([disabled[at], others])
    code = np.concatenate([codes[column], np.full(len(others), _NONE)])
    order = np.argsort(child, kind="stable")
    return Disabilities(child=child[order], code=code[order])


def _disabled(
    rng: np.random.Generator, figures: Figures, children: Children, cases: Cases
) -> Flags:
    """Return which children are disabled: the published share of those in need on the last day, and of the others."""
    disabled = np.zeros(len(children), dtype=bool)
    disabled[cases.child[cases.primary_need == _CHILDS_DISABILITY]] = True
    in_need = np.zeros(len(children), dtype=bool)
    in_need[cases.child[cases.closure_date == OPEN]] = True
    share = figures.proportion("disability_recorded", "recorded")
    for group in (in_need, ~in_need):
        count = round(share * int(group.sum())) - int((group & disabled).sum())
        disabled[choose(rng, (group & ~disabled).astype(np.float64), max(count, 0))] = True
    return disabled
