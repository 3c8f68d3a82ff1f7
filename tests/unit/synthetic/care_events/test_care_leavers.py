"""Care leavers: who is one, on which birthdays, and what may be said of whom."""

import numpy as np
import pytest

from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.care_events.care_leavers import make_care_leavers
from tests.unit.synthetic.care_events.lives import many, periods
from tests.unit.synthetic.sample import children, ground

BIRTH = "2003-06-01"


def years(*rows, birth=BIRTH, **about):
    """Return the collection years in which a child is a care leaver."""
    who = children(1, birth_date=[birth], **about)
    made = make_care_leavers(ground(first_year=2018), who, (periods(), periods(*rows)))
    return made.collection_year.tolist()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0, "2018-01-01", "2021-06-01", "E8")], [2022, 2023, 2024, 2025]),
        ([(0, "2018-01-01", "2021-05-20", "E8")], [2022, 2023, 2024, 2025]),
        ([(0, "2018-01-01", "2020-05-20", "E8")], [2021, 2022, 2023, 2024, 2025]),
        ([(0, "2018-01-01", "2020-06-02", "E8")], [2022, 2023, 2024, 2025]),
        ([(0, "2018-01-01", "2019-05-31", "E8")], []),
        ([(0, "2019-06-01", "2019-08-30", "E8")], []),
        ([(0, "2019-06-01", "2019-08-31", "E8")], [2021, 2022, 2023, 2024, 2025]),
        ([(0, "2018-01-01", "2020-05-20", "E3")], []),
        ([(0, "2018-01-01", "2020-05-20", "E2")], []),
        ([(0, "2018-01-01", "2020-05-20", "E12")], []),
        ([(0, "2018-01-01", "2020-05-20", "E8", "V4")], []),
        ([(0, "2018-01-01", "2020-01-20", "E8"), (0, "2020-05-01", "2021-06-01", "E8")], [2022, 2023, 2024, 2025]),
        ([(0, "2018-01-01", "2020-05-20", "E8"), (0, "2022-01-01", "2022-03-31", "E3")], [2021]),
        ([(0, "2018-01-01", "2020-05-20", "E8"), (0, "2020-07-01", "2021-03-31", "E3")], []),
        ([(0, "2018-01-01", "2020-05-20", "E8"), (0, "2020-07-01", "2021-04-01", "E3")], [2021]),
    ],
    ids=[
        "left on the 18th birthday", "left before the 18th", "left before the 17th", "left after the 17th",
        "left before 16", "90 days", "91 days", "transferred", "died", "adopted", "short breaks", "back on the 17th",
        "later transferred", "transferred in the year", "transferred in the next",
    ],
)  # fmt: skip
def test_who_is_a_care_leaver_on_which_birthdays(rows, expected):
    assert years(*rows) == expected


def test_a_birthday_counts_in_the_collection_year_in_which_it_lies():
    stay = (0, "2018-01-01", "2021-03-30", "E8")
    assert years(stay, birth="2003-03-31")[0] == 2021
    assert years((0, "2018-01-01", "2021-04-01", "E8"), birth="2003-04-01")[0] == 2022


def test_who_left_on_a_birthday_on_a_31_march_was_looked_after_on_it():
    assert years((0, "2018-01-01", "2021-03-31", "E8"), birth="2003-03-31") == [2022, 2023, 2024]


def test_one_who_died_is_told_so_once():
    who = children(1, birth_date=[BIRTH], death_date=["2023-01-01"])
    in_care = periods((0, "2018-01-01", "2021-06-01", "E8"))
    made = make_care_leavers(ground(first_year=2018), who, (periods(), in_care))
    assert made.collection_year.tolist() == [2022, 2023]
    assert made.in_touch[1] == "DIED"
    assert (made.activity[1], made.accommodation[1]) == ("0", "0")


@pytest.fixture(scope="module")
def big():
    """Care leavers of eight years, with who they are."""
    who, in_care = many(3000, born=("2000-01-01", "2006-06-01"), start=("2016-06-01", "2022-01-01"))
    return make_care_leavers(ground(first_year=2018), who, (periods(), in_care)), who


def test_what_they_do_and_where_they_live_is_known_of_those_in_touch_alone(big):
    made = big[0]
    in_touch = made.in_touch == "YES"
    assert ((made.activity != "0") == in_touch).all()
    assert ((made.accommodation != "0") == in_touch).all()
    assert set(made.in_touch) == {"YES", "NO", "REFU", "NREQ", "RHOM", "DIED"}


def test_codes_are_those_in_force_in_the_year(big):
    made = big[0]
    early = set(made.activity[made.collection_year <= 2021])
    late = set(made.activity[made.collection_year > 2021])
    assert {"F3", "P3"} <= early
    assert not early & {"F4", "F5", "P4", "P5"}
    assert {"F4", "F5", "P5"} <= late
    assert not late & {"F3", "P3"}


def test_no_minor_is_in_a_foyer_and_at_17_nobody_stays_with_former_carers(big):
    made, who = big
    ends = np.array([f"{year}-03-31" for year in made.collection_year], dtype="datetime64[D]")
    age = age_on(who.birth_date[made.child], ends)
    assert not set(made.accommodation[age == 17]) & {"Z1", "Z2", "T1", "T2"}
    assert not set(made.accommodation[age == 18]) & {"T1", "T2"}
    assert {"Z1", "T1"} <= set(made.accommodation[age > 18])
    assert not ((made.activity == "G6") & (who.sex[made.child] == "M")).any()


def test_each_has_one_row_a_year(big):
    made = big[0]
    assert len(set(zip(made.child, made.collection_year, strict=True))) == len(made)
