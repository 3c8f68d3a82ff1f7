"""The pages of the catalogue: every measure on its subject's page, every row of a document with its answer."""

import csv

import pytest

from pipeline.derived.measure_pages import measure_pages

MEASURE = {
    "measure_id": "moved_pct",
    "theme": "moves",
    "title": "Share that moved",
    "definition": "Of those here, those that moved.",
    "numerator": "Those that moved",
    "denominator": "Those here",
    "population": "Those here",
    "unit": "percent",
    "decimals": "1",
    "polarity": "low",
    "suppression": "numerator",
    "breakdowns": "Age; Sex",
    "numerator_count": "here",
    "numerator_values": "Moves: 1 or more",
    "denominator_count": "here",
    "denominator_values": "",
    "source_document": "A report",
    "source_place": "Figure 1",
}
NOTHING = dict.fromkeys(
    ["place", "measure_id", "also_measures", "breakdown", "breakdown_value", "mart", "how", "reason_not_computable"], ""
)  # fmt: skip
SOURCES = [
    NOTHING | {"document": "report", "document_measure_id": "1", "title": "Who moved", "measure_id": "moved_pct",
               "mart": "mart_measure", "breakdown": "Age", "breakdown_value": "Under 1 year", "how": "one reading"},
    NOTHING | {"document": "report", "document_measure_id": "2", "title": "Where to", "mart": "mart_moves",
               "how": "GROUP BY a | b"},
    NOTHING | {"document": "report", "document_measure_id": "3", "title": "Why",
               "reason_not_computable": "Nobody tells."},
]  # fmt: skip
SEEDS = {
    "measures": [MEASURE],
    "measure_theme": [
        {"theme": "empty", "title": "Nothing", "about": "Nothing yet.", "sort_order": "2"},
        {"theme": "moves", "title": "Moves", "about": "Who moves.", "sort_order": "1"},
    ],
    "measure_document": [
        {
            "document": "report",
            "title": "A report",
            "publisher": "Someone",
            "about": "Moves.",
            "sort_order": "1",
        }
    ],
    "measure_source": SOURCES,
    "measure_count": [{"count_id": "here", "counted": "Those here"}],
    "measure_unit": [{"unit": "percent", "label": "Per cent"}],
}


@pytest.fixture
def pages(tmp_path):
    for name, rows in SEEDS.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return {
        path.removeprefix("docs/measures/"): text for path, text in measure_pages(tmp_path).items()
    }


def test_a_project_without_a_catalogue_has_no_pages(tmp_path):
    assert measure_pages(tmp_path) == {}


def test_a_subject_without_measures_has_no_page(pages):
    assert set(pages) == {"index.md", "not-computable.md", "moves.md", "from-report.md"}
    assert "Nothing yet" not in pages["index.md"]


def test_a_measure_is_told_in_full(pages):
    for line in (
        "## Share that moved",
        "`moved_pct`: Of those here, those that moved.",
        "| Above the line | Those that moved |",
        "| Below the line | Those here |",
        "| Given as | per cent, one decimal place |",
        "| Hoped for | low |",
        "| Broken down by | Age, Sex |",
        "| Made from | `here` (Moves: 1 or more) over `here` |",
        "| Where it is from | A report: Figure 1 |",
        "- [1](from-report.md) Who moved. By Age: Under 1 year",
    ):
        assert line in pages["moves.md"]


def test_a_document_tells_the_answer_to_each_row(pages):
    text = pages["from-report.md"]
    assert "[moved_pct](moves.md#moved-pct), by Age: Under 1 year; one reading" in text
    assert "`mart_moves`: GROUP BY a \\| b" in text
    assert "**Not computable.** Nobody tells." in text


def test_the_index_counts_what_answers_a_document(pages):
    assert "[A report](from-report.md), Someone | 3 | 1 | 1 | 1 |" in pages["index.md"]


def test_what_cannot_be_computed_stands_with_its_reason(pages):
    assert "Nobody tells.\n\n" in pages["not-computable.md"]
    assert "| A report | 3 | Why |" in pages["not-computable.md"]
