"""OC2: who is asked about, and what at which age."""

import numpy as np
import pytest

from pipeline.synthetic.life.care_events.health import make_health_years
from tests.unit.synthetic.care_events.lives import many, periods
from tests.unit.synthetic.sample import children, ground

ON = ground(first_year=2025, last_year=2025)


def health(birth, start="2020-05-01", end="", status="C2", *, on=ON):
    reason = "E4A" if end else ""
    return make_health_years(
        on, children(1, birth_date=[birth]), periods((0, start, end, reason, status))
    )


@pytest.mark.parametrize(
    ("start", "end", "status", "asked"),
    [
        ("2024-04-01", "", "C2", True),
        ("2024-04-02", "", "C2", False),
        ("2020-01-01", "2025-03-30", "C2", False),
        ("2020-01-01", "2025-03-31", "C2", True),
        ("2020-01-01", "", "V4", False),
    ],
    ids=["a whole year", "a day less", "left on 30 March", "left on 31 March", "short breaks"],
)
def test_who_is_asked_about(start, end, status, asked):
    assert len(health("2012-01-01", start, end, status)) == asked


@pytest.mark.parametrize(
    ("birth", "checked", "convicted", "sdq"),
    [
        ("2021-04-01", True, False, False),
        ("2021-03-31", True, False, True),
        ("2020-03-31", False, False, True),
        ("2015-04-01", False, False, True),
        ("2015-03-31", False, True, True),
        ("2007-04-01", False, True, True),
        ("2007-03-31", False, True, False),
    ],
    ids=["3", "just 4", "just 5", "9", "just 10", "just 17 on 1 April", "17 before"],
)
def test_what_is_asked_at_which_age(birth, checked, convicted, sdq):
    made = health(birth, max(birth, "2020-05-01"))
    assert (made.is_health_checked[0] >= 0) == checked
    assert (made.is_convicted[0] >= 0) == convicted
    assert ((made.sdq_score[0] >= 0) or (made.sdq_reason[0] != "")) == sdq
    assert not (made.sdq_score[0] >= 0 and made.sdq_reason[0])


@pytest.fixture(scope="module")
def big():
    """A year's answers about many children, with whom they are."""
    who, in_care = many(3000, born=("2007-05-01", "2020-01-01"), start=("2019-01-01", "2024-01-01"))
    in_care = in_care.replace(
        end_date=np.full(len(in_care), np.datetime64("9999-12-31")),
        reason_ceased=np.full(len(in_care), ""),
    )
    return make_health_years(ON, who, in_care), who


@pytest.mark.parametrize(
    ("column", "part"),
    [
        ("is_immunised", "immunised"),
        ("has_teeth_check", "teeth_checked"),
        ("has_health_assessment", "health_assessment"),
        ("has_substance_misuse", "substance_misuse"),
    ],
)
def test_rates_are_those_published_of_the_authority(big, column, part):
    flow = ON.calibration.flow("care_event", ON.la_code, part)
    whole = ON.calibration.flow("care_event", ON.la_code, "outcome_child")
    assert getattr(big[0], column).mean() == pytest.approx(flow[2025] / whole[2025], abs=0.01)


def test_scores_fall_into_the_published_bands(big):
    scores = big[0].sdq_score[big[0].sdq_score >= 0]
    assert set(scores) <= set(range(41))
    bands = {"normal": scores <= 13, "concern": scores >= 17}
    scored = ON.calibration.flow("care_event", ON.la_code, "sdq_scored")[2025]
    for band, found in bands.items():
        count = ON.calibration.flow("care_event", ON.la_code, f"sdq_{band}")[2025]
        assert found.mean() == pytest.approx(count / scored, abs=0.02)


def test_help_is_asked_about_only_with_a_problem_and_its_offer_only_without_help():
    who, in_care = many(3000, born=("2007-05-01", "2010-01-01"), days=3000)
    made = make_health_years(ground(first_year=2022, last_year=2022), who, in_care)
    problem, helped, offered = (
        made.has_substance_misuse,
        made.has_received_intervention,
        made.has_been_offered_intervention,
    )
    assert set(zip(problem, helped, offered, strict=True)) == {
        (0, -1, -1),
        (1, 1, -1),
        (1, 0, 0),
        (1, 0, 1),
    }


def test_only_those_who_turned_4_or_17_were_too_young_or_old_at_the_assessment():
    who, in_care = many(3000, born=("2006-01-01", "2022-01-01"), days=3000)
    made = make_health_years(ON, who, in_care)
    birth = who.birth_date[in_care.child[made.period]]
    too = made.sdq_reason == "SDQ1"
    young = birth > np.datetime64("2020-04-01")
    old = birth <= np.datetime64("2008-03-31")
    assert too.any()
    assert (young | old)[too].all()
    assert "SDQ2" in made.sdq_reason


def test_a_high_score_stays_high():
    who, in_care = many(2000, born=("2009-01-01", "2014-01-01"), start=("2018-01-01", "2020-01-01"))
    made = make_health_years(ground(first_year=2021, last_year=2022), who, in_care)
    score = np.full((2, len(who)), np.nan)
    score[made.collection_year - 2021, in_care.child[made.period]] = made.sdq_score
    both = (score >= 0).all(axis=0)
    assert np.corrcoef(score[0, both], score[1, both])[0, 1] > 0.7
