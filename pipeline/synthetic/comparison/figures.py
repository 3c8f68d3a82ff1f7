"""Which figures are compared: for each the answers it is counted from and the published seed it is held against.

A figure is a `CountFigure` (a number an authority and year) or a `ShareFigure` (shares of categories, for England or
for each authority). Titles and tolerances are in `seeds/calibration/comparison.csv`. What belongs here: the list and
how made categories become published ones. What does not: arithmetic (`compare`), drawing (`page`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CountFigure:
    """A count of each authority and year that is published as a flow.

    Attributes:
        id: Its id in `comparison.csv`.
        table: Table of answers.
        count: Its column that is summed; "" to count rows.
        topic: Topic of the seed of flows.
        flow: Column of that seed.
        year: Column of the answers that holds the collection year.
        per_10k: Whether the flow is a rate per 10,000 of the population that the seed has beside it.
    """

    id: str
    table: str
    count: str
    topic: str
    flow: str
    year: str = "collection_year"
    per_10k: bool = False


@dataclass(frozen=True)
class ShareFigure:
    """Shares of categories that are published for England or for each authority.

    Attributes:
        id: Its id in `comparison.csv`.
        table: Table of answers.
        count: Its column that is summed; "" to count rows.
        column: Its column that holds the category.
        topic: Topic of the seed of shares.
        subject: Subject of that seed.
        given: Condition of that seed.
        bands: Lower bounds that turn a number of the column into a published code; empty when it holds words.
        list_name: Seed that gives a published code its word, and the word's column; ("", "") when it is the word.
        years: First and last collection year that the published shares are of.
    """

    id: str
    table: str
    count: str
    column: str
    topic: str
    subject: str
    given: str = ""
    bands: tuple[int, ...] = ()
    list_name: tuple[str, str] = ("", "")
    years: tuple[int, int] = (2018, 2025)


_AGES = (0, 1, 5, 10, 16)
_LOOKED_AFTER = ("mart_looked_after", "children")
_STARTS = ("mart_starts", "starts")
_LEAVERS = ("mart_leavers", "leavers")
_NEED = ("category_of_need", "label")
_LATEST = (2021, 2025)

COUNTS = (
    CountFigure("looked_after", *_LOOKED_AFTER, "care", "looked_after_at_year_end"),
    CountFigure("starts", *_STARTS, "care", "started"),
    CountFigure("leavers", *_LEAVERS, "care", "ceased"),
)

SHARES = (
    ShareFigure("age", *_LOOKED_AFTER, "age", "care", "stock_age", bands=_AGES),
    ShareFigure("need", *_LOOKED_AFTER, "category_of_need", "care", "stock_need", list_name=_NEED),
    ShareFigure(
        "age_at_start",
        *_STARTS,
        "age_at_start",
        "care",
        "start_age",
        "from 2021",
        bands=_AGES,
        years=_LATEST,
    ),
    ShareFigure(
        "need_at_start",
        *_STARTS,
        "category_of_need",
        "care",
        "start_need",
        "from 2021",
        list_name=_NEED,
        years=_LATEST,
    ),
    ShareFigure(
        "age_at_exit",
        *_LEAVERS,
        "age_at_exit",
        "care",
        "leaving_age",
        "from 2021",
        bands=(*_AGES, 17, 18),
        years=_LATEST,
    ),
)
