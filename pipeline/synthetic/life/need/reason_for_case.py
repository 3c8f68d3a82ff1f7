"""Who referred each child, and what the child needs most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.draw import allocate
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.need.draft import IN_CARE, NO_FURTHER_ACTION
from pipeline.synthetic.life.need.figures import flip, year_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.rows import Codes, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.figures import Figures
    from pipeline.synthetic.life.need.people import People

_AGE_BANDS = np.array([0, 1, 5, 10, 16])
_EARLY_HELP, _EARLY_HELP_SINCE = "5D", 2023
_OTHER_AUTHORITY = "5C"
_OF_ONE_CHILD = ("N2", "N8")  # needs that brothers and sisters do not share


def referral_sources(
    figures: Figures, drafts: Drafts, looked_after: Children, arriving: Ints
) -> Codes:
    """Return the source of each referral, the same for siblings referred together.

    Args:
        figures: The local authority.
        drafts: Its cases.
        looked_after: The children ever looked after.
        arriving: Cases of children whom another authority hands over.
    """
    rng = figures.ground.stream("need: referral sources")
    groups = int(drafts.group.max(initial=-1)) + 1
    published = figures.shares("referral_source").draw(rng, groups)
    codes = np.full(groups, "", dtype="U2")
    for source in np.unique(published):
        rows = np.flatnonzero(published == source)
        detail = figures.assumed_shares("referral_source_of", given=str(source))
        codes[rows] = detail.draw(rng, len(rows))
    sources = codes[drafts.group]
    early = (sources == _EARLY_HELP) & (year_of(drafts.referral_date) < _EARLY_HELP_SINCE)
    sources = np.where(early, "5B", sources)
    care = np.flatnonzero(drafts.child >= 0)
    uasc = care[looked_after.is_uasc[drafts.child[care]]]
    sources[uasc] = figures.assumed_shares("referral_source_uasc").draw(rng, len(uasc))
    sources[arriving] = _OTHER_AUTHORITY
    return sources


def primary_needs(
    figures: Figures, drafts: Drafts, people: People, periods: PeriodsOfCare
) -> Codes:
    """Return the primary need of each case, "" where nothing followed the referral.

    Cases of care mostly have the category of need of the care; the others make the published shares with them.
    """
    rng = figures.ground.stream("need: primary needs")
    needs = np.full(len(drafts), "", dtype="U2")
    care = np.flatnonzero(drafts.outcome == IN_CARE)
    shares = figures.shares("primary_need")
    category = periods.category_of_need[drafts.period[care]]
    same = flip(rng, figures.number("same_need_in_care_share"), len(care)) == 1
    uasc = people.children.is_uasc[people.of_case[care]]
    needs[care] = np.where(same | uasc, category, shares.draw(rng, len(care)))
    others = np.flatnonzero((drafts.outcome != IN_CARE) & (drafts.outcome != NO_FURTHER_ACTION))
    wanted = _wanted(figures, drafts, needs[care], care)
    needs[others] = _shared(rng, figures, drafts.take(others), people, (others, wanted))
    return needs


def _wanted(figures: Figures, drafts: Drafts, of_care: Codes, care: Ints) -> np.ndarray:
    """Return shares of the cases not of care such that all cases open on the last day have the published ones."""
    shares = figures.shares("primary_need")
    is_open = drafts.closure_date > figures.ground.calendar.last_day
    theirs = of_care[is_open[care]]
    total = int(is_open.sum())
    left = shares.values * total - np.array([(theirs == code).sum() for code in shares.codes])
    return np.asarray(np.maximum(left, shares.values * max(total, 1) * 0.05))


def _shared(
    rng: np.random.Generator,
    figures: Figures,
    drafts: Drafts,
    people: People,
    known: tuple[Ints, np.ndarray],
) -> Codes:
    rows, wanted = known
    kinds = _kinds(people, drafts, people.of_case[rows])
    codes = figures.shares("primary_need").codes
    needs = codes[allocate(rng, _weights(figures, kinds, codes), wanted)]
    # Brothers and sisters have the need of the first, unless it is the child's own.
    first = np.flatnonzero(np.diff(drafts.group, prepend=-1))
    leader = np.repeat(first, np.diff(first, append=len(drafts)))
    own = np.isin(needs, _OF_ONE_CHILD) | np.isin(needs[leader], _OF_ONE_CHILD)
    return np.where(own, needs, needs[leader])


def _kinds(people: People, drafts: Drafts, child: Ints) -> Codes:
    """Return sex and age band of each child at the referral, as conditions of the published shares."""
    age = age_on(people.children.birth_date[child], drafts.referral_date)
    band = _AGE_BANDS[np.maximum(np.searchsorted(_AGE_BANDS, age, side="right") - 1, 0)]
    kind = np.char.add(np.char.add(people.children.sex[child], ":"), band.astype("U2"))
    return np.where(age < 0, "unborn", kind)


def _weights(figures: Figures, kinds: Codes, codes: Codes) -> np.ndarray:
    found, at = np.unique(kinds, return_inverse=True)
    table = np.empty((len(found), len(codes)))
    for row, kind in enumerate(found):
        shares = figures.shares("primary_need_of", given=str(kind))
        table[row] = [max(shares.of(code), 1e-6) for code in codes]
    return np.asarray(table[at])
