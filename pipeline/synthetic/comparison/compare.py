"""Made against published: the values of each figure, in the published categories and their order.

What belongs here: arithmetic on answers and published seeds. What does not: which figures there are (`figures`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.comparison.definition import Cell, Figure, Tolerance
from pipeline.synthetic.comparison.figures import COUNTS, SHARES, CountFigure, ShareFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from pipeline.synthetic.calibration.load import Calibration, Shares
    from pipeline.synthetic.comparison.answers import Answers
    from pipeline.synthetic.plan import Plan


@dataclass(frozen=True)
class Sides:
    """Both sides of the comparison.

    Attributes:
        plan: What was asked for.
        calibration: The published side.
        answers: The made side.
    """

    plan: Plan
    calibration: Calibration
    answers: Answers


def compare(sides: Sides) -> list[Figure]:
    """Return every figure of `seeds/calibration/comparison.csv` with its values, in the order of that file.

    Raises:
        ProjectError: A seed lacks what a figure is held against.
    """
    makers: dict[str, CountFigure | ShareFigure] = {one.id: one for one in (*COUNTS, *SHARES)}
    path = sides.calibration.folder / "comparison.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [_figure(sides, makers[row["figure"]], row) for row in csv.DictReader(file)]


def _figure(sides: Sides, wanted: CountFigure | ShareFigure, row: Mapping[str, str]) -> Figure:
    for_england = row["compared_for"] == "England"
    if isinstance(wanted, CountFigure):
        cells = _counts(sides, wanted, together=for_england)
    else:
        cells = _shares(sides, wanted, for_england=for_england)
    return Figure(
        id=f"{row['figure']}-{'england' if for_england else 'authorities'}",
        title=row["title"],
        unit=row["unit"],
        of=row["compared_for"],
        tolerance=Tolerance(float(row["tolerance"]), row["is_relative"] == "true", row["source"]),
        source=row["published_in"],
        cells=tuple(cells),
    )


def _counts(sides: Sides, wanted: CountFigure, *, together: bool) -> Iterator[Cell]:
    """The cells of a count: an authority and year each, or the sums of a year over all that are made."""
    frame = sides.answers.counts(wanted.table, ("la_code", wanted.year), wanted.count)
    made = {(la, int(year)): float(count) for la, year, count in frame.itertuples(index=False)}
    sums: dict[int, list[float]] = {}
    for authority in sides.plan.authorities:
        for year, published in _published(sides, wanted, authority.la_code).items():
            if (authority.la_code, year) not in made:
                continue
            pair = (published, made[authority.la_code, year])
            if together:
                total = sums.setdefault(year, [0.0, 0.0])
                total[0], total[1] = total[0] + pair[0], total[1] + pair[1]
            else:
                yield Cell(authority.la_name, str(year), *pair, cases=pair[1])
    for year, (published, count) in sorted(sums.items()):
        yield Cell("All that are made", str(year), published, count, cases=count)


def _published(sides: Sides, wanted: CountFigure, la_code: str) -> dict[int, float]:
    flow = sides.calibration.flow(wanted.topic, la_code, wanted.flow)
    if wanted.per_10k:
        people = sides.calibration.flow(wanted.topic, la_code, "population_0_17")
        flow = {year: rate * people[year] / 10_000 for year, rate in flow.items() if year in people}
    return {year: value * sides.plan.scale for year, value in flow.items()}


def _shares(sides: Sides, wanted: ShareFigure, *, for_england: bool) -> Iterator[Cell]:
    frame = sides.answers.counts(
        wanted.table, ("la_code", "collection_year", wanted.column), wanted.count
    )
    first, last = wanted.years
    frame = frame[(frame["collection_year"] >= first) & (frame["collection_year"] <= last)]
    frame = frame.assign(category=_categories(wanted, frame[wanted.column]))
    if for_england:
        yield from _cells(sides, wanted, "England", ENGLAND, frame)
    else:
        for authority in sides.plan.authorities:
            rows = frame[frame["la_code"] == authority.la_code]
            yield from _cells(sides, wanted, authority.la_name, authority.la_code, rows)


def _cells(
    sides: Sides, wanted: ShareFigure, place: str, la_code: str, rows: pd.DataFrame
) -> Iterator[Cell]:
    published = sides.calibration.shares(
        wanted.topic, wanted.subject, given=wanted.given, la_code=la_code
    )
    made = rows.groupby("category")["count"].sum()
    total = float(made.sum())
    if not total:
        return
    for word, share in _in_words(sides, wanted, published):
        count = float(made.get(word, 0.0))
        yield Cell(place, word, 100 * share, 100 * count / total, cases=total)


def _in_words(sides: Sides, wanted: ShareFigure, shares: Shares) -> Iterator[tuple[str, float]]:
    """The published categories in the words of the answers, those of one word together."""
    words = _words(sides, wanted)
    sums: dict[str, float] = {}
    for code, share in zip(shares.codes, shares.values, strict=True):
        word = words.get(str(code), str(code))
        sums[word] = sums.get(word, 0.0) + float(share)
    order = [words[str(one)] for one in wanted.bands] if wanted.bands else list(sums)
    return ((word, sums[word]) for word in order if word in sums)


def _words(sides: Sides, wanted: ShareFigure) -> dict[str, str]:
    if wanted.bands:
        return {str(low): _band_word(low, wanted.bands) for low in wanted.bands}
    name, column = wanted.list_name
    if not name:
        return {}
    path = sides.calibration.folder.parent / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row[column] for row in csv.DictReader(file)}


def _band_word(low: int, bands: Iterable[int]) -> str:
    above = [bound for bound in bands if bound > low]
    if not above:
        return f"{low} and over"
    high = min(above) - 1
    return f"Under {min(above)}" if low == 0 else str(low) if high == low else f"{low} to {high}"


def _categories(wanted: ShareFigure, values: pd.Series) -> list[str]:
    if not wanted.bands:
        return [str(value) for value in values]
    bounds = np.array(wanted.bands)
    words = [_band_word(int(low), wanted.bands) for low in bounds]
    positions = np.searchsorted(bounds, values.to_numpy(), side="right") - 1
    return [words[int(position)] for position in positions]
