"""What follows from a suite that is judged after the gate, as those of measures and benchmarks are."""

from datetime import date

import pytest

from pipeline.quality.api import Evidence, ExpectationResult, GateResult, SuiteResult, Waivers
from pipeline.warehouse import _stop_on_failures

EVIDENCE = Evidence((), (), (), Waivers(()), date(2026, 11, 22))
GATE = GateResult(stopped=False, reasons=(), decisions=(), warnings=(), evidence=EVIDENCE)


def suite(severity, *, error=""):
    result = ExpectationResult(
        "expect_x", "a", severity, False, None, None, None, "It matters.", error
    )
    return SuiteResult("bench_measure", (result,), 0.1)


@pytest.mark.parametrize(
    ("failing", "told"),
    [
        (suite("critical"), ("bench_measure: expect_x (a): not as expected. It matters.",)),
        (
            suite("info", error="no such column"),
            ("bench_measure: expect_x (a): could not be checked: no such column. It matters.",),
        ),
        (suite("warning"), ()),
    ],
    ids=["critical", "in error", "warning"],
)
def test_a_suite_after_the_gate_stops_the_release_and_names_itself(failing, told):
    gate = _stop_on_failures(GATE, (failing,))
    assert (gate.stopped, gate.reasons) == (bool(told), told)
    # Told once, however often it is asked.
    assert _stop_on_failures(gate, (failing,)) == gate
