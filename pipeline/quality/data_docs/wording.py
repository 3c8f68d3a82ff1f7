"""A suite's expectations in the words of Great Expectations, from its stored verdict.

Nothing is judged here. What goes to the library are the suite's own text and counts: no figure that could be a value
out of a row, as the greatest value of a column would be.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.quality.data_docs.definition import Row
from pipeline.quality.gx_duckdb import new_expectation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from great_expectations.core import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )

    from pipeline.quality.data_docs.definition import JudgedSuite
    from pipeline.quality.result import ExpectationResult
    from pipeline.quality.suites import ExpectationSpec

_OF_ALL_COLUMNS = "Table-Level Expectations"


def sections_of(judged: JudgedSuite) -> dict[str, list[Row]]:
    """Return the rows of a suite's page, by column as the library orders them.

    Where the suite has changed since it was judged, or holds what the library does not know, no arguments can be told:
    its rows have no wording and stand in one section without a name.
    """
    plain = {"": [Row(one) for one in judged.result.results]}
    if not judged.is_as_judged:
        return plain
    try:
        evaluated = _as_library_result(judged)
    except ValueError:  # the verdicts tell as much: each has the error
        return plain
    return dict(_sections(judged, evaluated))


def _sections(
    judged: JudgedSuite, evaluated: ExpectationSuiteValidationResult
) -> Iterator[tuple[str, list[Row]]]:
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer

    page = ValidationResultsPageRenderer(run_info_at_end=True).render(evaluated).to_json_dict()
    by_column: dict[str, list[ExpectationResult]] = defaultdict(list)
    for spec, result in zip(judged.suite.expectations, judged.result.results, strict=True):
        by_column[spec.kwargs.get("column", _OF_ALL_COLUMNS)].append(result)
    # The first section is an overview, the last tells of the run: the page's frame says both.
    for section in page["sections"][1:-1]:
        name = section["section_name"]
        _, table = section["content_blocks"]
        rows = zip(by_column[name], table["table"], strict=True)
        yield name, [Row(result, wording, found) for result, (_, wording, found) in rows]


def _as_library_result(judged: JudgedSuite) -> ExpectationSuiteValidationResult:
    """Return the stored verdict as the library had it.

    Raises:
        ValueError: The suite holds an expectation that cannot be made.
    """
    from great_expectations.core import ExpectationSuiteValidationResult

    pairs = zip(judged.suite.expectations, judged.result.results, strict=True)
    return ExpectationSuiteValidationResult(
        success=judged.result.success,
        results=[_as_library_verdict(spec, result) for spec, result in pairs],
        suite_name=judged.name,
        statistics={
            "evaluated_expectations": len(judged.result.results),
            "successful_expectations": sum(one.success for one in judged.result.results),
            "unsuccessful_expectations": len(judged.failed) + len(judged.erred),
            "success_percent": None,
        },
        meta={},
    )


def _as_library_verdict(
    spec: ExpectationSpec, result: ExpectationResult
) -> ExpectationValidationResult:
    from great_expectations.core import ExpectationValidationResult

    return ExpectationValidationResult(
        success=result.success,
        expectation_config=new_expectation(spec.type, spec.kwargs, position=0).configuration,
        result=_figures(result),
        exception_info={
            "raised_exception": bool(result.error),
            "exception_message": result.error,
            "exception_traceback": "",
        },
    )


def _figures(result: ExpectationResult) -> dict[str, Any]:
    """Return what was counted: of other observed figures nobody knows whether they are a child's."""
    if result.expectation == "unexpected_rows_expectation":
        return {"observed_value": result.unexpected_count}
    if result.unexpected_count is None or result.element_count is None:
        return {}
    share = result.unexpected_count / result.element_count if result.element_count else 0.0
    return {
        "element_count": result.element_count,
        "unexpected_count": result.unexpected_count,
        "unexpected_percent": 100 * share,
    }
