"""Whatever placements and legal statuses fill a period of care, its episodes fill it too."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.synthetic.extracts.looked_after.episodes import cut_episodes
from pipeline.synthetic.life.definition.care import InCare, LegalStatuses, PeriodsOfCare, Placements
from tests.unit.synthetic.sample import day, group, table

START = day("2020-01-01")
_CUTS = st.sets(st.integers(1, 399), max_size=6)


def spells(period, cuts, *, is_open):
    """Return period, starts and ends of spells that fill a period of 400 days."""
    starts = [str(START + cut) for cut in sorted({0, *cuts})]
    ends = [*starts[1:], "" if is_open else str(START + 400)]
    return [period] * len(starts), starts, ends


def in_care(cuts_by_period):
    """Return periods of care, the odd ones open, cut into placements and legal statuses."""
    parts = {"placements": ([], [], []), "statuses": ([], [], [])}
    for period, cuts in enumerate(cuts_by_period):
        for name, some in zip(parts, cuts, strict=True):
            for column, values in zip(
                parts[name], spells(period, some, is_open=period % 2), strict=True
            ):
                column.extend(values)
    names = ("period", "start_date", "end_date")
    placements, statuses = (dict(zip(names, part, strict=True)) for part in parts.values())
    count = len(cuts_by_period)
    return group(
        InCare,
        periods=table(
            PeriodsOfCare,
            child=range(count),
            start_date=[str(START)] * count,
            end_date=["" if at % 2 else str(START + 400) for at in range(count)],
            reason_ceased=["" if at % 2 else "E5" for at in range(count)],
        ),
        placements=table(
            Placements,
            **placements,
            carer=range(len(placements["period"])),
            placement_type=["U6"] * len(placements["period"]),
            reason_for_change=["CARPL"] * len(placements["period"]),
        ),
        legal_statuses=table(
            LegalStatuses,
            **statuses,
            code=["C1" if at % 2 else "C2" for at in range(len(statuses["period"]))],
        ),
    )


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(_CUTS, _CUTS), min_size=1, max_size=4))
def test_episodes_begin_at_every_change_and_leave_no_gap(cuts_by_period):
    care = in_care(cuts_by_period)
    episodes = cut_episodes(care, np.ones(len(care.periods), dtype=bool))
    for period, (placed, under) in enumerate(cuts_by_period):
        mine = episodes.take(episodes.period == period)
        assert {int((one - START).astype(int)) for one in mine.start_date} == {0, *placed, *under}
        assert (mine.end_date[:-1] == mine.start_date[1:]).all()
        assert mine.end_date[-1] == care.periods.end_date[period]
        assert list(mine.reason_ceased) == ["X1"] * (len(mine) - 1) + [
            care.periods.reason_ceased[period]
        ]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(_CUTS, _CUTS), min_size=1, max_size=4))
def test_the_reason_for_an_episode_says_what_changed(cuts_by_period):
    care = in_care(cuts_by_period)
    episodes = cut_episodes(care, np.ones(len(care.periods), dtype=bool))
    for period, start, reason in zip(
        episodes.period, episodes.start_date, episodes.reason_for_new_episode, strict=True
    ):
        placed, under = cuts_by_period[period]
        cut = int((start - START).astype(int))
        expected = {(1, 0): "P", (0, 1): "L", (1, 1): "B", (0, 0): "S"}
        assert reason == expected[cut in placed, cut in under]


def test_a_status_that_goes_on_under_a_row_of_its_own_begins_nothing():
    care = in_care([(set(), {100})])
    same = care.legal_statuses.replace(code=np.array(["C2", "C2"]))
    episodes = cut_episodes(
        group(InCare, periods=care.periods, placements=care.placements, legal_statuses=same),
        np.ones(1, dtype=bool),
    )
    assert list(episodes.reason_for_new_episode) == ["S"]


def test_of_no_periods_there_are_no_episodes():
    care = in_care([(set(), set())])
    assert len(cut_episodes(care, np.zeros(1, dtype=bool))) == 0
