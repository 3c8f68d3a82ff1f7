"""Children and persons: whom the warehouse joins and keeps apart against who they are, as the simulation knows."""

from collections import Counter, defaultdict

import pytest

# Cases of movers begin and end within so many days of the move.
NEAR_DAYS = 90
NUMBERS_SENT = """
    SELECT DISTINCT la_code, upn FROM int_child_ids__records
    WHERE upn IS NOT NULL AND birth_date IS NOT NULL AND sex IS NOT NULL
"""
MOVE = ("child_key", "la_code", "from_la_code", "to_la_code")

pytestmark = pytest.mark.slow


def moves_both_tell(both):
    """Return the moves of which both authorities sent the pupil number, as the simulation knows them."""
    sent = set(both.ask(NUMBERS_SENT))
    return [
        row
        for row in both.known("fct_move_between_authorities")
        if {(row["from_la_code"], row["upn"]), (row["to_la_code"], row["upn"])} <= sent
    ]


def test_no_two_children_are_made_one(both):
    told = both.told("fct_child_id", "link_method", "is_in_doubt")
    assert set(told) == {("Own id", False)}
    assert told.total() > 1000


@pytest.mark.parametrize(
    ("flag", "fact"),
    [("is_in_ssda903", "fct_placement_episode"), ("is_in_cin_census", "fct_referral")],
)
def test_every_child_of_the_facts_is_there_once(both, flag, fact):
    told = both.ask(f"SELECT child_key FROM dim_child WHERE {flag}")
    known = set(both.known(fact, "child_key"))
    assert known <= set(told)
    assert set(told.values()) == {1}
    assert len(known) > 500


def test_birth_sex_and_ethnicity_of_children_looked_after(both):
    told = both.ask("""
        SELECT f.child_key, f.collection_year, c.sex, c.ethnic_group,
            DATE_DIFF('year', c.birth_date, f.as_at_date)
                - CASE WHEN STRFTIME(c.birth_date, '%m%d') > STRFTIME(f.as_at_date, '%m%d') THEN 1 ELSE 0 END
        FROM fct_looked_after_at_year_end AS f INNER JOIN dim_child AS c ON f.child_key = c.child_key
    """)
    names = ("child_key", "collection_year", "sex", "ethnic_group", "age")
    assert told == both.known("fct_looked_after_at_year_end", *names)
    assert told.total() > 500


def test_every_mover_whose_number_both_authorities_sent_is_found_and_nobody_else(both):
    known = Counter(tuple(row[name] for name in MOVE) for row in moves_both_tell(both))
    assert both.told("fct_move_between_authorities", *MOVE) == known
    assert known.total() > 20


def test_both_authorities_tell_a_move_of_one_person_about_its_day(both):
    days = dict(both.told("fct_move_between_authorities", "child_key, move_date").keys())
    person = dict(both.told("dim_child", "child_key", "person_key").keys())
    persons = defaultdict(set)
    for row in moves_both_tell(both):
        assert abs((days[row["child_key"]] - row["move_date"]).days) <= NEAR_DAYS
        persons[row["upn"]].add(person[row["child_key"]])
    assert {len(keys) for keys in persons.values()} == {1}
    assert len(set.union(*persons.values())) == len(persons)


def test_a_mover_was_born_on_one_day(both):
    born = dict(both.told("dim_child", "child_key", "birth_date").keys())
    rows = moves_both_tell(both)
    assert [born[row["child_key"]] for row in rows] == [row["birth_date"] for row in rows]
    assert rows
