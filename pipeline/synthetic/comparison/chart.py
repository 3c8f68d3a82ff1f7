"""A figure as a chart: bars side by side for a whole, points around a diagonal for many authorities.

What belongs here: marks and colours, as SVG without scripts. What does not: which figures there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import vl_convert

if TYPE_CHECKING:
    from pipeline.synthetic.comparison.definition import Figure

_PUBLISHED, _MADE = "#1d70b8", "#f47738"  # told apart in grey and by colour-blind readers
_WIDTH = 560
_MOST_COLOURS = 20


def figure_svg(figure: Figure) -> str:
    """Return the chart of a figure as an SVG element.

    Args:
        figure: With at least one value.
    """
    # A page of England has a point an authority, year and category: Altair's limit guards notebooks.
    with alt.data_transformers.disable_max_rows():
        chart = _bars(figure) if figure.of == "England" else _points(figure)
    svg: str = vl_convert.vegalite_to_svg(chart)
    return svg


def _frame(figure: Figure) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "place": cell.place,
                "category": cell.category,
                "published": cell.published,
                "made": cell.made,
            }
            for cell in figure.cells
        ]
    )


def _bars(figure: Figure) -> dict[str, object]:
    frame = _frame(figure).melt(
        id_vars=["place", "category"], value_vars=["published", "made"], var_name="which"
    )
    which = alt.Scale(domain=["published", "made"], range=[_PUBLISHED, _MADE])
    chart = alt.Chart(frame).mark_bar()
    chart = chart.encode(
        y=alt.Y(
            "category:N",
            sort=[cell.category for cell in figure.cells],
            title=None,
            axis=alt.Axis(labelLimit=280),
        ),
        yOffset=alt.YOffset("which:N", sort=["published", "made"]),
        x=alt.X("value:Q", title=figure.unit),
        color=alt.Color("which:N", scale=which, legend=alt.Legend(title=None, orient="top")),
    )
    specification: dict[str, object] = chart.properties(width=_WIDTH, height=alt.Step(11)).to_dict()
    return specification


def _points(figure: Figure) -> dict[str, object]:
    frame = _frame(figure)
    top = float(max(frame["published"].max(), frame["made"].max())) or 1.0
    ends = pd.DataFrame({"published": [0.0, top], "made": [0.0, top]})
    diagonal = alt.Chart(ends).mark_line(color="#505a5f", strokeDash=[4, 3])
    points = alt.Chart(frame).mark_circle(opacity=0.45, size=18, color=_MADE)
    points = points.encode(
        x=alt.X("published:Q", title=f"published, {figure.unit}"),
        y=alt.Y("made:Q", title=f"made, {figure.unit}"),
    )
    if 1 < frame["category"].nunique() <= _MOST_COLOURS:
        legend = alt.Legend(title=None, labelLimit=260, columns=1)
        points = points.encode(color=alt.Color("category:N", legend=legend))
    both = diagonal.encode(x="published:Q", y="made:Q") + points
    specification: dict[str, object] = both.properties(width=_WIDTH - 120, height=300).to_dict()
    return specification
