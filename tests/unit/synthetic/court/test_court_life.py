"""What happens in court agrees with the legal statuses it explains, and is as much as published."""

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.make import make_court
from pipeline.synthetic.life.court.wanted import applications_wanted
from pipeline.synthetic.life.definition.care import (
    Adoptions,
    InCare,
    LegalStatuses,
    PeriodsOfCare,
    Placements,
)
from pipeline.synthetic.life.definition.need import InNeed
from pipeline.synthetic.plan import first_day_of, last_day_of
from tests.unit.synthetic.many import LAST, many
from tests.unit.synthetic.sample import children, day, ground, group, table

GROUND = ground(first_year=2020, last_year=2025)


def court_of(periods, statuses, *, families=None, in_need=None, placements=(), adoptions=()):
    """Return the court of periods (child, start, end, reason) and their statuses (period, start, end, code)."""
    count = max(row[0] for row in periods) + 1
    care = group(
        InCare,
        periods=rows(PeriodsOfCare, periods, "child start_date end_date reason_ceased"),
        legal_statuses=rows(LegalStatuses, statuses, "period start_date end_date code"),
        placements=rows(
            Placements, placements, "period start_date end_date placement_type provider"
        ),
        adoptions=rows(Adoptions, adoptions, "period match_date"),
    )
    who = children(count, family=families or list(range(count)))
    return make_court(GROUND, who, care, in_need or group(InNeed))


def rows(kind, values, names):
    if not values:
        return table(kind)
    columns = zip(names.split(), zip(*values, strict=True), strict=True)
    return table(kind, **{name: list(column) for name, column in columns})


def orders_of(court):
    return [
        (str(kind), str(start), "" if end >= OPEN else str(end))
        for kind, start, end in zip(
            court.orders.order_type, court.orders.order_date, court.orders.end_date, strict=True
        )
    ]


def kinds(court):
    return court.applications.application_type.tolist()


def test_an_interim_order_follows_the_issue_within_days_and_a_care_order_ends_the_case():
    court = court_of(
        [(0, "2022-05-01", "", "")],
        [(0, "2022-05-01", "2022-12-10", "C1"), (0, "2022-12-10", "", "C2")],
    )
    (issue,), (end,) = court.applications.issue_date, court.applications.end_date
    assert (kinds(court), court.applications.outcome.tolist()) == (["CARE"], ["CARE"])
    assert 0 <= (day("2022-05-01") - issue).astype(int) <= 10
    assert end == day("2022-12-10")
    assert orders_of(court) == [
        ("INTERIM_CARE", "2022-05-01", "2022-12-10"),
        ("CARE", "2022-12-10", ""),
    ]
    assert court.applications.extended_to_date[0] > end, "beyond 26 weeks the court extends"


def test_adoption_takes_an_application_for_each_order_and_the_first_two_are_one_case():
    court = court_of(
        [(0, "2021-05-01", "2023-03-01", "E12")],
        [(0, "2021-05-01", "2021-12-10", "C1"), (0, "2021-12-10", "2023-03-01", "E1")],
        adoptions=[(0, "2022-06-01")],
    )
    made = court.applications
    care, placement, adoption = (kinds(court).index(k) for k in ("CARE", "PLACEMENT", "ADOPTION"))
    assert made.outcome.tolist() == ["PLACEMENT", "PLACEMENT", "ADOPTION"]
    assert made.case_number[care] == made.case_number[placement] != made.case_number[adoption]
    assert made.is_la_applicant.tolist() == [True, True, False]
    assert made.issue_date[adoption] >= day("2022-08-10"), "ten weeks with the adopters come first"
    assert orders_of(court) == [
        ("INTERIM_CARE", "2021-05-01", "2021-12-10"),
        ("CARE", "2021-12-10", ""),
        ("PLACEMENT", "2021-12-10", "2023-03-01"),
        ("ADOPTION", "2023-03-01", ""),
    ]


@pytest.mark.parametrize(
    ("reason", "outcomes"),
    [
        ("E47", {"GUARDIANSHIP", "GUARDIANSHIP_SO"}),
        ("E41", {"ARRANGEMENTS", "ARRANGEMENTS_SO"}),
        ("E3", {"TRANSFERRED"}),
    ],
    ids=["guardianship", "arrangements", "transfer"],
)
def test_the_order_that_ended_interim_care_is_the_outcome(reason, outcomes):
    court = court_of(
        [(0, "2022-05-01", "2022-12-10", reason)], [(0, "2022-05-01", "2022-12-10", "C1")]
    )
    assert set(court.applications.outcome) <= outcomes
    assert court.applications.end_date.tolist() == [day("2022-12-10").item()]


def test_siblings_who_come_within_weeks_are_one_case_and_others_are_not():
    periods = [(child, f"2022-05-{1 + 9 * child:02}", "", "") for child in range(3)]
    statuses = [(child, start, "", "C1") for child, start, _, _ in periods]
    court = court_of(periods, statuses, families=[4, 4, 5])
    case = court.applications.case_number[court.children.application]
    assert case[0] == case[1] != case[2]
    assert set(kinds(court)) <= {"CARE", "PLACEMENT"}


def test_what_goes_on_has_no_end_no_outcome_and_no_order_to_come():
    court = court_of([(0, "2025-02-01", "", "")], [(0, "2025-02-01", "", "C1")])
    assert court.applications.end_date.tolist() == [OPEN.item()]
    assert court.applications.outcome.tolist() == [""]
    assert orders_of(court) == [("INTERIM_CARE", "2025-02-01", "")]
    ahead = court.hearings.hearing_date > LAST
    assert set(court.hearings.outcome[ahead]) <= {""}
    assert "" not in court.hearings.outcome[~ahead]


def test_an_emergency_order_is_in_the_case_of_the_care_application_that_follows():
    court = court_of(
        [(0, "2022-05-01", "", ""), (1, "2023-06-01", "2023-06-08", "E4B")],
        [
            (0, "2022-05-01", "2022-05-08", "L2"),
            (0, "2022-05-08", "", "C1"),
            (1, "2023-06-01", "2023-06-08", "L2"),
        ],
    )
    made = court.applications
    emergency = np.flatnonzero(made.application_type == "EMERGENCY")
    care = kinds(court).index("CARE")
    assert (made.case_number[emergency] == made.case_number[care]).tolist() == [True, False]
    assert ("EMERGENCY", "2022-05-01", "2022-05-08") in orders_of(court)
    assert made.is_short_notice[emergency].all()


def test_a_care_order_of_before_needs_no_new_proceedings():
    court = court_of(
        [(0, "2022-05-01", "2022-08-01", "E4B"), (0, "2023-05-01", "", "")],
        [
            (0, "2022-05-01", "2022-06-01", "C1"),
            (0, "2022-06-01", "2022-08-01", "C2"),
            (1, "2023-05-01", "", "C2"),
        ],
    )
    assert kinds(court).count("CARE") == 1
    assert "DISCHARGE" not in [
        kind for kind, outcome in zip(kinds(court), court.applications.outcome, strict=True)
        if outcome == "DISCHARGED"
    ]  # fmt: skip


@pytest.fixture(scope="module")
def lives():
    who, care, need = many()
    return who, care, need, make_court(GROUND, who, care, need)


def test_every_interim_care_status_has_its_order(lives):
    _, care, _, court = lives
    statuses = care.legal_statuses.take(care.legal_statuses.code == "C1")
    open_in_calendar = statuses.end_date >= GROUND.calendar.first_day
    child = care.periods.child[statuses.period]
    wanted = set(zip(child[open_in_calendar], statuses.start_date[open_in_calendar], strict=True))
    interim = court.orders.take(court.orders.order_type == "INTERIM_CARE")
    assert wanted
    assert wanted <= set(zip(interim.child, interim.order_date, strict=True))


def test_care_applications_are_as_many_a_year_as_published_where_care_leaves_room(lives):
    _, _, _, court = lives
    made = court.applications
    is_care = np.isin(made.application_type, ("CARE", "SUPERVISION"))
    about_care = np.zeros(len(made), dtype=bool)
    about_care[court.children.application[court.children.period >= 0]] = True
    for year, wanted in applications_wanted(GROUND).items():
        issued = (made.issue_date >= first_day_of(year)) & (made.issue_date <= last_day_of(year))
        count, needed = (issued & is_care).sum(), (issued & is_care & about_care).sum()
        assert max(int(wanted), needed) <= count <= max(int(wanted) + 1, needed), year


def test_each_child_is_once_in_an_application_and_each_application_once_in_a_case(lives):
    _, _, _, court = lives
    pairs = list(zip(court.children.application, court.children.child, strict=True))
    assert len(pairs) == len(set(pairs))
    made = court.applications
    cases = list(zip(made.case_number, made.application_type, strict=True))
    assert len(cases) == len(set(cases))
    assert set(court.children.application) == set(range(len(made)))


def test_hearings_and_orders_lie_between_issue_and_end(lives):
    _, _, _, court = lives
    made, hearings, orders = court.applications, court.hearings, court.orders
    assert (hearings.hearing_date >= made.issue_date[hearings.application]).all()
    assert (hearings.hearing_date <= made.end_date[hearings.application]).all()
    assert (orders.order_date >= made.issue_date[orders.application]).all()
    assert (orders.order_date <= np.minimum(made.end_date[orders.application], LAST)).all()
    assert (orders.end_date >= orders.order_date).all()
    ended = made.end_date < OPEN
    concluded = np.zeros(len(made), dtype=bool)
    concluded[hearings.application[hearings.outcome == "CONCLUDED"]] = True
    in_care_case = np.isin(made.case_number, made.case_number[made.application_type == "CARE"])
    in_own_right = (made.application_type != "PLACEMENT") | ~in_care_case
    assert (concluded == ended)[in_own_right].all()


def test_a_first_case_management_hearing_is_in_the_second_or_third_week(lives):
    _, _, _, court = lives
    held = court.hearings.take(
        (court.hearings.hearing_type == "CMH") & (court.hearings.outcome != "")
    )
    first = np.unique(held.application, return_index=True)[1]
    after = held.hearing_date[first] - court.applications.issue_date[held.application[first]]
    assert len(first) > 50
    assert (after.astype(int) >= 9).all()
    assert (after.astype(int) <= 21).all()


def test_pre_proceedings_lie_in_a_case_in_need_before_the_issue(lives):
    who, _, need, court = lives
    spells = court.pre_proceedings
    cases = need.cases.take(spells.case)
    assert (spells.start_date > cases.referral_date).all()
    assert (np.minimum(spells.end_date, LAST) <= cases.closure_date).all()
    to_court = spells.take(spells.application >= 0)
    issue = court.applications.issue_date[to_court.application]
    assert len(to_court) > 10
    assert (to_court.outcome == "COURT").all()
    assert (to_court.end_date < issue).all()
    assert (to_court.application_date <= issue).all()
    stepped = spells.take(spells.application < 0)
    assert "COURT" not in stepped.outcome
    assert len(stepped) > 10
    assert len(set(zip(cases.child, spells.start_date, strict=True))) == len(spells)
    assert (who.family[cases.child] >= 0).all()


def test_about_a_quarter_of_care_applications_are_repeats(lives):
    _, _, _, court = lives
    care = court.applications.take(court.applications.application_type == "CARE")
    assert 0.12 < care.is_repeat.mean() < 0.4


def test_the_same_seed_gives_the_same_court(lives):
    who, care, need, court = lives
    again = make_court(GROUND, who, care, need)
    assert again.applications.case_number.tolist() == court.applications.case_number.tolist()
    assert again.hearings.hearing_date.tolist() == court.hearings.hearing_date.tolist()
    assert again.pre_proceedings.start_date.tolist() == court.pre_proceedings.start_date.tolist()


def test_a_care_order_ends_on_the_day_of_its_discharge(lives):
    _, _, _, court = lives
    discharged = court.orders.take(court.orders.order_type == "DISCHARGE")
    care = court.orders.take(court.orders.order_type == "CARE")
    ended = set(zip(care.child, care.end_date, strict=True))
    begun_in_calendar = np.isin(discharged.child, care.child)
    told = discharged.take(begun_in_calendar)
    assert len(told) > 3
    assert set(zip(told.child, told.order_date, strict=True)) <= ended


def test_no_lives_no_court():
    court = make_court(GROUND, children(0), group(InCare), group(InNeed))
    assert [len(getattr(court, one)) for one in ("applications", "hearings", "orders")] == [0] * 3
