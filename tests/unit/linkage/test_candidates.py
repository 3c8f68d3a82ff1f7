"""Candidates across authorities on a small made population: who is found, who is not, and what the list tells."""

from __future__ import annotations

import csv
import datetime as dt
import stat

import pyarrow as pa
import pytest

from pipeline.errors import UsageError
from pipeline.linkage import splink_model
from pipeline.linkage.api import find_candidates, require_splink, write_candidates
from pipeline.modelling.api import open_warehouse

DATES = ("birth_date", "first_known_date", "last_known_date")
TEXTS = ("child_key", "la_code", "person_key", "sex", "ethnic_group", "upn", "home_postcode")
SCHEMA = pa.schema(
    [(name, pa.date32()) for name in DATES] + [(name, pa.string()) for name in TEXTS]
)
DECIDED = pa.schema([("child_key", pa.string()), ("other_child_key", pa.string())])
NOW = dt.datetime(2026, 3, 1, 10, 15, tzinfo=dt.UTC)


def child(key, la_code, **others):
    told = {
        "child_key": key,
        "la_code": la_code,
        "person_key": key,
        "birth_date": dt.date(2012, 5, 17),
        "sex": "Female",
        "ethnic_group": "White",
        "upn": None,
        "home_postcode": None,
        "first_known_date": dt.date(2020, 1, 1),
        "last_known_date": dt.date(2021, 1, 1),
    }
    return told | others


def strangers():
    """300 children of three authorities, none of whom is another."""
    return [
        child(
            f"s{n:04}",
            f"E{n % 3}",
            birth_date=dt.date(2005, 1, 1) + dt.timedelta(days=n * 37 % 6000),
            sex=("Male", "Female")[n * 7 // 3 % 2],
            ethnic_group=("White", "Asian", "Black")[n * 5 // 3 % 3],
            upn=f"A{n * 104_729_001 % 10**12:012}",
            home_postcode=f"ZZ{n % 50}{n % 9}AB",
            first_known_date=dt.date(2015, 1, 1) + dt.timedelta(days=n * 11 % 2500),
            last_known_date=dt.date(2016, 1, 1) + dt.timedelta(days=n * 11 % 2500),
        )
        for n in range(300)
    ]


def find(children, decided=(), threshold=0.8):
    compared = pa.Table.from_pylist([*strangers(), *children], schema=SCHEMA)
    taken = pa.Table.from_pylist(
        [dict(zip(DECIDED.names, pair, strict=True)) for pair in decided], schema=DECIDED
    )
    return find_candidates(compared, taken, threshold=threshold).to_pylist()


def pairs_of(found):
    return {(row["child_key"], row["other_child_key"]) for row in found}


def test_strangers_are_no_candidates():
    assert find([]) == []


def test_a_person_with_a_slip_is_found_and_the_slip_is_told():
    later = {"first_known_date": dt.date(2021, 1, 20)}
    number, other_day = {"upn": "X123456789012"}, {"birth_date": dt.date(2013, 2, 7)}
    found = find(
        [
            child("a1", "E1", **number),
            child("a2", "E2", upn="X123456789112", **later),
            child("b1", "E1", upn="Y123456789012", **other_day),
            child("b2", "E2", upn="Y123456789012", birth_date=dt.date(2013, 7, 2)),
            child("c1", "E1", upn="Z123456789012", birth_date=dt.date(2014, 1, 1)),
            child("c2", "E2", upn="Z123456789012", birth_date=dt.date(2014, 1, 1), sex="Male"),
            child("d1", "E1", home_postcode="AB12CD", birth_date=dt.date(2019, 9, 9)),
            child("d2", "E2", home_postcode="AB12CD", birth_date=dt.date(2019, 9, 9), **later),
        ]
    )
    assert pairs_of(found) == {("a1", "a2"), ("b1", "b2"), ("c1", "c2"), ("d1", "d2")}
    assert not any(row["is_ambiguous"] for row in found)
    told = {row["child_key"]: row for row in found}
    assert told["a1"]["upn_agreement"] == "one slip"
    assert told["b1"]["birth_date_agreement"] == "one slip"
    assert told["c1"]["sex_agreement"] == "different"
    assert told["d1"]["upn_agreement"] == "not known"
    assert told["d1"]["home_postcode_agreement"] == "same"
    assert told["d1"]["times_agreement"] == "one follows the other within three months"


def test_what_many_strangers_share_makes_nobody_likely():
    of_one_day = [child(f"o{n}", "E0") for n in range(20)]
    assert find([child("a", "E1"), child("b", "E2"), *of_one_day]) == []


def test_who_is_known_or_decided_about_is_no_candidate():
    one = {"upn": "X123456789012"}
    pair = [child("a", "E1", **one), child("b", "E2", sex="Male", **one)]
    assert pairs_of(find(pair)) == {("a", "b")}
    assert find(pair, decided=[("a", "b")]) == []
    assert find([pair[0], pair[1] | {"person_key": "a"}]) == []
    known_there = child("c", "E2", person_key="a", birth_date=dt.date(2001, 1, 1))
    assert find([*pair, known_there]) == []


def test_children_of_one_authority_are_not_compared():
    one = {"upn": "X123456789012"}
    assert find([child("a", "E1", **one), child("b", "E1", sex="Male", **one)]) == []


def test_twins_who_move_together_are_ambiguous_not_chosen_between():
    home = {"home_postcode": "AB12CD"}
    later = home | {"first_known_date": dt.date(2021, 1, 20)}
    twins = [
        child(f"{who}{la}", f"E{la}", **(home if la == 1 else later))
        for who in "ab"
        for la in (1, 2)
    ]
    found = find(twins)
    assert pairs_of(found) == {("a1", "a2"), ("a1", "b2"), ("b1", "a2"), ("b1", "b2")}
    assert all(row["is_ambiguous"] for row in found)


def test_the_same_children_give_the_same_list_in_any_order():
    one = {"upn": "X123456789012"}
    pair = [child("a", "E1", **one), child("b", "E2", sex="Male", **one)]
    assert find(pair) == find(pair[::-1])


def test_one_authority_alone_has_no_pairs():
    compared = pa.Table.from_pylist([child("a", "E1")], schema=SCHEMA)
    assert find_candidates(compared, DECIDED.empty_table(), threshold=0.9).num_rows == 0


def test_the_list_is_private_and_tells_neither_birth_date_nor_number(tmp_path):
    one = {"upn": "X123456789012"}
    children = [*strangers(), child("a", "E1", **one), child("b", "E2", sex="Male", **one)]
    compared = pa.Table.from_pylist(children, schema=SCHEMA)
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        connection.register("compared", compared)
        connection.register("decided", DECIDED.empty_table())
        connection.execute("CREATE TABLE int_children__compared AS FROM compared")
        connection.execute("CREATE TABLE int_link_decisions__in_force AS FROM decided")
    made = write_candidates(tmp_path / "w.duckdb", tmp_path / "linkage", threshold=0.8, now=NOW)
    assert (made.children, made.candidates, made.ambiguous) == (302, 1, 0)
    assert made.file.name == "candidates-20260301T101500Z.csv"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    text = made.file.read_text(encoding="utf-8-sig")
    assert "X123456789012" not in text
    assert "2012" not in text
    (row,) = csv.DictReader(text.splitlines())
    assert (row["child_key"], row["other_child_key"], row["is_accepted"]) == ("a", "b", "")


def test_without_splink_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(splink_model, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"not installed[\s\S]*pip install"):
        require_splink()
