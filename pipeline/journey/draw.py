"""Drawing a journey as one SVG: a lane for each part of it, bars for what lasted, marks for what happened on a day.

The drawing names nobody: no id, no key, no date of birth but the child's ages along the top.
What belongs here: places, colours, words of the drawing. What does not: what is in a journey.
"""

from __future__ import annotations

import math
from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pipeline.journey.layout import Lane, arrange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.journey.definition import Journey, JourneyEvent, JourneySpell

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 1280, 130, 24, 96, 40
_ROW, _BAR, _GAP = 22, 16, 14
_MARK = 5
_LEAST = 2  # width of the shortest bar
_LETTER = 6.1  # width of a letter of 11 pixels, about
_FEWEST_LETTERS = 6
_GLYPHS = "◆◇●○"  # the marks of a lane, one for each kind
_PAPER, _INK, _FAINT = "#ffffff", "#1d2b36", "#d8dee3"
# One colour a lane, two shades of it, so that one spell is told from the next.
_SHADES = {
    "Need": ("#f6d8a8", "#eec27a"),
    "Protection": ("#f2b8a5", "#e8947a"),
    "Court": ("#cdbfe3", "#b09bd2"),
    "Looked after": ("#8fb8d6", "#6f9fc4"),
    "Legal status": ("#c5dcec", "#a5c8df"),
    "Placement": ("#b9dcc0", "#93c69e"),
    "Missing": ("#e58f8f", "#d96a6a"),
    "Reviews": ("#9aa7b1", "#7d8c97"),
    "Cost": ("#e3e3c0", "#cfcf9a"),
    "After care": ("#d9cfc4", "#c2b3a3"),
}
_OTHER_SHADES = ("#dddddd", "#c4c4c4")


@dataclass(frozen=True)
class _Scale:
    """Where days stand across the drawing."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the place of a day, kept within the drawing."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_LEFT + min(max(share, 0), 1) * (_WIDTH - _LEFT - _RIGHT), 1)

    def days(self, width: float) -> timedelta:
        """Return how many days take up a width, the last one whole."""
        share = width / (_WIDTH - _LEFT - _RIGHT)
        return timedelta(days=math.ceil(share * (self.last - self.first).days))


@dataclass(frozen=True)
class _Bar:
    """A spell with what it may be called, its left and right edge, and the top of its row."""

    spell: JourneySpell
    names: tuple[str, ...]
    left: float
    right: float
    top: float


def draw(journey: Journey) -> str:
    """Return a journey as the text of an SVG file, which stands alone and prints on one page."""
    scale = _Scale(*_span(journey))
    lanes = arrange(journey, least=scale.days(_LEAST))
    height = round(_TOP + sum(map(_height, lanes)) + _BOTTOM)
    root = _page(journey, height)
    _years(root, scale, height)
    _ages(root, journey, scale)
    top: float = _TOP
    for lane in lanes:
        _lane(root, lane, scale, top, journey.as_at_date)
        top += _height(lane)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _span(journey: Journey) -> tuple[date, date]:
    """Return the first and last day to show: what happened, to the end of the returns if anything goes on."""
    days = [event.event_date for event in journey.events]
    days += [day for spell in journey.spells for day in (spell.start_date, spell.end_date) if day]
    if not days or any(spell.end_date is None for spell in journey.spells):
        days.append(journey.as_at_date)
    return min(days) - timedelta(days=20), max(days) + timedelta(days=20)


def _page(journey: Journey, height: int) -> ET.Element:
    size = {"width": str(_WIDTH), "height": str(height), "viewBox": f"0 0 {_WIDTH} {height}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size})
    root.set("font-family", "Arial, Helvetica, sans-serif")
    root.set("font-size", "11")
    root.set("fill", _INK)
    ET.SubElement(root, "title").text = f"A child's journey, {journey.la_name}"
    ET.SubElement(root, "desc").text = _in_words(journey)
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": _PAPER})
    _text(root, (_LEFT, 30), f"A child's journey, {journey.la_name}", size=18, weight="bold")
    told = f"As the returns to {_day(journey.as_at_date)} tell it. Bars last, marks are days."
    _text(
        root,
        (_LEFT, 50),
        f"{told} A bar with a pointed end goes on. Child-level: keep it to those entitled.",
    )
    return root


def _in_words(journey: Journey) -> str:
    return "; ".join(
        f"{_day(event.event_date)}: {event.event}" + (f" ({event.detail})" if event.detail else "")
        for event in journey.events
    )


def _years(root: ET.Element, scale: _Scale, height: int) -> None:
    """Draw a line at each first of January, and the year below."""
    years = range(scale.first.year, scale.last.year + 1)
    every = 1 + len(years) // 24
    for year in years:
        start = max(date(year, 1, 1), scale.first)
        end = min(date(year + 1, 1, 1), scale.last)
        if start.year > scale.first.year:
            _line(root, scale.x(start), (_TOP - 12, height - _BOTTOM + 6))
        if (end - start).days > 60 * every and year % every == 0:
            middle = (scale.x(start) + scale.x(end)) / 2
            _text(root, (middle, height - 16), str(year), anchor="middle")


def _ages(root: ET.Element, journey: Journey, scale: _Scale) -> None:
    """Write the child's age along the top, where each birthday falls."""
    if journey.birth_date is None:
        return
    _text(root, (_LEFT - 12, _TOP - 18), "Age", anchor="end", weight="bold")
    birthdays = list(_birthdays(journey.birth_date, scale))
    every = 1 + len(birthdays) // 30
    for age, day in birthdays:
        if age % every == 0:
            _line(root, scale.x(day), (_TOP - 16, _TOP - 10), colour=_INK)
            _text(
                root, (scale.x(day), _TOP - 20), "born" if age == 0 else str(age), anchor="middle"
            )


def _birthdays(born: date, scale: _Scale) -> Iterator[tuple[int, date]]:
    for age in range(scale.last.year - born.year + 1):
        # Who is born on 29 February is a year older on 1 March.
        year, on_29_february = born.year + age, (born.month, born.day) == (2, 29)
        day = date(year, 3, 1) if on_29_february and not isleap(year) else born.replace(year=year)
        if scale.first <= day <= scale.last:
            yield age, day


def _lane(root: ET.Element, lane: Lane, scale: _Scale, top: float, as_at: date) -> None:
    _text(root, (_LEFT - 12, top + 15), lane.name, anchor="end", weight="bold")
    _legend(root, lane, top)
    foot = top + _height(lane) - _GAP / 2
    ends = {"x1": "12", "x2": str(_WIDTH - 12), "y1": str(foot), "y2": str(foot)}
    ET.SubElement(root, "line", {**ends, "stroke": _FAINT})
    shades = _SHADES.get(lane.name, _OTHER_SHADES)
    for number, (spell, row) in enumerate(lane.spells):
        left, right = scale.x(spell.start_date), scale.x(spell.end_date or as_at)
        names = _names(spell, with_kind=len(lane.kinds_of_spell) > 1)
        # A slip in a date may have a spell end before it begins, or begin after the returns end.
        bar = _Bar(spell, names, left, max(right, left + _LEAST), top + row * _ROW)
        _bar(root, bar, shades[number % 2])
    for event in lane.marks:
        glyph = _GLYPHS[lane.kinds_of_mark.index(event.event) % len(_GLYPHS)]
        place = (scale.x(event.event_date), top + (lane.rows - 0.5) * _ROW)
        _mark(root, event, place, (glyph, shades[1]))


def _height(lane: Lane) -> float:
    """Return the height of a lane: its rows, or what its legend needs."""
    kinds = len(lane.kinds_of_mark)
    return max(lane.rows * _ROW, 18 + 12 * kinds if kinds > 1 else 0) + _GAP


def _legend(root: ET.Element, lane: Lane, top: float) -> None:
    """Say below the name of a lane what its marks are, where they are not what the lane is called."""
    if lane.kinds_of_mark == ("Review",):
        return
    for number, kind in enumerate(lane.kinds_of_mark):
        words = f"{kind.removesuffix(' began')} {_GLYPHS[number % len(_GLYPHS)]}"
        _text(root, (_LEFT - 12, top + 28 + 12 * number), words, anchor="end", size=9)


def _bar(root: ET.Element, bar: _Bar, colour: str) -> None:
    spell, width = bar.spell, bar.right - bar.left
    group = ET.SubElement(root, "g")
    start, end = _day(spell.start_date), spell.end_date
    told = ": ".join(filter(None, (spell.spell, spell.detail)))
    when = f"{start} to {_day(end)}" if end else f"since {start}"
    ET.SubElement(group, "title").text = f"{told}, {when}"
    place = {"x": str(bar.left), "y": str(bar.top + 3), "width": str(round(width, 1))}
    ET.SubElement(group, "rect", {**place, "height": str(_BAR), "fill": colour, "rx": "2"})
    if spell.end_date is None:
        top, right = bar.top + 3, bar.right
        points = f"{right},{top} {right + 7},{top + _BAR / 2} {right},{top + _BAR}"
        ET.SubElement(group, "polygon", {"points": points, "fill": colour})
    _text(group, (bar.left + 4, bar.top + 15), _fitting(bar.names, width - 8))


def _names(spell: JourneySpell, *, with_kind: bool) -> tuple[str, ...]:
    """Return what a bar may be called, the longest first; a lane of one kind of spell need not repeat it."""
    short = spell.detail or spell.spell
    return (f"{spell.spell}: {spell.detail}", short) if with_kind and spell.detail else (short,)


def _fitting(names: tuple[str, ...], width: float) -> str:
    """Return the first name that fits a width, or as much of the last as fits; nothing where that says nothing."""
    letters = int(width / _LETTER)
    for name in names:
        if len(name) <= letters:
            return name
    return names[-1][: letters - 1].rstrip() + "…" if letters >= _FEWEST_LETTERS else ""


def _mark(
    root: ET.Element, event: JourneyEvent, place: tuple[float, float], looks: tuple[str, str]
) -> None:
    (x, y), (glyph, colour) = place, looks
    group = ET.SubElement(root, "g")
    told = ": ".join(filter(None, (event.event, event.detail)))
    ET.SubElement(group, "title").text = f"{told}, {_day(event.event_date)}"
    look = {"fill": colour if glyph in "◆●" else _PAPER, "stroke": _INK, "stroke-width": "0.8"}
    if glyph in "●○":
        ET.SubElement(group, "circle", {"cx": str(x), "cy": str(y), "r": str(_MARK - 1), **look})
    else:
        points = f"{x},{y - _MARK} {x + _MARK},{y} {x},{y + _MARK} {x - _MARK},{y}"
        ET.SubElement(group, "polygon", {"points": points, **look})


def _line(root: ET.Element, x: float, ends: tuple[float, float], *, colour: str = _FAINT) -> None:
    places = {"x1": str(x), "x2": str(x), "y1": str(ends[0]), "y2": str(ends[1])}
    ET.SubElement(root, "line", {**places, "stroke": colour})


def _text(
    root: ET.Element,
    place: tuple[float, float],
    words: str,
    *,
    anchor: str = "start",
    **looks: object,
) -> None:
    """Write words at a place; looks are `size` (pixels, 11) and `weight` (normal)."""
    if words:
        size, weight = str(looks.get("size", 11)), str(looks.get("weight", "normal"))
        where = {"x": str(round(place[0], 1)), "y": str(round(place[1], 1)), "text-anchor": anchor}
        look = {"font-size": size, "font-weight": weight}
        ET.SubElement(root, "text", {**where, **look}).text = words


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
