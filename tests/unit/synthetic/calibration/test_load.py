"""What the calibration does not know it says, with the seed that lacks it and what to do."""

from importlib import import_module

import pytest

from pipeline.errors import ProjectError
from pipeline.synthetic.calibration.load import Calibration
from tests.unit.synthetic.sample import SEEDS

FIGURES = Calibration(SEEDS / "calibration")


@pytest.mark.parametrize(
    ("ask", "lacking"),
    [
        pytest.param(
            lambda: FIGURES.shares("care", "start_age", given="never"),
            "care_share.csv has no start_age given 'never'",
            id="shares",
        ),
        pytest.param(
            lambda: FIGURES.durations("care", "nothing"),
            "care_duration.csv has no nothing given ''",
            id="durations",
        ),
        pytest.param(
            lambda: FIGURES.number("care", "nothing"),
            "care_assumption.csv has no nothing",
            id="number",
        ),
        pytest.param(
            lambda: FIGURES.series("care", "E99999999", "started", years=(2025,)),
            "care_flow.csv has no started for E99999999",
            id="series",
        ),
        pytest.param(
            lambda: FIGURES.flow("nothing", "E92000001", "started"),
            "nothing_flow.csv cannot be read",
            id="no such seed",
        ),
    ],
)
def test_what_is_not_known_is_told(ask, lacking):
    with pytest.raises(ProjectError) as told:
        ask()
    assert lacking in str(told.value)
    assert told.value.remedy


def test_the_command_that_an_error_names_is_there():
    with pytest.raises(ProjectError) as told:
        FIGURES.series("care", "E99999999", "started", years=(2025,))
    command = "python -m pipeline.synthetic.calibration FOLDER"
    assert command in told.value.remedy
    assert import_module("pipeline.synthetic.calibration.__main__").TOPICS
