"""The fictional returns: the same every time, and of one piece from year to year."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from pipeline.settings import find_project_dir
from pipeline.synthetic.old_life import Intake, Weights, make_children
from pipeline.synthetic.returns import write_demo_returns

SEEDS = find_project_dir() / "seeds"
YEARS = ("2022-23", "2023-24", "2024-25")
NO_DAY = "31/02/2023"  # what a planted fault puts in place of a day
# Its rate of faults is far above that of all others (6 in 1,000).
FAULTY = ("E08000027", "2022-23")


@pytest.fixture(scope="module")
def returns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("returns")
    write_demo_returns(folder, SEEDS)
    return folder


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def las(returns):
    return sorted(path.name for path in returns.iterdir() if path.name.startswith("E"))


def day(text):
    return date(*(int(part) for part in reversed(text.split("/"))))


def test_the_same_seed_gives_the_same_bytes(returns, tmp_path):
    count = write_demo_returns(tmp_path, SEEDS)
    assert contents(tmp_path) == contents(returns)
    assert count == len(contents(returns))


def test_another_seed_gives_other_children(returns, tmp_path):
    write_demo_returns(tmp_path, SEEDS, seed=8)
    ours, theirs = contents(returns), contents(tmp_path)
    assert ours.keys() == theirs.keys()
    same = {name for name in ours if ours[name] == theirs[name]}
    assert same == {"from the old laptop/episodes.csv"}


def test_there_is_a_return_of_every_la_and_year(returns):
    weighted = Weights(SEEDS).of("local_authority")
    assert las(returns) == sorted(weighted)
    for la in weighted:
        for year in YEARS:
            assert rows(returns / la / year / "episodes.csv")
            assert rows(returns / la / year / "header.csv")


def test_every_child_with_an_episode_has_a_header(returns):
    for la in las(returns):
        for year in YEARS:
            folder = returns / la / year
            children = [row["CHILD"] for row in rows(folder / "header.csv")]
            assert len(children) == len(set(children))
            assert set(children) == {row["CHILD"] for row in rows(folder / "episodes.csv")}
            assert {row["CHILD"] for row in rows(folder / "uasc.csv")} <= set(children)


def test_an_episode_open_at_the_end_of_a_year_is_in_the_next_return(returns):
    seen = 0
    for la in las(returns):
        for year, following in pairwise(YEARS):
            later = rows(returns / la / following / "episodes.csv")
            starts = {(row["CHILD"], row["DECOM"]) for row in later}
            spoilt = {row["CHILD"] for row in later if row["DECOM"] == NO_DAY}
            for row in rows(returns / la / year / "episodes.csv"):
                if not row["DEC"] and row["DECOM"] != NO_DAY and row["CHILD"] not in spoilt:
                    assert (row["CHILD"], row["DECOM"]) in starts
                    seen += 1
    assert seen > 1000


def test_no_two_episodes_of_a_child_overlap_and_only_the_last_is_open(returns):
    for la in las(returns):
        for year in YEARS:
            by_child = {}
            for row in rows(returns / la / year / "episodes.csv"):
                if row["DECOM"] != NO_DAY:
                    by_child.setdefault(row["CHILD"], []).append(row)
            for episodes in by_child.values():
                for episode, following in pairwise(sorted(episodes, key=lambda r: day(r["DECOM"]))):
                    assert day(episode["DECOM"]) < day(episode["DEC"]) <= day(following["DECOM"])


def test_no_return_tells_of_a_day_after_its_year(returns):
    for la in las(returns):
        for year in YEARS:
            last_day = date(int(year[:4]) + 1, 3, 31)
            for row in rows(returns / la / year / "episodes.csv"):
                days = [
                    day(row[name]) for name in ("DECOM", "DEC") if row[name] not in ("", NO_DAY)
                ]
                assert all(known <= last_day for known in days)
                assert bool(row["DEC"]) == bool(row["REC"])


def test_faults_are_few_but_in_the_return_that_the_gate_should_withhold(returns):
    for la in las(returns):
        for year in YEARS:
            episodes = rows(returns / la / year / "episodes.csv")
            bad = sum(
                row["DECOM"] == NO_DAY or row["CIN"] in ("N9", "", "=1+1") or row["PLACE"] == "Q7"
                for row in episodes
            )
            share = bad / len(episodes)
            assert share > 0.1 if (la, year) == FAULTY else share < 0.03


def test_one_file_says_neither_whose_nor_when(returns):
    strays = [p for p in returns.rglob("*.csv") if p.parent.parent == returns]
    assert [stray.parent.name for stray in strays] == ["from the old laptop"]
    assert rows(strays[0]) == []


@pytest.fixture(scope="module")
def children():
    intake = Intake("T", starts_a_year=300, first_day=date(2019, 4, 1), last_day=date(2026, 3, 31))
    return list(make_children(Random(1), Weights(SEEDS), intake))


def test_an_intake_has_as_many_children_as_asked_each_with_an_id(children):
    assert len({child.child_id for child in children}) == len(children)
    assert 2100 <= len(children) <= 2102  # seven years, two of them a day longer


def test_a_life_in_care_is_of_one_piece(children):
    for child in children:
        assert child.episodes
        for episode, following in pairwise(child.episodes):
            assert episode.start_date < episode.end_date <= following.start_date
            if episode.rec == "X1":
                assert episode.end_date == following.start_date
                assert following.rne != "S"
            else:
                assert following.rne == "S"
        assert child.episodes[0].rne == "S"
        assert child.episodes[-1].rec != "X1"


def test_nobody_is_in_care_before_birth_or_as_an_adult(children):
    for child in children:
        assert child.birth_date <= child.episodes[0].start_date
        assert child.episodes[-1].end_date <= child.birth_date + timedelta(days=6575)


def test_some_children_come_back(children):
    returning = sum(sum(e.rne == "S" for e in child.episodes) > 1 for child in children)
    assert 0.05 < returning / len(children) < 0.25
