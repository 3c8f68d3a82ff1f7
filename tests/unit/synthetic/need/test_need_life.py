"""Children in need: the published numbers, and what must hold of every case."""

from dataclasses import fields

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.definition.care import InCare
from pipeline.synthetic.life.need.figures import Figures, year_of
from pipeline.synthetic.life.need.stage import make_need
from pipeline.synthetic.life.periods import make_periods_of_care
from pipeline.synthetic.plan import Authority, first_day_of, last_day_of
from tests.unit.synthetic.need.lives import same, walsall
from tests.unit.synthetic.sample import ground, group

YEARS = (2022, 2023, 2024, 2025)
CASES = walsall().need.cases
NEED = walsall().need
CHILDREN = walsall().children


def published(name):
    counts = Figures(walsall().ground).counts(name)
    return [counts[year] for year in YEARS]


def made(days, rows=None):
    years = year_of(days if rows is None else days[rows])
    return [int((years == year).sum()) for year in YEARS]


def open_at_year_ends(spells):
    starts = getattr(spells, "start_date", getattr(spells, "referral_date", None))
    ends = getattr(spells, "end_date", getattr(spells, "closure_date", None))
    days = [last_day_of(year) for year in YEARS]
    return [int(((starts <= day) & (ends > day)).sum()) for day in days]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("referrals", made(CASES.referral_date)),
        ("no_further_action", made(CASES.referral_date, CASES.is_no_further_action)),
        ("section_47", made(NEED.enquiries.start_date)),
        ("conferences", made(NEED.enquiries.conference_date)),
        ("plans_started", made(NEED.plans.start_date)),
        ("subsequent_plans", made(NEED.plans.start_date, NEED.plans.previous_plan_count > 0)),
        ("need_plans_started", made(NEED.need_plans.start_date)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_as_many_in_each_year_as_published(name, found):
    assert found == published(name)


def test_as_many_cases_open_at_each_31_march_as_published():
    followed = CASES.take(~CASES.is_no_further_action)
    assert open_at_year_ends(followed) == published("episodes_at_31_march")


def test_as_many_plans_open_at_each_31_march_as_published():
    assert open_at_year_ends(NEED.plans) == pytest.approx(published("plans_at_31_march"), abs=6)
    assert open_at_year_ends(NEED.need_plans) == pytest.approx(
        published("need_plans_at_31_march"), rel=0.05
    )


def test_those_not_in_need_are_as_many_as_published_of_the_referrals_of_a_year():
    closed = np.isin(CASES.closure_reason, ["RC8", "RC9"])
    in_year = closed & (year_of(CASES.referral_date) == year_of(CASES.closure_date))
    assert made(CASES.referral_date, in_year) == published("not_in_need")
    before = CASES.closure_date < first_day_of(2023)
    assert not (CASES.closure_reason[before] == "RC9").any()


def test_assessments_completed_are_about_as_many_as_published():
    assert made(NEED.assessments.authorisation_date) == pytest.approx(
        published("assessments"), rel=0.03
    )


def test_children_come_again_within_a_year_about_as_often_as_published():
    order = np.lexsort((CASES.referral_date, CASES.child))
    cases = CASES.take(order)
    gap = np.diff(cases.referral_date, prepend=OPEN).astype(np.int64)
    same_child = np.diff(cases.child, prepend=-1) == 0
    again = same_child & (gap <= 365)
    percents = Figures(walsall().ground).percents("rereferral_pct")
    for year in YEARS[1:]:  # of the first year, cases closed before it are not kept
        share = 100 * again[year_of(cases.referral_date) == year].mean()
        assert share == pytest.approx(percents[year], abs=1.5)


def test_every_period_of_care_lies_in_one_case_of_the_child():
    periods = walsall().care.periods
    found = np.zeros(len(periods), dtype=int)
    for row, (child, start, end) in enumerate(
        zip(periods.child, periods.start_date, periods.end_date, strict=True)
    ):
        around = (CASES.child == child) & (CASES.referral_date <= start)
        found[row] = (around & (CASES.closure_date >= end)).sum()
    assert len(found) > 100
    assert (found == 1).all()


def test_cases_of_a_child_follow_one_another():
    cases = CASES.take(np.lexsort((CASES.referral_date, CASES.child)))
    same_child = cases.child[1:] == cases.child[:-1]
    assert same_child.sum() > 100
    assert (cases.referral_date[1:] > cases.closure_date[:-1])[same_child].all()


@pytest.mark.parametrize("name", ["plans", "need_plans"])
def test_plans_of_a_case_do_not_overlap_nor_outlast_it(name):
    plans = getattr(NEED, name)
    order = np.lexsort((plans.start_date, plans.case))
    plans = plans.take(order)
    same_case = plans.case[1:] == plans.case[:-1]
    assert (plans.start_date[1:] > plans.end_date[:-1])[same_case].all()
    assert (plans.end_date > plans.start_date).all()
    assert (plans.end_date <= CASES.closure_date[plans.case]).all()


def test_no_child_in_need_plan_runs_beside_a_protection_plan():
    protected = {
        int(case): (start, end)
        for case, start, end in zip(
            NEED.plans.case, NEED.plans.start_date, NEED.plans.end_date, strict=True
        )
    }
    beside = [
        case
        for case, start, end in zip(
            NEED.need_plans.case, NEED.need_plans.start_date, NEED.need_plans.end_date, strict=True
        )
        if int(case) in protected
        and start <= protected[int(case)][1]
        and end >= protected[int(case)][0]
    ]
    assert beside == []
    assert np.isin(NEED.need_plans.case, NEED.plans.case).sum() > 10


def test_a_plan_begins_with_a_conference_and_is_reviewed_after_it():
    held = set(zip(NEED.enquiries.case, NEED.enquiries.conference_date, strict=True))
    assert all(key in held for key in zip(NEED.plans.case, NEED.plans.start_date, strict=True))
    of = NEED.plan_reviews.plan
    assert (NEED.plan_reviews.review_date > NEED.plans.start_date[of]).all()
    assert (NEED.plan_reviews.review_date < NEED.plans.end_date[of]).all()
    long = np.flatnonzero(NEED.plans.end_date - NEED.plans.start_date > np.timedelta64(200, "D"))
    long = long[NEED.plans.start_date[long] < last_day_of(2024)]
    assert np.isin(long, of).all()


def test_what_happens_in_a_case_happens_while_it_is_open():
    for table, end in (("assessments", "authorisation_date"), ("enquiries", "conference_date")):
        rows = getattr(NEED, table)
        assert (rows.start_date >= CASES.referral_date[rows.case]).all()
        closure = CASES.closure_date[rows.case]
        done = getattr(rows, end) != OPEN
        assert (rows.start_date <= closure).all()
        assert (getattr(rows, end)[done] <= closure[done]).all()
        assert not CASES.is_no_further_action[rows.case].any()


def test_no_factor_stands_beside_none_found_and_each_assessment_has_one():
    factors, done = NEED.factors, NEED.assessments.authorisation_date
    none = set(factors.assessment[factors.code == "21"])
    assert none.isdisjoint(factors.assessment[factors.code != "21"])
    reasons = CASES.closure_reason[NEED.assessments.case[sorted(none)]]
    assert np.isin(reasons, ["RC8", "RC9"]).all()
    finished = np.flatnonzero((done != OPEN) & (done >= first_day_of(YEARS[0])))
    assert np.isin(finished, factors.assessment).all()
    pairs = set(zip(factors.assessment.tolist(), factors.code.tolist(), strict=True))
    assert len(pairs) == len(factors)


def test_factors_are_found_as_often_as_published():
    figures = Figures(walsall().ground)
    factors = NEED.factors
    assessed = len(set(factors.assessment[factors.code != "21"]))
    for code in ("3B", "4B", "1B", "16A", "17A"):
        share = (factors.code == code).sum() / assessed
        assert share == pytest.approx(figures.proportion("factor", code), abs=0.002)


def test_children_are_born_in_time_and_named_once():
    lag = (CHILDREN.birth_date[CASES.child] - CASES.referral_date).astype(np.int64)
    assert lag.max() <= 280
    assert (lag > 0).sum() > 10  # some referrals are before birth
    assert len(set(CHILDREN.la_child_id)) == len(CHILDREN)
    upns = CHILDREN.upn[CHILDREN.upn != ""]
    assert len(set(upns)) == len(upns)
    unknown = np.setdiff1d(np.arange(len(CHILDREN)), CASES.child)
    # Care leavers who left before the calendar stand after those who were looked after in it.
    assert (unknown > walsall().care.periods.child.max()).all()
    sixteen = birthday(CHILDREN.birth_date[unknown], 16)
    assert (sixteen < walsall().ground.calendar.first_day).all()


def test_siblings_share_a_home_and_come_from_one_mother():
    order = np.lexsort((CHILDREN.birth_date, CHILDREN.family))
    children = CHILDREN.take(order)
    siblings = children.family[1:] == children.family[:-1]
    assert siblings.mean() > 0.2
    assert (children.home_postcode[1:] == children.home_postcode[:-1])[siblings].mean() > 0.99


def test_looked_after_children_stay_first_and_as_they_were():
    looked_after, _, _ = make_periods_of_care(walsall().ground)
    assert same(CHILDREN.take(np.arange(len(looked_after))), looked_after)


def test_every_child_has_a_disability_or_none():
    assert set(NEED.disabilities.child) == set(range(len(CHILDREN)))
    none = NEED.disabilities.child[NEED.disabilities.code == "NONE"]
    assert not np.isin(none, NEED.disabilities.child[NEED.disabilities.code != "NONE"]).any()


def test_who_dies_has_no_case_after_and_the_reason_says_so():
    died = np.flatnonzero(CHILDREN.death_date != OPEN)
    of = np.flatnonzero(np.isin(CASES.child, died))
    assert (CASES.referral_date[of] <= CHILDREN.death_date[CASES.child[of]]).all()
    closed_by_death = CASES.closure_reason == "RC2"
    day = CHILDREN.death_date[CASES.child[closed_by_death]]
    assert (CASES.closure_date[closed_by_death] == day).all()


def test_the_same_seed_makes_the_same_lives():
    on = walsall().ground
    looked_after, periods, _ = make_periods_of_care(on)
    children, need = make_need(on, looked_after, group(InCare, periods=periods))
    assert same(children, CHILDREN)
    assert all(same(getattr(need, one.name), getattr(NEED, one.name)) for one in fields(need))


def test_the_smallest_authority_has_lives_too():
    scilly = Authority("E06000053", "420", "Isles of Scilly", "E12000009", 2010)
    on = ground(scilly, first_year=2024, last_year=2025, scale=1.0)
    looked_after, periods, _ = make_periods_of_care(on)
    children, need = make_need(on, looked_after, group(InCare, periods=periods))
    assert len(need.cases) >= len(children) > 0
