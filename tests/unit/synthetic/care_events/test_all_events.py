"""What all events share: the same seed gives the same, and an LA without children gives nothing."""

from dataclasses import fields

import numpy as np
import pytest

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.life.care_events.adoption import make_adoptions
from pipeline.synthetic.life.care_events.care_leavers import make_care_leavers
from pipeline.synthetic.life.care_events.draws import published_rate
from pipeline.synthetic.life.care_events.health import make_health_years
from pipeline.synthetic.life.care_events.missing import make_missing_incidents
from pipeline.synthetic.life.care_events.permanence import make_previous_permanences
from pipeline.synthetic.life.care_events.reviews import make_reviews
from pipeline.synthetic.life.care_events.social_workers import make_social_workers
from pipeline.synthetic.plan import Authority
from tests.unit.synthetic.care_events.lives import homes_of, many, periods, placements, statuses
from tests.unit.synthetic.sample import children, ground

ON = ground(first_year=2023)
SCILLY = Authority("E06000053", "420", "Isles of Scilly", "E12000009", 2010)
EVENTS = {
    "missing": lambda on, who, in_care, _, homes: make_missing_incidents(on, who, in_care, homes),
    "reviews": lambda on, who, in_care, *_: make_reviews(on, who, in_care),
    "health": lambda on, who, in_care, *_: make_health_years(on, who, in_care),
    "decisions": lambda *given: make_adoptions(*given)[0],
    "adoptions": lambda *given: make_adoptions(*given)[1],
    "care leavers": lambda on, who, in_care, *_: make_care_leavers(on, who, (periods(), in_care)),
    "permanence": lambda on, who, in_care, *_: make_previous_permanences(on, who, in_care),
    "social workers": lambda on, who, in_care, *_: make_social_workers(on, in_care),
}
each_event = pytest.mark.parametrize("make", EVENTS.values(), ids=EVENTS)


def lives():
    """Children, periods, legal statuses with some placement orders, placements with some for adoption."""
    who, in_care = many(300, born=("2005-01-01", "2022-01-01"))
    young = who.birth_date[in_care.child] > np.datetime64("2015-01-01")
    adopted = young & (in_care.reason_ceased == "E4A")
    in_care = in_care.replace(reason_ceased=np.where(adopted, "E12", in_care.reason_ceased))
    law = statuses(
        *(
            (row, str(start), "" if end > ON.calendar.last_day else str(end), "E1")
            for row, (start, end) in enumerate(
                zip(in_care.start_date, in_care.end_date, strict=True)
            )
        )
    )
    return who, in_care, law, homes_of(in_care)


@each_event
def test_the_same_seed_gives_the_same(make):
    first, second = (make(ON, *lives()) for _ in range(2))
    assert len(first) > 20
    for one in fields(first):
        assert (getattr(first, one.name) == getattr(second, one.name)).all()


@each_event
@pytest.mark.parametrize("who", [0, 3], ids=["nobody", "nobody in care"])
def test_where_nobody_is_looked_after_nothing_happens(make, who):
    on = ground(SCILLY)
    assert len(make(on, children(who), periods(), statuses(), placements())) == 0


@pytest.mark.parametrize(
    ("authority", "part", "year", "least", "most"),
    [
        (None, "immunised", 2025, 1.0, 1.0),
        (None, "immunised", 2016, 408 / 490, 408 / 490),
        (SCILLY, "immunised", 2025, 0.83, 0.85),
        (None, "convicted", 2021, 1 / 300, 5 / 250),
    ],
    ids=[
        "as published",
        "before the first year",
        "nothing published: England",
        "suppressed: one to five",
    ],
)
def test_a_rate_is_the_authoritys_or_made_up_for_from_englands(authority, part, year, least, most):
    on = ground(authority) if authority else ON
    whole = "outcome_child_10_to_17" if part == "convicted" else "outcome_child"
    assert least <= published_rate(on, part, whole, year) <= most


def test_a_rate_that_is_not_yet_published_moves_as_englands_does():
    cumberland = ground(Authority("E06000063", "942", "Cumberland", "E12000002", 2024))
    england = ground(Authority(ENGLAND, "921", "England", "", 2010))
    then, first = (
        published_rate(cumberland, "teeth_checked", "outcome_child", year) for year in (2021, 2024)
    )
    moved = [
        published_rate(england, "teeth_checked", "outcome_child", year) for year in (2021, 2024)
    ]
    assert then / first == pytest.approx(moved[0] / moved[1])
    assert then < 0.6 * first
