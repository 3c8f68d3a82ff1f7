"""Decisions for adoption, their reversal and adoptions, period by period."""

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.care_events.adoption import make_adoptions
from tests.unit.synthetic.care_events.lives import periods, placements, statuses
from tests.unit.synthetic.sample import children, day, ground

ON = ground(first_year=2023)
BEGUN = "2022-01-10"


def adoptions(count, period, law, homes):
    """Return decisions and adoptions of some children who all have the same life."""
    who = children(count, birth_date=["2021-06-01"] * count)
    return make_adoptions(
        ON,
        who,
        periods(*((row, *period) for row in range(count))),
        statuses(*((row, *one) for row in range(count) for one in law)),
        placements(*((row, *one) for row in range(count) for one in homes)),
    )


ADOPTED = (
    (BEGUN, "2024-03-01", "E12"),
    [(BEGUN, "2022-10-01", "C1"), ("2022-10-01", "2024-03-01", "E1")],
    [(BEGUN, "2023-05-01", "U6"), ("2023-05-01", "2024-03-01", "A6")],
)
BY_CARER = (*ADOPTED[:2], [(BEGUN, "2023-05-01", "U5"), ("2023-05-01", "2024-03-01", "A5")])
WITHOUT_ORDER = (
    (BEGUN, "2024-03-01", "E11"),
    [(BEGUN, "2023-09-01", "V2"), ("2023-09-01", "2024-03-01", "C2")],
    [(BEGUN, "2024-03-01", "U6")],
)
WAITING = (
    (BEGUN, "", ""),
    [(BEGUN, "2022-10-01", "C1"), ("2022-10-01", "", "E1")],
    [(BEGUN, "", "U6")],
)
REVOKED = (
    (BEGUN, "", ""),
    [(BEGUN, "2022-10-01", "C1"), ("2022-10-01", "2024-01-05", "E1"), ("2024-01-05", "", "C2")],
    [(BEGUN, "", "U6")],
)
LEFT = (
    (BEGUN, "2024-01-05", "E13"),
    [(BEGUN, "2022-10-01", "C1"), ("2022-10-01", "2024-01-05", "E1")],
    [(BEGUN, "2024-01-05", "U6")],
)
BY_CONSENT = (
    (BEGUN, "", ""),
    [(BEGUN, "", "V2")],
    [(BEGUN, "2022-11-01", "U6"), ("2022-11-01", "", "A4")],
)


@pytest.mark.parametrize(
    ("life", "latest", "reversed_on"),
    [
        (ADOPTED, "2022-10-01", ""),
        (WITHOUT_ORDER, "2023-09-01", ""),
        (WAITING, "2022-10-01", ""),
        (REVOKED, "2022-10-01", "2024-01-05"),
        (LEFT, "2022-10-01", "2024-01-05"),
        (BY_CONSENT, "2022-11-01", ""),
    ],
    ids=["adopted", "no order", "waiting", "revoked", "left with order", "by consent"],
)
def test_a_decision_precedes_the_order_and_falls_with_it(life, latest, reversed_on):
    decisions, _ = adoptions(50, *life)
    assert sorted(decisions.period) == list(range(50))
    assert (decisions.decision_date >= day(BEGUN)).all()
    assert (decisions.decision_date <= day(latest)).all()
    assert len(set(decisions.decision_date)) > 10
    assert (decisions.reversed_date == day(reversed_on)).all()
    assert ((decisions.reversal_reason != "") == bool(reversed_on)).all()
    assert set(decisions.reversal_reason) <= {"", "RD1", "RD3", "RD4"}


@pytest.mark.parametrize(
    ("life", "count", "by_carer", "latest_match"),
    [
        (ADOPTED, 50, False, "2023-05-01"),
        (BY_CARER, 50, True, "2023-05-01"),
        (WITHOUT_ORDER, 50, False, "2023-09-01"),
        (WAITING, 0, False, ""),
        (LEFT, 0, False, ""),
    ],
    ids=["placed", "by the former carer", "never placed", "waiting", "left"],
)
def test_who_is_adopted_was_matched_between_decision_and_placement(
    life, count, by_carer, latest_match
):
    decisions, made = adoptions(50, *life)
    assert len(made) == count
    assert (made.is_by_foster_carer == by_carer).all()
    assert (made.match_date <= day(latest_match)).all()
    assert (made.match_date >= made.decision_date).all()
    if count:
        assert (made.decision_date == decisions.decision_date).all()


def test_adopters_are_as_published_and_number_sex_and_status_fit():
    _, made = adoptions(400, *ADOPTED)
    assert set(zip(made.adopter_legal_status, made.adopter_sex, strict=True)) <= {
        ("L0", "M1"), ("L0", "F1"), ("L11", "MF"), ("L12", "MM"), ("L12", "FF"),
        ("L2", "MM"), ("L2", "FF"), ("L2", "MF"), ("L3", "MF"), ("L4", "MM"), ("L4", "FF"),
    }  # fmt: skip
    single = np.isin(made.adopter_sex, ("M1", "F1"))
    assert ((made.number_of_adopters == "1") == single).all()
    assert set(made.number_of_adopters) == {"1", "2"}
    share = ON.calibration.shares("care_event", "adopters", given="all").of("L11/MF")
    assert (made.adopter_legal_status == "L11").mean() == pytest.approx(share, abs=0.01)


def test_an_adoption_before_the_calendar_is_not_returned():
    period = (BEGUN, "2022-03-20", "E12")
    life = (period, [(BEGUN, "2022-03-20", "E1")], [(BEGUN, "2022-03-20", "A6")])
    assert len(adoptions(5, *life)[1]) == 0


def test_of_some_young_children_the_court_refuses_the_order():
    count = 600
    who = children(count, birth_date=["2021-06-01"] * 400 + ["2010-06-01"] * 200)
    in_care = periods(*((row, BEGUN, "", "") for row in range(count)))
    law = statuses(
        *((row, BEGUN, "2022-10-01" if row < 200 else "", "C1") for row in range(count)),
        *((row, "2022-10-01", "", "E1") for row in range(200)),
    )
    homes = placements(*((row, BEGUN, "", "U6") for row in range(count)))
    decisions, _ = make_adoptions(ON, who, in_care, law, homes)
    refused = decisions.take(decisions.period >= 200)
    share = ON.calibration.shares("care_event", "adoption_decision", given="all").of("RD2")
    assert len(refused) / len(decisions) == pytest.approx(share, abs=0.01)
    assert (birthday(who.birth_date[refused.period], 5) > refused.decision_date).all()
    assert set(refused.reversal_reason) <= {"RD2", ""}
    assert ((refused.reversal_reason == "") == (refused.reversed_date == OPEN)).all()
    assert (refused.reversed_date > refused.decision_date).all()
    assert (np.diff(decisions.period) >= 0).all()
