"""Factors found at assessments: as often as published, those of one household together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.definition.need import AssessmentFactors
from pipeline.synthetic.life.need.draft import NOT_IN_NEED
from pipeline.synthetic.life.need.figures import year_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.need import Assessments
    from pipeline.synthetic.life.definition.rows import Codes, Flags, Floats, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.figures import Figures
    from pipeline.synthetic.life.need.people import People

_NONE_FOUND, _OTHER, _UASC, _FOSTERED, _ALL = "21", "20", "9A", "8", "all"
_EXPLOITED, _EXPLOITED_SINCE = "24A", 2022
_SPLIT = ("18", "19")  # physical and sexual abuse, by whom: known from 2020-21
_FIRST_SPLIT_YEAR, _LAST_SPLIT_YEAR = 2018, 2025


def make_factors(
    figures: Figures, drafts: Drafts, people: People, assessments: Assessments
) -> AssessmentFactors:
    """Return the factors of the assessments authorised in the calendar; each has at least one.

    Args:
        figures: The local authority.
        drafts: The cases.
        people: Whose they are.
        assessments: All assessments.
    """
    rng = figures.ground.stream("need: factors")
    done = assessments.authorisation_date
    rows = np.flatnonzero((done >= figures.ground.calendar.first_day) & (done != OPEN))
    none = _none_found(rng, figures, drafts, assessments, rows)
    found = rows[~none]
    table, codes = _found(rng, figures, _Seen(people, assessments, found))
    at, column = np.nonzero(table)
    assessment = np.concatenate([rows[none], found[at]])
    code = np.concatenate([np.full(int(none.sum()), _NONE_FOUND), codes[column]])
    code = _by_year(rng, figures, code, year_of(done[assessment]))
    order = np.argsort(assessment, kind="stable")
    return AssessmentFactors(assessment=assessment[order], code=code[order])


class _Seen:
    """What is known of the children at their assessments."""

    def __init__(self, people: People, assessments: Assessments, rows: Ints) -> None:
        child = people.of_case[assessments.case[rows]]
        birth = people.children.birth_date[child]
        self.age = age_on(birth, assessments.start_date[rows])
        self.is_uasc = people.children.is_uasc[child]
        self.year = year_of(assessments.authorisation_date[rows])


def _none_found(
    rng: np.random.Generator,
    figures: Figures,
    drafts: Drafts,
    assessments: Assessments,
    rows: Ints,
) -> Flags:
    """Return which assessments found no factor: of cases not in need only (rule 8873Q), as many as published."""
    unneeded = drafts.outcome[assessments.case[rows]] == NOT_IN_NEED
    years = figures.ground.calendar.years
    with_factor, completed = (
        figures.counts(name) for name in ("episodes_with_factor", "assessments")
    )
    share = 1 - sum(with_factor[y] for y in years) / max(sum(completed[y] for y in years), 1)
    most = int(unneeded.sum() * figures.number("no_factor_most"))
    none = np.zeros(len(rows), dtype=bool)
    count = min(max(round(len(rows) * share), 0), most)
    none[choose(rng, unneeded.astype(np.float64), count)] = True
    return none


def _found(rng: np.random.Generator, figures: Figures, seen: _Seen) -> tuple[Flags, Codes]:
    """Return which factors (columns) were found at which assessments (rows)."""
    shares = figures.shares("factor")
    codes = np.array([code for code in shares.codes if code != _ALL])
    common = np.sqrt(figures.number("factor_common_share"))
    household = rng.standard_normal(len(seen.age))
    table = np.zeros((len(seen.age), len(codes)), dtype=bool)
    for column, code in enumerate(codes):
        if code not in (_OTHER, _UASC):
            own = rng.standard_normal(len(seen.age)) * np.sqrt(1 - common**2)
            able = _able(figures, seen, str(code))
            count = round(figures.proportion("factor", str(code)) * len(able))
            table[_highest(common * household + own, able, count), column] = True
    table[:, codes == _UASC] = seen.is_uasc[:, None]
    wanted = round(figures.proportion("factor", _OTHER) * len(table))
    table[:, codes == _OTHER] = _others(rng, table, wanted)[:, None]
    return table, codes


def _able(figures: Figures, seen: _Seen, code: str) -> Flags:
    """Return which children can have a factor: some are of older children, one is of recent years."""
    least = figures.number(f"least_age_{code}")
    old_enough = (seen.age >= least) | (least == 0)
    return old_enough & ((code != _EXPLOITED) | (seen.year >= _EXPLOITED_SINCE))


def _highest(score: Floats, able: Flags, count: int) -> Ints:
    rows = np.flatnonzero(able)
    count = min(count, len(rows))
    if not count:
        return rows[:0]
    return np.asarray(rows[np.argpartition(-score[rows], count - 1)[:count]])


def _others(rng: np.random.Generator, table: Flags, wanted: int) -> Flags:
    """Return at which assessments "other" was found: all without any factor, and some more up to a number."""
    empty = np.asarray(~table.any(axis=1))
    more = choose(rng, np.where(empty, 0.0, 1.0), max(wanted - int(empty.sum()), 0))
    other = empty.copy()
    other[more] = True
    return other


def _by_year(rng: np.random.Generator, figures: Figures, codes: Codes, years: Ints) -> Codes:
    """Return codes in force: who abused is told from 2020-21 on, private fostering has five kinds."""
    codes = codes.astype("U3")
    fostered = np.flatnonzero(codes == _FOSTERED)
    codes[fostered] = figures.assumed_shares("private_fostering").draw(rng, len(fostered))
    known = np.clip(years, _FIRST_SPLIT_YEAR, _LAST_SPLIT_YEAR)
    for part in _SPLIT:
        for year in np.unique(known):
            rows = np.flatnonzero((codes == part) & (known == year))
            shares = figures.ground.calibration.shares(
                "need", f"factor_{part}", given=str(year), la_code=ENGLAND
            )
            codes[rows] = shares.draw(rng, len(rows))
    return codes
