"""What a page is made of: a suite, its stored verdict, and each expectation as a row to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from pipeline.quality.result import ExpectationResult, SuiteResult
    from pipeline.quality.suites import Suite


@dataclass(frozen=True)
class JudgedSuite:
    """A suite of the project and what came of it.

    Attributes:
        layer: Layer of its table: raw, staging, intermediate, journey, marts or benchmarks.
        suite: What is expected today.
        result: What was found; of counts alone.
        judged_on: The day on which it was judged; None when that is not known.
        is_as_judged: Whether the suite says today what it said when it was judged.
    """

    layer: str
    suite: Suite
    result: SuiteResult
    judged_on: date | None
    is_as_judged: bool

    @property
    def name(self) -> str:
        """Name of the table, which is that of its page too."""
        return self.result.model

    @property
    def failed(self) -> tuple[ExpectationResult, ...]:
        """What is not as expected; not what could not be checked."""
        return tuple(one for one in self.result.results if not one.success and not one.error)

    @property
    def erred(self) -> tuple[ExpectationResult, ...]:
        """What could not be checked."""
        return tuple(one for one in self.result.results if one.error)


@dataclass(frozen=True)
class Row:
    """One expectation on a page.

    Attributes:
        result: Its verdict.
        wording: What is expected, as a block that the library's view renders; None when only its type is known.
        found: What was found, as such a block; None likewise.
    """

    result: ExpectationResult
    # Any: the library's own JSON.
    wording: Any = None
    found: Any = None
