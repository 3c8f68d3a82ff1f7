"""Made against published: the values of each figure, in the published categories and their order.

What belongs here: arithmetic on answers and published seeds. What does not: which figures there are (`figures`), words
for categories (`words`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.comparison.answers import YEAR
from pipeline.synthetic.comparison.definition import Cell, Figure, Tolerance
from pipeline.synthetic.comparison.figures import COUNTS, MEANS, SHARES, CountFigure, MeanFigure
from pipeline.synthetic.comparison.words import made_words, published_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from pipeline.synthetic.calibration.load import Calibration
    from pipeline.synthetic.comparison.answers import Answers, Question
    from pipeline.synthetic.comparison.figures import Flow, ShareFigure, Wanted
    from pipeline.synthetic.plan import Plan

_TOGETHER = "All that are made"
_WHOLE = "all"  # code of what shares that do not sum to one are shares of


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
        ProjectError: A seed cannot be read or lacks what a figure is held against.
    """
    wanted: dict[str, Wanted] = {one.id: one for one in (*COUNTS, *MEANS, *SHARES)}
    rows = read_seed(sides.calibration.folder, "comparison")
    return [_figure(sides, wanted[row["figure"]], row) for row in rows]


def _figure(sides: Sides, wanted: Wanted, row: Mapping[str, str]) -> Figure:
    for_england = row["compared_for"] == "England"
    return Figure(
        id=f"{row['figure']}-{'england' if for_england else 'authorities'}",
        title=row["title"],
        unit=row["unit"],
        of=row["compared_for"],
        tolerance=Tolerance(float(row["tolerance"]), row["is_relative"] == "true", row["source"]),
        source=row["published_in"],
        cells=tuple(_cells(sides, wanted, for_england=for_england)),
    )


def _cells(sides: Sides, wanted: Wanted, *, for_england: bool) -> Iterable[Cell]:
    if isinstance(wanted, CountFigure):
        cells = _counts(sides, wanted)
        return _sums(cells) if for_england else cells
    if isinstance(wanted, MeanFigure):
        return _means(sides, wanted)
    return _shares_of_england(sides, wanted) if for_england else _shares(sides, wanted)


def _counts(sides: Sides, wanted: CountFigure) -> Iterator[Cell]:
    made = _by_place_and_year(sides, wanted.made)
    for authority in sides.plan.authorities:
        for year, published in _flow(sides, wanted.published, authority.la_code).items():
            if (authority.la_code, year) in made:
                count = made[authority.la_code, year]
                scaled = published * sides.plan.scale
                yield Cell(authority.la_name, str(year), scaled, count, cases=scaled)


def _sums(cells: Iterable[Cell]) -> Iterator[Cell]:
    by_year: dict[str, list[Cell]] = {}
    for cell in cells:
        by_year.setdefault(cell.category, []).append(cell)
    for year, of_year in sorted(by_year.items()):
        published = sum(cell.published for cell in of_year)
        made = sum(cell.made for cell in of_year)
        yield Cell(_TOGETHER, year, published, made, cases=published)


def _means(sides: Sides, wanted: MeanFigure) -> Iterator[Cell]:
    made = _by_place_and_year(sides, wanted.made)
    over = _by_place_and_year(sides, wanted.over)
    for authority in sides.plan.authorities:
        for year, published in _flow(sides, wanted.published, authority.la_code).items():
            key = (authority.la_code, year)
            if over.get(key):
                mean = wanted.times * made.get(key, 0.0) / over[key]
                yield Cell(authority.la_name, str(year), published, mean, cases=0)


def _flow(sides: Sides, published: Flow, la_code: str) -> dict[int, float]:
    flow = sides.calibration.flow(published.topic, la_code, published.name)
    if not published.per_10k:
        return flow
    people = sides.calibration.flow(published.topic, la_code, "population_0_17")
    return {year: rate * people[year] / 10_000 for year, rate in flow.items() if year in people}


def _by_place_and_year(sides: Sides, question: Question) -> dict[tuple[str, int], float]:
    frame = sides.answers.ask(question)
    sums = frame.groupby(["la_code", YEAR])["count"].sum().reset_index()
    return {(str(la), int(year)): float(count) for la, year, count in sums.itertuples(index=False)}


def _shares_of_england(sides: Sides, wanted: ShareFigure) -> Iterator[Cell]:
    rows, whole = _rows(sides, wanted)
    yield from _share_cells(sides, wanted, ("England", ENGLAND), rows, float(whole["count"].sum()))


def _shares(sides: Sides, wanted: ShareFigure) -> Iterator[Cell]:
    rows, whole = _rows(sides, wanted)
    for authority in sides.plan.authorities:
        total = float(whole.loc[whole["la_code"] == authority.la_code, "count"].sum())
        here = rows[rows["la_code"] == authority.la_code]
        yield from _share_cells(sides, wanted, (authority.la_name, authority.la_code), here, total)


def _rows(sides: Sides, wanted: ShareFigure) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The made rows of the published years, in the words of the published codes, and what they are shares of."""
    seeds = sides.calibration.folder.parent
    rows = _in_years(sides.answers.ask(wanted.made), wanted)
    rows = rows.assign(category=made_words(wanted.words, rows["category"], seeds))
    whole = rows if wanted.of is None else _in_years(sides.answers.ask(wanted.of), wanted)
    return rows, whole


def _in_years(frame: pd.DataFrame, wanted: ShareFigure) -> pd.DataFrame:
    first, last = wanted.years
    return frame[(frame[YEAR] >= first) & (frame[YEAR] <= last)]


def _share_cells(
    sides: Sides, wanted: ShareFigure, place: tuple[str, str], rows: pd.DataFrame, total: float
) -> Iterator[Cell]:
    name, la_code = place
    if not total:
        return
    made = rows.groupby("category")["count"].sum()
    shares = _published(sides, wanted, la_code)
    for word, share in published_words(wanted.words, shares, sides.calibration.folder.parent):
        count = float(made.get(word, 0.0))
        yield Cell(name, word, 100 * share, 100 * count / total, cases=total)


def _published(sides: Sides, wanted: ShareFigure, la_code: str) -> dict[str, float]:
    """The published shares by code; where there is a code for the whole, as parts of it."""
    subject, calibration = wanted.published, sides.calibration
    if subject.kind == "duration":
        lasting = calibration.durations(subject.topic, subject.name, given=subject.given)
        return {
            f"{bound:.0f}": float(v)
            for bound, v in zip(lasting.bounds, lasting.values, strict=True)
        }
    found = calibration.shares(subject.topic, subject.name, given=subject.given, la_code=la_code)
    shares = {str(c): float(v) for c, v in zip(found.codes, found.values, strict=True)}
    whole = shares.pop(_WHOLE, 1.0)
    return {code: share / whole for code, share in shares.items()}
