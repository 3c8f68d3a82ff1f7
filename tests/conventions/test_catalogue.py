"""The catalogue of measures: everything that the documents ask for is answered once, by what is there, in our words."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.derived.catalogue import load_catalogue, measures_of

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "measures"
CATALOGUE = load_catalogue(ROOT / "seeds")
MEASURES = {row["measure_id"]: row for row in CATALOGUE.measures}
DOCUMENTS = {"dfe_datapack", "nspcc", "ccn", "walsall", "held"}
PHRASE = 9  # words; as many in a row as a document has are a copy
ASKED = "questions_to_local_authorities.csv"
PUBLISHED = ("measures_dfe_nspcc_ccn.csv", "measures_walsall_held.csv")

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the documents' lists of measures are not beside the project"
)


def rows_of(name):
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(row):
    return (row["document"], row["document_measure_id"])


def test_every_row_has_one_answer_or_a_reason():
    unclear = [
        number(row)
        for row in CATALOGUE.sources
        if bool(row["mart"]) == bool(row["reason_not_computable"])
    ]
    assert unclear == [], "give either the table that answers, or why none does"


def test_a_measure_is_answered_from_the_table_of_measures_and_another_table_says_how():
    wrong = [
        number(row)
        for row in CATALOGUE.sources
        if (row["measure_id"] != "") != (row["mart"] == "mart_measure")
        or (row["mart"] and not row["measure_id"] and not row["how"])
        or (not row["measure_id"] and (row["also_measures"] or row["breakdown"]))
        or (row["breakdown_value"] and not row["breakdown"])
    ]
    assert wrong == []


def test_measures_that_rows_name_are_in_the_catalogue():
    named = {measure for row in CATALOGUE.sources for measure in measures_of(row)}
    assert sorted(named - MEASURES.keys()) == []


def test_tables_that_rows_name_are_there():
    models = {path.stem for path in (ROOT / "sql_models").rglob("*.sql")}
    seeds = {f"seed_{path.stem}" for path in (ROOT / "seeds").glob("*.csv")}
    named = {row["mart"] for row in CATALOGUE.sources if row["mart"]}
    assert sorted(named - models - seeds) == []


def test_documents_and_subjects_are_described():
    documents = {row["document"] for row in CATALOGUE.documents}
    assert documents == {row["document"] for row in CATALOGUE.sources}
    subjects = {row["theme"] for row in CATALOGUE.themes}
    assert {row["theme"] for row in CATALOGUE.measures} <= subjects


def test_what_a_measure_is_made_of_is_counted():
    marts = (ROOT / "sql_models" / "marts").glob("mart_measure*.sql")
    sql = "\n".join(path.read_text(encoding="utf-8") for path in marts)
    counted = set(re.findall(r"'([a-z0-9_]+)'", sql)) | {"population_0_17"}
    used = {
        row[side]
        for row in CATALOGUE.measures
        for side in ("numerator_count", "denominator_count")
        if row[side]
    }
    assert sorted(used - counted) == [], "no model of marts counts these"


@needs_shared
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_figure_of_the_documents_is_answered_once(name):
    answers = Counter(number(row) for row in CATALOGUE.sources)
    wrong = [row["id"] for row in rows_of(name) if answers[(row["document"], row["id"])] != 1]
    assert wrong == []


@needs_shared
def test_every_question_to_local_authorities_is_answered_once():
    answers = Counter(number(row) for row in CATALOGUE.sources)
    assert [row["n"] for row in rows_of(ASKED) if answers[("questions", row["n"])] != 1] == []


@needs_shared
def test_nothing_is_answered_that_no_document_asks():
    asked = {(row["document"], row["id"]) for name in PUBLISHED for row in rows_of(name)}
    ours = {number(row) for row in CATALOGUE.sources if row["document"] in DOCUMENTS}
    assert sorted(ours - asked) == []


@needs_shared
def test_what_can_be_measured_of_a_question_is_not_called_impossible():
    school = re.compile("National Pupil Database")
    impossible = {
        row["document_measure_id"]: row["reason_not_computable"]
        for row in CATALOGUE.of_document("questions")
        if row["reason_not_computable"]
    }
    measurable = {row["n"] for row in rows_of(ASKED) if row["measurable"].startswith("yes")}
    wrong = [n for n, why in impossible.items() if n in measurable and not school.search(why)]
    assert wrong == []


@needs_shared
def test_texts_are_our_own():
    theirs = set()
    for name in (*PUBLISHED, ASKED):
        for row in rows_of(name):
            theirs |= {phrase for text in row.values() for phrase in phrases(text)}
    copied = [
        (next(iter(row.values())), text)
        for row in (*CATALOGUE.sources, *CATALOGUE.measures, *CATALOGUE.themes)
        for column, text in row.items()
        if column != "place" and phrases(text) & theirs
    ]
    assert copied == []


def phrases(text):
    words = re.findall(r"[a-z0-9]+", (text or "").lower())
    return {tuple(words[at : at + PHRASE]) for at in range(len(words) - PHRASE + 1)}
