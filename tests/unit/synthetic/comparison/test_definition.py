"""How far made may lie from published, chance of small numbers allowed for."""

import pytest

from pipeline.synthetic.comparison.definition import Cell, Figure, Tolerance

POINTS = Tolerance(2.0, is_relative=False, source="")
PART = Tolerance(0.1, is_relative=True, source="")


def cell(published, made, cases=0):
    return Cell("England", "", published, made, cases)


@pytest.mark.parametrize(
    ("tolerance", "value", "is_allowed"),
    [
        (POINTS, cell(10, 12), True),
        (POINTS, cell(10, 12.1), False),
        (PART, cell(100, 110), True),
        (PART, cell(100, 110.1), False),
        # Of 100 children a share of 50 % has a standard error of 5 points, and one child is a point.
        (POINTS, cell(50, 62.9, cases=100), True),
        (POINTS, cell(50, 63.1, cases=100), False),
        # Of 100 cases a count has a standard error of 10.
        (PART, cell(100, 129.9, cases=100), True),
        (PART, cell(100, 130.1, cases=100), False),
    ],
)
def test_what_is_near_enough(tolerance, value, is_allowed):
    assert tolerance.allows(value) is is_allowed


def test_a_figure_tells_what_is_outside():
    far = cell(10, 20)
    figure = Figure("id", "title", "%", "England", POINTS, "source", (cell(10, 11), far))
    assert figure.outside == (far,)
    assert figure.share_within == 0.5
    assert Figure("id", "title", "%", "England", POINTS, "source", ()).share_within == 1.0
