"""The ledger by month and cost centre: what placements and all other services cost, against budget and forecast.

What belongs here: sums of money by month. What does not: the price of any placement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.errors import ProjectError
from pipeline.synthetic.life.court.applications import SECTION_31
from pipeline.synthetic.life.definition.money import LedgerMonths
from pipeline.synthetic.life.money.category import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.calibration.load import Shares
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.court import Applications
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.money import PlacementCosts
    from pipeline.synthetic.life.definition.rows import Days, Floats

_MONTHS = 12
_WITH_PLACEMENTS = "PLACEMENTS"
_PRICES_OF = 2025  # the assumed cost of court cases is in prices of this year
# In the ledger's own words: what others pay towards placements, and the grant for unaccompanied children.
_HEALTH, _EDUCATION, _GRANT = "Health contributions", "Education contributions", "Home Office grant"


@dataclass(frozen=True)
class _Line:
    """A line of the ledger: category, account and its actual amount by year and month."""

    category: str
    account: str
    amounts: Floats


def make_ledger(
    ground: Ground,
    children: Children,
    care: InCare,
    *,
    applications: Applications,
    costs: PlacementCosts,
) -> LedgerMonths:
    """Return the ledger of all months of the calendar, by month, cost centre and account.

    The lines of a category of placements sum over a year to its placement costs less what others pay, to the penny;
    in a month they differ by late invoices, put right in the month after.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    lines = [
        *_placement_lines(ground, costs),
        *_other_lines(ground, costs),
        *_legal_lines(ground, applications),
        *_asylum_lines(ground, children, care),
    ]
    return _as_rows(ground, [line for line in lines if line.amounts.any()])


def _placement_lines(ground: Ground, costs: PlacementCosts) -> Iterator[_Line]:
    rng = ground.stream("money/accrual")
    spread = ground.calibration.number("money", "accrual_spread")
    for category in CATEGORIES:
        rows = np.flatnonzero(costs.cost_category == category)
        spell = costs.start_date[rows], costs.end_date[rows]
        gross = _by_month(ground, spell, costs.weekly_cost[rows] / 7)
        estimate = gross * spread * rng.standard_normal(gross.shape)
        estimate[:, -1] = 0.0
        late = estimate - np.concatenate((np.zeros((len(gross), 1)), estimate[:, :-1]), axis=1)
        yield from _split(ground, category, gross + late)
        for account, weekly in (
            (_HEALTH, costs.weekly_health_share),
            (_EDUCATION, costs.weekly_education_share),
        ):
            yield _Line(category, account, -_by_month(ground, spell, weekly[rows] / 7).round(2))


def _other_lines(ground: Ground, costs: PlacementCosts) -> Iterator[_Line]:
    """Return services beside placements, as much beside them as in England, more or less by authority."""
    rng = ground.stream("money/other")
    spending = ground.calibration.shares("money", "spending")
    spread = ground.calibration.number("money", "authority_spread")
    placed = _by_month(ground, (costs.start_date, costs.end_date), costs.weekly_cost / 7).sum(
        axis=1
    )
    for code in spending.codes:
        category = str(code)
        if category in (_WITH_PLACEMENTS, "ASYLUM"):
            continue
        ratio = spending.of(category) / spending.of(_WITH_PLACEMENTS)
        level = placed * ratio * float(np.exp(spread * rng.standard_normal()))
        # A month is a little more or less than a twelfth, and spending rises within the year.
        shape = np.linspace(0.985, 1.015, _MONTHS) * (
            1 + 0.02 * rng.standard_normal((len(level), _MONTHS))
        )
        yield from _split(ground, category, level[:, None] * shape / _MONTHS)


def _legal_lines(ground: Ground, applications: Applications) -> Iterator[_Line]:
    number = ground.calibration.number
    rows = np.flatnonzero(np.isin(applications.application_type, SECTION_31))
    spell = applications.issue_date[rows], applications.end_date[rows]
    daily = number("money", "legal_cost_of_open_week") / 7
    rise = 1 + number("money", "prices_rise")
    prices = rise ** (np.array(ground.calendar.years) - _PRICES_OF)
    open_days = _by_month(ground, spell, np.full(len(rows), daily))
    yield from _split(ground, "LEGAL", open_days * prices[:, None])


def _asylum_lines(ground: Ground, children: Children, care: InCare) -> Iterator[_Line]:
    number = ground.calibration.number
    periods = care.periods
    rows = np.flatnonzero(children.is_uasc[periods.child])
    until = np.minimum(periods.end_date[rows], children.uasc_ceased_date[periods.child[rows]])
    nights = _by_month(ground, (periods.start_date[rows], until), np.ones(len(rows)))
    yield from _split(ground, "ASYLUM", nights * number("money", "asylum_support_per_night"))
    yield _Line("ASYLUM", _GRANT, -nights * number("money", "grant_per_night"))


def _by_month(ground: Ground, spell: tuple[Days, Days], daily: Floats) -> Floats:
    """Return sums of a daily amount over spells, by year and month of the calendar."""
    start, end = spell
    first = _month_starts(ground)
    after = np.append(first[1:], ground.calendar.last_day + 1)
    sums = np.zeros(len(first))
    # Sorted, the spells that have begun by a day are the first so many: what they have cost until then is a sum.
    for days, sign in ((start, 1.0), (end, -1.0)):
        order = np.argsort(days, kind="stable")
        day = days[order].astype(np.int64)
        amount = np.concatenate(([0.0], np.cumsum(daily[order])))
        moment = np.concatenate(([0.0], np.cumsum(daily[order] * day)))
        for bound, way in ((after, 1.0), (first, -1.0)):
            begun = np.searchsorted(days[order], bound)
            until = bound.astype(np.int64) * amount[begun] - moment[begun]
            sums += sign * way * until
    return sums.reshape(-1, _MONTHS)


def _month_starts(ground: Ground) -> Days:
    first = ground.calendar.first_day.astype("datetime64[M]")
    months: Days = first + np.arange(len(ground.calendar.years) * _MONTHS)
    return months.astype("datetime64[D]")


def _split(ground: Ground, category: str, amounts: Floats) -> Iterator[_Line]:
    """Return the lines of the accounts of a category, which sum to the amounts to the penny."""
    accounts = _accounts(ground, category)
    left = amounts.round(2)
    for account, share in zip(accounts.codes[1:], accounts.values[1:], strict=True):
        part = (amounts * share).round(2)
        left = left - part
        yield _Line(category, str(account), part)
    yield _Line(category, str(accounts.codes[0]), left.round(2))


def _accounts(ground: Ground, category: str) -> Shares:
    try:
        return ground.calibration.shares("money_assumed", "account", given=category)
    except ProjectError:
        return ground.calibration.shares("money_assumed", "account")


def _budgets(ground: Ground, actual: Floats) -> Floats:
    """Return a month's budget by year: last year's actual and some growth; the first year's is short of the actual."""
    number = ground.calibration.number
    year = actual.sum(axis=1)
    first = year[:1] * (1 - number("money", "first_overspend"))
    budget = np.concatenate((first, year[:-1] * (1 + number("money", "budget_growth"))))
    return np.repeat((budget / _MONTHS).round(), _MONTHS).reshape(actual.shape)


def _as_rows(ground: Ground, lines: list[_Line]) -> LedgerMonths:
    months = _month_starts(ground)
    count, per_line = len(months), len(lines)
    names = {category: _named(ground, category) for category in {line.category for line in lines}}
    actual = np.array([line.amounts.reshape(-1) for line in lines]).reshape(per_line, count)
    budget = np.array([_budgets(ground, line.amounts).reshape(-1) for line in lines])
    columns = {
        "cost_centre": [names[line.category][0] for line in lines],
        "cost_centre_name": [names[line.category][1] for line in lines],
        "account": [line.account for line in lines],
        "cost_category": [line.category for line in lines],
    }
    texts = {
        name: np.repeat(np.array(values, dtype=np.str_), count) for name, values in columns.items()
    }
    rows = LedgerMonths(
        month_start_date=np.tile(months, per_line),
        budget=budget.reshape(-1),
        actual=actual.reshape(-1),
        forecast=actual.reshape(-1),
        **texts,
    )
    return rows.take(np.lexsort((rows.account, rows.cost_centre, rows.month_start_date)))


def _named(ground: Ground, category: str) -> tuple[str, str]:
    shares = ground.calibration.shares
    return (
        str(shares("money_assumed", "cost_centre", given=category).codes[0]),
        str(shares("money_assumed", "cost_centre_name", given=category).codes[0]),
    )
