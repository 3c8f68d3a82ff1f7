"""The comparison as one page that opens anywhere: charts, tables behind them, and what lies outside its tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import markupsafe

from pipeline.synthetic.comparison.chart import figure_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.synthetic.comparison.definition import Figure
    from pipeline.synthetic.plan import Plan

_TEMPLATES = Path(__file__).parent / "templates"
# A table of every authority and category would be longer than anyone reads; the furthest come first.
_MOST_ROWS = 40


@dataclass(frozen=True)
class About:
    """What the page says of the country that was made.

    Attributes:
        authorities: Names of the local authorities.
        years: The collection years, as 2015/16 to 2024/25.
        scale: How many children for each real one.
        seed: The seed.
    """

    authorities: tuple[str, ...]
    years: str
    scale: float
    seed: int

    @classmethod
    def of(cls, plan: Plan) -> About:
        """Return what a page says of a plan."""
        first, last = plan.calendar.first_year, plan.calendar.last_year
        return cls(
            authorities=tuple(one.la_name for one in plan.authorities),
            years=f"{first - 1}/{first % 100:02d} to {last - 1}/{last % 100:02d}",
            scale=plan.scale,
            seed=plan.seed,
        )


def write_page(path: Path, figures: Sequence[Figure], about: About) -> None:
    """Write the page.

    Args:
        path: The HTML file.
        figures: With their values; one without any is said to have none.
        about: What was made.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = _number
    page = environment.get_template("comparison.html.j2").render(
        figures=figures,
        # Altair's own SVG, made of the figures' text by a library that escapes it.
        charts={one.id: markupsafe.Markup(figure_svg(one)) for one in figures if one.cells},  # noqa: S704
        tables={one.id: _furthest_first(one) for one in figures},
        about=about,
        most_rows=_MOST_ROWS,
    )
    path.write_text(page, encoding="utf-8")


def _furthest_first(figure: Figure) -> list[dict[str, object]]:
    cells = figure.cells
    if figure.of != "England":
        cells = tuple(sorted(cells, key=lambda c: -abs(c.made - c.published)))[:_MOST_ROWS]
    return [
        {
            "place": cell.place,
            "category": cell.category,
            "published": cell.published,
            "made": cell.made,
            "within": figure.tolerance.allows(cell),
        }
        for cell in cells
    ]


def _number(value: float) -> str:
    """Write a number for reading: whole from 100 on, one decimal below.

    >>> _number(1234.4), _number(12.34)
    ('1,234', '12.3')
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}"
