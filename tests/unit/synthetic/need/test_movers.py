"""Children who move: the same child in both authorities, which are simulated apart."""

from dataclasses import replace

import numpy as np
import pytest

from pipeline.synthetic.life.definition.care import InCare
from pipeline.synthetic.life.need.movers import moved_children, movers_of
from pipeline.synthetic.life.need.stage import make_need
from pipeline.synthetic.life.periods import make_periods_of_care
from pipeline.synthetic.plan import Authority
from tests.unit.synthetic.need.lives import walsall
from tests.unit.synthetic.sample import WALSALL, ground, group

DUDLEY = Authority("E08000027", "332", "Dudley", "E12000005", 2010)


@pytest.fixture(scope="module")
def lives():
    """Two neighbours of one plan, each by itself."""
    made = {}
    for one in (WALSALL, DUDLEY):
        alone = ground(one, first_year=2023, last_year=2025, scale=0.5)
        on = replace(alone, plan=replace(alone.plan, authorities=(DUDLEY, WALSALL)))
        looked_after, periods, _ = make_periods_of_care(on)
        children, need = make_need(on, looked_after, group(InCare, periods=periods))
        made[one.la_code] = (on, children, need)
    return made


def test_nobody_moves_where_there_is_one_authority():
    assert len(movers_of(walsall().ground)) == 0


def test_a_mover_is_the_same_child_in_both(lives):
    known = {}
    for on, children, _ in lives.values():
        rows, movers = moved_children(on, children)
        assert len(movers) > 5
        for row, upn in zip(rows, movers.upn, strict=True):
            child = children.take(np.array([row]))
            known.setdefault(upn, []).append(
                (child.birth_date[0], child.sex[0], child.ethnicity[0], child.la_child_id[0])
            )
    pairs = [found for found in known.values() if len(found) == 2]
    assert len(pairs) > 0.6 * len(known)
    assert all(one[:3] == other[:3] and one[3] != other[3] for one, other in pairs)


def test_the_case_closes_with_the_transfer_and_the_new_one_comes_from_an_authority(lives):
    for la_code, (on, children, need) in lives.items():
        rows, movers = moved_children(on, children)
        left = rows[movers.from_la_code == la_code]
        came = rows[movers.to_la_code == la_code]
        reasons = need.cases.closure_reason[np.isin(need.cases.child, left)]
        sources = need.cases.referral_source[np.isin(need.cases.child, came)]
        assert set(reasons) == {"RC5"}
        assert set(sources) == {"5C"}
