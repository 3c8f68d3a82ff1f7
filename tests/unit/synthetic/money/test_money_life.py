"""What care costs: prices at the published level, a new one each April, and a ledger that adds up to them."""

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.care import InCare, PeriodsOfCare, Placements
from pipeline.synthetic.life.definition.court import Applications, InCourt
from pipeline.synthetic.life.money.category import CATEGORIES, FOSTERING, HOMES, cost_categories
from pipeline.synthetic.life.money.make import make_money
from pipeline.synthetic.life.money.price import weekly_levels
from pipeline.synthetic.plan import first_day_of
from tests.unit.synthetic.many import LAST, many
from tests.unit.synthetic.sample import WALSALL, children, day, ground, group, table

GROUND = ground(first_year=2020, last_year=2025)


def money_of(placements, *, who=None, periods=None, applications=None, on=GROUND):
    """Return the money of placements (start, end, code, provider) of one child each."""
    names = ["start_date", "end_date", "placement_type", "provider"]
    columns = dict(zip(names, map(list, zip(*placements, strict=True)), strict=True))
    count = len(placements)
    care = group(
        InCare,
        periods=periods
        or table(PeriodsOfCare, child=range(count), start_date=columns["start_date"]),
        placements=table(Placements, period=range(count), carer=range(count), **columns),
    )
    court = group(InCourt, applications=applications or table(Applications))
    return make_money(on, who or children(count), care, court)


def spent(costs, which):
    """Return the cost of placements in days times a seventh of the weekly price."""
    days = (np.minimum(costs.end_date, LAST + 1) - costs.start_date).astype(int)
    return (costs.weekly_cost * days * which).sum() / 7, days


def years_of(days):
    return (days.astype("datetime64[M]").astype(int) + 9) // 12 + 1970


@pytest.mark.parametrize(
    ("code", "provider", "category"),
    [
        ("U6", "PR1", "FOSTER_OWN"),
        ("U4", "PR4", "FOSTER_AGENCY"),
        ("U4", "PR2", "FOSTER_AGENCY"),
        ("U1", "PR1", "FOSTER_FAMILY"),
        ("U3", "PR4", "FOSTER_AGENCY"),
        ("K2", "PR1", "HOME_OWN"),
        ("K2", "PR5", "HOME_EXTERNAL"),
        ("K1", "PR2", "SECURE"),
        ("H5", "PR4", "SUPPORTED"),
        ("K3", "PR4", "SUPPORTED"),
        ("S1", "PR4", "SCHOOL"),
        ("R3", "PR4", "PARENT_CHILD"),
        ("P1", "PR0", ""),
        ("A5", "PR1", ""),
        ("R5", "PR3", ""),
        ("T0", "", ""),
        ("Z1", "", ""),
    ],
)
def test_the_kind_of_placement_and_provider_tell_the_cost_category(code, provider, category):
    placements = table(Placements, placement_type=[code], provider=[provider])
    assert cost_categories(placements).tolist() == [category]


def test_a_placement_has_a_new_price_each_april_until_it_ends():
    costs = money_of([("2021-06-10", "2023-05-01", "U6", "PR1")]).placement_costs
    assert [str(one) for one in costs.start_date] == ["2021-06-10", "2022-04-01", "2023-04-01"]
    assert [str(one) for one in costs.end_date] == ["2022-04-01", "2023-04-01", "2023-05-01"]
    assert len(set(costs.weekly_cost)) == 3
    assert set(costs.cost_centre) == {"CC1010"}
    assert set(costs.purchase_type) == {"OWN"}


def test_the_last_price_of_a_placement_that_goes_on_is_open_and_the_first_begins_with_the_calendar():
    costs = money_of([("2012-06-10", "", "K2", "PR4")]).placement_costs
    assert costs.start_date[0] == day("2019-04-01")
    assert costs.end_date[-1] == OPEN
    assert len(costs) == 6


@pytest.fixture(scope="module")
def money():
    who, care, _ = many()
    court = group(InCourt)
    return care, make_money(GROUND, who, care, court)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("fostering_weekly_cost", FOSTERING), ("residential_weekly_cost", HOMES)],
    ids=["fostering", "homes"],
)
def test_an_average_week_costs_in_each_year_what_is_published(money, name, kinds):
    costs = money[1].placement_costs
    for year, published in weekly_levels(GROUND, name).items():
        which = np.isin(costs.cost_category, kinds) & (years_of(costs.start_date) == year)
        pounds, days = spent(costs, which)
        assert which.sum() > 5
        assert pounds * 7 / days[which].sum() == pytest.approx(published, rel=0.001), year


def test_every_day_of_a_placement_with_a_price_has_one_price(money):
    care, made = money
    costs, placements = made.placement_costs, care.placements
    first, after = GROUND.calendar.first_day, LAST + 1
    priced = cost_categories(placements) != ""
    days = np.minimum(placements.end_date, after) - np.maximum(placements.start_date, first)
    wanted = np.where(priced, np.maximum(days.astype(int), 0), 0)
    found = np.zeros(len(placements), dtype=np.int64)
    np.add.at(found, costs.placement, spent(costs, True)[1])
    assert found.tolist() == wanted.tolist()
    assert (costs.weekly_cost > costs.weekly_health_share + costs.weekly_education_share).all()


def test_agency_fostering_costs_about_twice_and_family_care_less_than_in_house(money):
    costs = money[1].placement_costs
    mean = {k: costs.weekly_cost[costs.cost_category == k].mean() for k in FOSTERING}
    assert 1.6 < mean["FOSTER_AGENCY"] / mean["FOSTER_OWN"] < 2.4
    assert 0.45 < mean["FOSTER_FAMILY"] / mean["FOSTER_OWN"] < 0.8


def test_the_ledger_of_a_category_sums_in_a_year_to_its_placements_less_what_others_pay(money):
    costs, ledger = money[1].placement_costs, money[1].ledger
    net = costs.replace(
        weekly_cost=costs.weekly_cost - costs.weekly_health_share - costs.weekly_education_share
    )
    for category in CATEGORIES:
        for year in GROUND.calendar.years:
            which = (costs.cost_category == category) & (years_of(costs.start_date) == year)
            booked = (ledger.cost_category == category) & (
                years_of(ledger.month_start_date) == year
            )
            assert ledger.actual[booked].sum() == pytest.approx(spent(net, which)[0], abs=1.0)


def test_a_month_of_the_ledger_differs_from_placements_by_late_invoices_alone(money):
    costs, ledger = money[1].placement_costs, money[1].ledger
    for first in (day("2021-05-01"), day("2023-11-01")):
        after = (first.astype("datetime64[M]") + 1).astype("datetime64[D]")
        days = (np.minimum(costs.end_date, after) - np.maximum(costs.start_date, first)).astype(int)
        agency = costs.cost_category == "FOSTER_AGENCY"
        cost = (np.maximum(days, 0) * costs.weekly_cost * agency).sum() / 7
        booked = (ledger.month_start_date == first) & (ledger.cost_category == "FOSTER_AGENCY")
        assert ledger.actual[booked].sum() == pytest.approx(cost, rel=0.05)


def test_a_budget_is_last_years_actual_and_some_growth(money):
    ledger = money[1].ledger
    growth = 1 + GROUND.calibration.number("money", "budget_growth")
    homes = ledger.take(ledger.cost_category == "HOME_EXTERNAL")
    year = years_of(homes.month_start_date)
    assert homes.budget[year == 2024].sum() == pytest.approx(
        homes.actual[year == 2023].sum() * growth, rel=0.001
    )
    assert (homes.forecast == homes.actual).all()


def test_legal_costs_follow_the_open_applications():
    applications = table(
        Applications,
        application_type=["CARE", "ADOPTION"],
        issue_date=["2024-06-01", "2024-06-01"],
        end_date=["2024-09-01", ""],
    )
    ledger = money_of([("2021-06-10", "", "U6", "PR1")], applications=applications).ledger
    legal = ledger.take((ledger.cost_category == "LEGAL") & (ledger.actual != 0))
    months = {str(one)[:7] for one in legal.month_start_date}
    assert months == {"2024-06", "2024-07", "2024-08"}


def test_the_grant_for_unaccompanied_children_is_income_by_the_night_while_the_status_lasts():
    who = children(1, is_uasc=[True], uasc_ceased_date=["2024-05-11"])
    periods = table(PeriodsOfCare, child=[0], start_date=["2024-05-01"])
    ledger = money_of([("2024-05-01", "", "U6", "PR1")], who=who, periods=periods).ledger
    grant = ledger.take((ledger.account == "Home Office grant") & (ledger.actual != 0))
    assert grant.actual.tolist() == [-1430.0]
    assert str(grant.month_start_date[0]) == "2024-05-01"


def test_an_authority_without_published_costs_has_englands():
    nowhere = ground(WALSALL.__class__("E06000000", "000", "Nowhere", "E12000005", 2010))
    assert weekly_levels(nowhere, "fostering_weekly_cost")[2024] == 720


def test_prices_before_the_first_published_year_are_lower():
    levels = weekly_levels(ground(first_year=2015, last_year=2017), "residential_weekly_cost")
    assert levels[2015] < levels[2016] < levels[2017]


def test_unit_costs_rise_with_prices_and_are_of_each_year(money):
    unit_costs = money[1].unit_costs
    assert sorted(set(unit_costs.price_year)) == list(GROUND.calendar.years)
    one = unit_costs.unit_cost[(unit_costs.process == "FAMILY_GROUP")]
    assert (np.diff(one) > 0).all()
    assert first_day_of(2020) == GROUND.calendar.first_day


def test_the_same_seed_gives_the_same_money(money):
    who, care, _ = many()
    again = make_money(GROUND, who, care, group(InCourt))
    assert (
        again.placement_costs.weekly_cost.tolist() == money[1].placement_costs.weekly_cost.tolist()
    )
    assert again.ledger.actual.tolist() == money[1].ledger.actual.tolist()


def test_no_placements_cost_nothing():
    made = make_money(GROUND, children(0), group(InCare), group(InCourt))
    assert (len(made.placement_costs), len(made.ledger)) == (0, 0)
