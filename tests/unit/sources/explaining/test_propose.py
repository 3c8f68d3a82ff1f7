from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.sources.contract.definition import Table
from pipeline.sources.explaining.heading_words import (
    HeadingWords,
    likeness,
    load_heading_words,
    split_words,
)
from pipeline.sources.explaining.propose import Proposal, propose_mapping
from pipeline.sources.formats.definition import Sheet
from pipeline.sources.matching.align import align
from pipeline.sources.matching.book import Book
from pipeline.sources.matching.mapping import Mapping, load_mappings
from pipeline.sources.matching.recognise import recognise
from pipeline.sources.seed import read_seed

ROOT = Path(__file__).parents[4]
COSTS = ["Client Ref", "Start", "Finish", "Bed type", "£ per week"]
ROW = ["EX1", "31/05/2025", "", "U4", "900.00"]
Propose = Callable[..., Proposal | None]
TRACKERS = {
    "court/application": (
        ["LCS ID", "Court case ref", "Type of application", "Date issued", "Date concluded"],
        ["12345", "ZZ25C1", "Care order", "15/04/2025", ""],
        {
            "Court case ref": "case_number",
            "Type of application": "application_type_code",
            "Date issued": "issue_date",
            "Date concluded": "case_end_date",
        },
    ),
    "finance/ledger_month": (
        ["Period", "Budget code", "Nominal", "Budgeted", "Spend", "Projection"],
        ["Apr-25", "CC1", "4100", "1,000.00", "£900", "950"],
        {
            "Period": "month_start_date",
            "Budget code": "cost_centre",
            "Nominal": "account",
            "Budgeted": "budget_gbp",
            "Spend": "actual_gbp",
            "Projection": "forecast_gbp",
        },
    ),
    "court/pre_proceedings": (
        ["YoungPersonID", "Legal planning meeting date", "LBP sent", "PLO ended", "Solicitor"],
        ["A1", "01/04/2025", "05/04/2025", "", "Yes"],
        {
            "YoungPersonID": "la_child_id",
            "Legal planning meeting date": "pre_proceedings_start_date",
            "LBP sent": "letter_before_proceedings_date",
            "PLO ended": "pre_proceedings_end_date",
            "Solicitor": "has_legal_representation",
        },
    ),
}


@pytest.fixture(scope="module")
def tables(book: Book) -> list[Table]:
    return [table for table in book.tables if table.place != "publication"]


@pytest.fixture(scope="module")
def placement_cost(book: Book) -> Table:
    return book.by_key["finance", "placement_cost"]


@pytest.fixture(scope="module")
def propose(tables: list[Table], make_sheet: Callable[..., Sheet], seeds: Path) -> Propose:
    def run(
        headings: Sequence[str], *rows: Sequence[str], only: Sequence[Table] = (), name: str = ""
    ) -> Proposal | None:
        sheet = make_sheet(headings, *rows)
        (batch,) = sheet.read()
        return propose_mapping(
            sheet, batch.columns, tables=only or tables, seeds=seeds, name=name or "export.csv"
        )

    return run


@pytest.fixture
def load(tmp_path: Path, book: Book) -> Callable[[Proposal | None], Mapping]:
    """Save a proposal as it is, and load it as the intake would."""

    def run(proposal: Proposal | None) -> Mapping:
        assert proposal is not None
        (tmp_path / f"{proposal.name}.yaml").write_text(proposal.yaml, encoding="utf-8")
        (mapping,) = load_mappings(tmp_path, book.tables)
        return mapping

    return run


def test_the_proposal_for_the_odd_export_reads_it(
    propose: Propose, load: Callable[..., Mapping], book: Book, make_sheet: Callable[..., Sheet]
) -> None:
    import csv

    text = (ROOT / "docs" / "examples" / "local_costs_export.csv").read_text(encoding="utf-8")
    headings, *rows = csv.reader(text.splitlines())
    proposal = propose(headings, *rows, name="costs/local_costs_export.csv")
    mapping = load(proposal)
    example = yaml.safe_load((ROOT / "docs/examples/mapping_placement_cost.yaml").read_text())
    assert (mapping.table, mapping.headings) == (example["table"], example["headings"])
    assert mapping.codes["provider_type_code"] == example["codes"]["provider_type_code"]

    known = recognise(headings, name="x.csv", tables=book.tables, mappings=[mapping])
    (batch,) = make_sheet(headings, *rows).read()
    piece = align(batch, known, rows_before=0)
    start = [row[headings.index("Start")] for row in rows]
    read = piece.columns.column("placement_start_date").to_pylist()
    assert [date.fromisoformat(day) for day in read]
    assert piece.columns.column("provider_type_code").to_pylist() == ["PR1", "PR4", "PR4"]
    others = [yaml.safe_load(text) for text in piece.other_values.to_pylist()]
    assert [row["Start"] for row in others] == start
    assert [row["Whose"] for row in others] == ["In house", "IFA", "Private home"]


@pytest.mark.parametrize("table", TRACKERS)
def test_table_and_headings_are_found(
    propose: Propose, load: Callable[..., Mapping], table: str
) -> None:
    headings, row, expected = TRACKERS[table]
    mapping = load(propose(headings, row))
    assert (mapping.table, mapping.headings) == (table, expected)


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        (["31/05/2025", "2025-05-31"], []),
        (["31 May 2025", "1 June 2025"], ["%d %B %Y"]),
        (["05/31/2025", "06/01/2025"], ["%m/%d/%Y"]),
        (["20250531", "20250601"], ["%Y%m%d"]),
        (["31/05/2025", "01 Jun 2025"], ["%d/%m/%Y", "%d %b %Y"]),
    ],
    ids=["usual", "month in words", "month first", "digits alone", "two ways in one column"],
)
def test_words_that_stand_for_others_stand_for_none_themselves(seeds: Path) -> None:
    words = load_heading_words(seeds)
    for row in read_seed(seeds, "heading_word"):
        meant = frozenset(split_words(row["means"]))
        assert words.read(row["means"]) >= meant, f"{row['means']} has another meaning too"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ClientRefs", "la_child_id"),
        ("Wkly fee", "weekly_cost_gbp"),
        ("Plcmt start", "placement_start_date"),
        ("Recieved placments", "received placements"),
    ],
    ids=["camel case and plural", "abbreviation", "no vowels", "misspelt"],
)
def test_headings_are_alike_in_what_they_say(seeds: Path, one: str, other: str) -> None:
    words = load_heading_words(seeds)
    assert likeness(words.read(one), words.read(other)) > 0.6


def test_likeness_is_mutual_and_full_only_for_the_same() -> None:
    words = HeadingWords({})
    one, other = words.read("placement start"), words.read("start of case")
    assert likeness(one, other) == likeness(other, one)
    assert 0 < likeness(one, other) < likeness(one, one) == 1
    assert likeness(one, words.read("")) == 0
