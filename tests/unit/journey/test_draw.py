"""The drawing is well-formed whatever the words, stays on its page, hides no spell behind another and names nobody."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.journey.api import draw
from tests.unit.journey.lived import BORN, LAST_DAY, event, journey, spell

DAY = timedelta(days=1)
SVG = "{http://www.w3.org/2000/svg}"
TENTH = 0.11  # places are rounded to a tenth of a pixel


@dataclass(frozen=True)
class Bar:
    """A bar as it is drawn."""

    told: str
    left: float
    top: float
    width: float
    is_open: bool
    words: str

    @property
    def right(self):
        return self.left + self.width


class Drawing:
    """What an SVG file shows, read from it again."""

    def __init__(self, one):
        self.text = draw(one)
        self.root = ET.fromstring(self.text)
        self.width, self.height = (float(self.root.get(side)) for side in ("width", "height"))
        self.groups = self.root.findall(f"{SVG}g")
        self.bars = [
            self._bar(group) for group in self.groups if group.find(f"{SVG}rect") is not None
        ]
        self.marks = [
            group.findtext(f"{SVG}title") for group in self.groups if group.find(f"{SVG}rect") is None
        ]  # fmt: skip
        self.words = [(word.text, word) for word in self.root.findall(f"{SVG}text")]

    def places(self, top):
        """Return the words at a height with their places, from the left."""
        found = [
            (float(word.get("x")), text) for text, word in self.words if float(word.get("y")) == top
        ]
        return sorted(found)  # fmt: skip

    @property
    def lanes(self):
        """The names of the lanes, from the top."""
        names = [
            (float(word.get("y")), text)
            for text, word in self.words
            if word.get("text-anchor") == "end" and word.get("font-weight") == "bold"
        ]
        return [name for _, name in sorted(names) if name != "Age"]

    @property
    def ages(self):
        """The ages along the top, from the left, with their places."""
        return [(text, x) for x, text in self.places(76) if text != "Age"]

    @staticmethod
    def _bar(group):
        rect = group.find(f"{SVG}rect")
        place = (float(rect.get(name)) for name in ("x", "y", "width"))
        is_open = group.find(f"{SVG}polygon") is not None
        return Bar(
            group.findtext(f"{SVG}title"), *place, is_open, group.findtext(f"{SVG}text") or ""
        )


@pytest.fixture(scope="module")
def lived():
    """A life of many kinds: over, going on, on one day, of one day."""
    spells = [
        spell("Need", "Child in need", date(2022, 3, 1), None, "Abuse or neglect"),
        spell("Need", "Assessment", date(2022, 3, 1), date(2022, 4, 20)),
        spell("Protection", "Child protection plan", date(2022, 5, 2), date(2023, 1, 9), "Neglect"),
        spell("Looked after", "Period of care", date(2023, 1, 9), None, "Abuse or neglect"),
        spell("Placement", "Placement", date(2023, 1, 9), date(2023, 1, 10), "Secure"),
        spell("Placement", "Placement", date(2023, 1, 10), None, "Foster placements"),
        spell("Missing", "Missing", date(2024, 2, 2), date(2024, 2, 2), "Missing"),
    ]
    events = [
        event("Need", "Referral", date(2022, 2, 27), "Schools"),
        event("Need", "Child in need began", date(2022, 3, 1), is_edge=True),
        event("Protection", "Initial conference", date(2022, 5, 2)),
        event("Protection", "Review conference", date(2022, 8, 2)),
        event("Reviews", "Review", date(2023, 2, 4)),
    ]
    return journey(spells, events)


def test_lanes_stand_in_order_and_below_one_another(lived):
    drawing = Drawing(lived)
    assert drawing.lanes == ["Need", "Protection", "Looked after", "Placement", "Missing", "Reviews"]  # fmt: skip
    tops = [bar.top for bar in drawing.bars]
    assert tops == sorted(tops)


def test_every_spell_has_a_bar_and_every_event_of_a_day_a_mark(lived):
    drawing = Drawing(lived)
    assert [bar.told for bar in drawing.bars if "Assessment" in bar.told] == [
        "Assessment, 1 March 2022 to 20 April 2022"
    ]
    assert len(drawing.bars) == len(lived.spells)
    assert sorted(drawing.marks) == [
        "Initial conference, 2 May 2022",
        "Referral: Schools, 27 February 2022",
        "Review conference, 2 August 2022",
        "Review, 4 February 2023",
    ]


def test_the_events_can_be_read_aloud(lived):
    words = Drawing(lived).root.findtext(f"{SVG}desc")
    assert words.startswith(
        "27 February 2022: Referral (Schools); 1 March 2022: Child in need began; "
    )


def test_an_open_spell_is_drawn_to_the_last_day_of_the_returns_and_said_to_go_on():
    ends_then = spell("Protection", "Child protection plan", date(2024, 1, 1), LAST_DAY)
    goes_on = spell("Placement", "Placement", date(2024, 6, 1), None)
    closed, opened = Drawing(journey([ends_then, goes_on])).bars
    assert (closed.is_open, opened.is_open) == (False, True)
    assert opened.right == pytest.approx(closed.right, abs=TENTH)
    assert opened.told == "Placement, since 1 June 2024"


def test_a_bar_is_as_long_as_its_days():
    year, half = (
        spell("Protection", "Child protection plan", date(2023, 1, 1), date(2024, 1, 1)),
        spell("Placement", "Placement", date(2023, 1, 1), date(2023, 7, 2)),
    )
    first, second = Drawing(journey([year, half])).bars
    assert second.width / first.width == pytest.approx(182 / 365, abs=0.001)


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2025, 6, 1), None), (date(2025, 1, 9), date(2024, 1, 9))],
    ids=["begins after the returns end", "ends before it begins"],
)
def test_a_slip_in_a_date_is_drawn_as_the_shortest_bar_where_it_begins(start, end):
    told = spell("Placement", "Placement", start, end)
    until = event("Reviews", "Review", date(2025, 9, 1))
    (bar,) = Drawing(journey([told], [until])).bars
    assert bar.width == pytest.approx(2, abs=TENTH)
    assert is_on_page(bar, Drawing(journey([told], [until])))


def test_one_event_is_a_journey():
    drawing = Drawing(journey([], [event("Need", "Referral", date(2024, 5, 5))]))
    assert (drawing.lanes, drawing.bars) == (["Need"], [])
    assert drawing.marks == ["Referral, 5 May 2024"]


def test_a_child_of_whom_nothing_is_told_has_an_empty_page():
    drawing = Drawing(journey())
    assert (drawing.lanes, drawing.bars, drawing.marks) == ([], [], [])


def test_eighteen_years_fit_the_page_with_each_age_and_year():
    born = date(2006, 9, 1)
    stays = [
        spell("Placement", "Placement", born + 90 * n * DAY, born + (90 * n + 90) * DAY, "Foster placements")
        for n in range(73)
    ]  # fmt: skip
    drawing = Drawing(
        journey(stays, [event("Looked after", "Permanence", date(2024, 9, 1))], born=born)
    )
    assert [age for age, _ in drawing.ages] == ["born", *map(str, range(1, 19))]
    # Of 2006 too little is shown for its number.
    years = [text for _, text in drawing.places(drawing.height - 16)]
    assert years == [str(year) for year in range(2006, 2025)]
    assert all(is_on_page(bar, drawing) for bar in drawing.bars)
    assert len({bar.top for bar in drawing.bars}) == 1


def test_ages_stand_where_birthdays_fall():
    born, first = date(2010, 1, 31), date(2019, 1, 1)
    cared = spell("Looked after", "Period of care", date(2020, 1, 31), date(2022, 1, 31))
    drawing = Drawing(journey([cared], [event("Need", "Referral", first)], born=born))
    places = dict(drawing.ages)
    (bar,) = drawing.bars
    assert list(places) == ["9", "10", "11", "12"]
    assert places["10"] == pytest.approx(bar.left, abs=TENTH)
    assert places["12"] == pytest.approx(bar.right, abs=TENTH)


@pytest.mark.parametrize(
    ("year", "day"), [(2023, date(2023, 3, 1)), (2024, date(2024, 2, 29))], ids=["common", "leap"]
)
def test_a_child_of_29_february_is_older_on_1_march_of_a_common_year(year, day):
    born = date(2008, 2, 29)
    from_birthday = spell("Looked after", "Period of care", day, None)
    drawing = Drawing(journey([from_birthday], born=born))
    assert dict(drawing.ages)[str(year - 2008)] == pytest.approx(drawing.bars[0].left, abs=TENTH)


def test_a_day_in_a_far_century_is_drawn():
    """A slip that no rule of types refuses; 2100 is no leap year."""
    days = (date(2024, 1, 1), date(2101, 1, 1))
    events = [event("Reviews", "Review", day) for day in days]
    drawing = Drawing(journey([], events, born=date(2008, 2, 29)))
    assert len(drawing.marks) == 2


def test_an_unknown_birth_date_gives_no_ages(lived):
    without = journey(lived.spells, lived.events, born=None)
    assert Drawing(lived).ages
    assert Drawing(without).ages == []
    assert "Age" not in [text for text, _ in Drawing(without).words]


def test_a_child_that_is_not_born_yet_has_no_age_before():
    plan = spell("Protection", "Child protection plan", BORN - 60 * DAY, BORN + 60 * DAY)
    assert [age for age, _ in Drawing(journey([plan])).ages] == ["born"]


AWKWARD = ["<&>", "]]>", '"quoted"', "O'Brien & Sons", "café — ½", "a" * 300, "[bold]", "<!--", "&lt;"]  # fmt: skip


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_are_drawn_as_they_are(words):
    told = spell("Placement", "Placement", date(2020, 1, 1), None, words)
    marked = event("Reviews", "Review", date(2021, 1, 1), words)
    drawing = Drawing(journey([told], [marked]))
    assert drawing.bars[0].told == f"Placement: {words}, since 1 January 2020"
    assert drawing.marks == [f"Review: {words}, 1 January 2021"]


def test_words_that_do_not_fit_their_bar_are_cut_or_left_out():
    long, short = (
        spell("Placement", "Placement", date(2020, 1, 1), date(2021, 1, 1), "Homes, Hostels, Secure " * 9),
        spell("Placement", "Placement", date(2021, 1, 1), date(2021, 1, 9), "Foster placements"),
    )  # fmt: skip
    cut, without = Drawing(
        journey([long, short], [event("Reviews", "Review", date(2023, 1, 1))])
    ).bars
    assert cut.words.endswith("…")
    assert cut.words.startswith("Homes, Hostels")
    assert without.words == ""


def test_nothing_in_the_drawing_names_the_child(lived):
    text = Drawing(lived).text
    ways = (BORN.isoformat(), f"{BORN:%d/%m/%Y}", f"{BORN.day} {BORN:%B %Y}")
    for word in (lived.child_key, lived.events[0].row_id, *ways):
        assert word not in text


def test_the_drawing_stands_alone(lived):
    text = Drawing(lived).text
    for word in ("href", "url(", "<script", "<style", "<image", "<!DOCTYPE"):
        assert word not in text


SPELLS = st.lists(
    st.tuples(
        st.sampled_from(["Need", "Placement", "Missing"]),
        st.sampled_from(["one kind", "other kind"]),
        st.integers(0, 6500),
        st.none() | st.integers(0, 900),
    ),
    min_size=1,
    max_size=30,
)


@given(SPELLS)
@settings(derandomize=True, max_examples=80, deadline=None)
def test_whatever_was_lived_every_bar_can_be_seen(told):
    first = date(2007, 1, 1)
    spells = [
        spell(lane, kind, first + start * DAY, None if days is None else first + (start + days) * DAY)
        for lane, kind, start, days in told
    ]  # fmt: skip
    drawing = Drawing(journey(spells))
    assert len(drawing.bars) == len(spells)
    assert all(is_on_page(bar, drawing) and bar.width > 2 - TENTH for bar in drawing.bars)
    for one, other in combinations(drawing.bars, 2):
        apart = min(one.right, other.right) <= max(one.left, other.left) + TENTH
        assert one.top != other.top or apart


def is_on_page(bar, drawing):
    across = bar.left >= 130 and bar.right <= drawing.width - 24 + TENTH
    return across and 96 <= bar.top <= drawing.height - 40
