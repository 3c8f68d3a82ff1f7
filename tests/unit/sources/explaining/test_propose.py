from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

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
def test_the_forms_of_dates_are_found(
    propose: Propose, load: Callable[..., Mapping], written: list[str], forms: list[str]
) -> None:
    rows = [[ROW[0], day, *ROW[2:]] for day in written]
    assert sorted(load(propose(COSTS, *rows)).dates) == sorted(forms)


@given(
    start=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    form=st.sampled_from(["%d %B %Y", "%d/%b/%Y", "%Y/%m/%d", "%A %d %B %Y", "%d/%m/%Y %I:%M %p"]),
)
@settings(max_examples=25, derandomize=True, deadline=None)
def test_the_forms_proposed_read_every_date_back(
    placement_cost: Table, propose: Propose, start: date, form: str
) -> None:
    days = [start + timedelta(days=17 * n) for n in range(12)]
    rows = [[ROW[0], day.strftime(form), *ROW[2:]] for day in days]
    proposal = propose(COSTS, *rows, only=[placement_cost])
    assert proposal is not None
    (found,) = yaml.safe_load(proposal.yaml)["dates"]
    assert [day.strftime(found) for day in days] == [row[1] for row in rows]


def test_days_that_may_be_months_are_pointed_out(propose: Propose) -> None:
    rows = [[ROW[0], day, *ROW[2:]] for day in ("05/06/2025", "07/08/2025")]
    proposal = propose(COSTS, *rows)
    assert proposal is not None
    assert "day and month cannot be told apart in: Start" in proposal.yaml
    sure = propose(COSTS, ROW)
    assert sure is not None
    assert "told apart" not in sure.yaml


def test_codes_are_paired_where_sure_and_left_open_where_not(
    propose: Propose, load: Callable[..., Mapping]
) -> None:
    beds = ["Children's Home", "Kinship", "U4"]
    rows = [[ROW[0], ROW[1], ROW[2], bed, ROW[4]] for bed in beds]
    proposal = propose(COSTS, *rows)
    assert load(proposal).codes == {"placement_type_code": {"Children's Home": "K2"}}
    assert proposal is not None
    assert "# Kinship: CODE" in proposal.yaml
    assert "perhaps U1, " in proposal.yaml
    assert "U4:" not in proposal.yaml


def test_what_is_left_open_can_be_filled_in(propose: Propose, load: Callable[..., Mapping]) -> None:
    proposal = propose(COSTS, [*ROW[:3], "Kinship", ROW[4]])
    assert proposal is not None
    assert load(proposal).codes == {}
    filled = proposal.yaml.replace("# codes:", "codes:").replace(
        "# placement_type_code:", "placement_type_code:"
    )
    filled = filled.replace("# Kinship: CODE", "Kinship: U1")
    assert yaml.safe_load(filled)["codes"] == {"placement_type_code": {"Kinship": "U1"}}


def test_values_that_may_be_of_one_child_are_not_shown(propose: Propose) -> None:
    beds = [
        "Foster",
        "12345678",
        "a@b.example",
        "12/03/2012",
        "with Smith, until she is found a school",
    ]
    proposal = propose(COSTS, *([*ROW[:3], bed, ROW[4]] for bed in beds))
    assert proposal is not None
    assert "Foster" in proposal.yaml
    assert "4 more values are not shown" in proposal.yaml
    for hidden in beds[1:]:
        assert hidden not in proposal.yaml


def test_many_different_values_are_none_of_them_shown(propose: Propose) -> None:
    beds = [f"Bed {chr(65 + n)}{chr(97 + n)}" for n in range(21)]
    proposal = propose(COSTS, *([*ROW[:3], bed, ROW[4]] for bed in beds * 3))
    assert proposal is not None
    assert "21 more values are not shown" in proposal.yaml
    assert not any(bed in proposal.yaml for bed in beds)


def test_no_value_of_another_column_is_shown(propose: Propose) -> None:
    headings = [*COSTS, "Supplier", "Notes"]
    row = ["Qx77", "14/02/2023", "", "Foster", "945.25", "Zebra Homes", "Wolfgang"]
    proposal = propose(headings, row)
    assert proposal is not None
    for value in ("Qx77", "14/02", "945", "Zebra", "Wolfgang"):
        assert value not in proposal.yaml


def test_dates_never_pair_with_words_of_money_nor_money_with_dates(
    propose: Propose, load: Callable[..., Mapping]
) -> None:
    headings = ["Client Ref", "Placement start", "Weekly cost start", "Weekly fee"]
    mapping = load(propose(headings, ["A1", "31/05/2025", "31/05/2025", "900"]))
    assert mapping.headings["Weekly fee"] == "weekly_cost_gbp"
    assert "Weekly cost start" not in mapping.headings
    swapped = propose(["Client Ref", "Placement start", "Weekly fee"], ["A1", "900", "31/05/2025"])
    assert swapped is None or not swapped.is_enough


def test_a_column_without_which_no_file_is_known_is_asked_for(
    propose: Propose, load: Callable[..., Mapping]
) -> None:
    proposal = propose(["Client Ref", "Placement start", "Bed type"], ["A1", "31/05/2025", "U4"])
    assert proposal is not None
    assert not proposal.is_enough
    assert "# YOUR HEADING: weekly_cost_gbp" in proposal.yaml
    assert "weekly_cost_gbp" not in load(proposal).headings.values()


def test_headings_that_are_ours_need_no_line(
    propose: Propose, load: Callable[..., Mapping], placement_cost: Table
) -> None:
    headings = ["la_child_id", "Placement start date", "Weekly cost", "Bed type", "Ward"]
    row = ["A1", "31/05/2025", "900", "U4", "North"]
    proposal = propose(headings, row, only=[placement_cost])
    assert load(proposal).headings == {"Bed type": "placement_type_code"}
    assert proposal is not None
    assert "(kept in other_values): Ward" in proposal.yaml


def test_nothing_is_proposed_where_nothing_is_to_be_said(propose: Propose, book: Book) -> None:
    table = book.by_key["finance", "unit_cost"]
    row = ["", "LAC1", "", "", "2025", "EVENT", "1.00"]
    assert propose([column.heading for column in table.columns], row, only=[table]) is None


@pytest.mark.parametrize(
    "headings",
    [["Colour", "Shape"], ["", ""], ["£", "?"], ["Name", "Name"]],
    ids=["of something else", "blank", "signs", "twice"],
)
def test_nothing_is_proposed_for_what_is_like_no_table(
    propose: Propose, headings: list[str]
) -> None:
    assert propose(headings, ["red", "round"]) is None


@given(
    headings=st.lists(
        st.one_of(
            st.sampled_from([*COSTS, "No", "yes: no", "# x", "- a", "'q\"", "a\nb: c", "{x}", "*"]),
            st.text(max_size=12),
        ),
        min_size=1,
        max_size=9,
    ),
    value=st.one_of(st.sampled_from(["31/05/2025", "900", "Kinship", "No", ": #"]), st.text()),
)
@settings(max_examples=40, derandomize=True, deadline=None)
def test_a_proposal_loads_whatever_the_headings_and_values(
    propose: Propose, placement_cost: Table, headings: list[str], value: str
) -> None:
    all_headings = [*COSTS, *headings]
    row = [*ROW[:3], value, ROW[4], *[value] * len(headings)]
    proposal = propose(all_headings, row, only=[placement_cost])
    if proposal is not None:
        content = yaml.safe_load(proposal.yaml)
        mapping = Mapping.model_validate(content | {"name": "x"})
        assert {heading.strip() for heading in all_headings} >= mapping.headings.keys()


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
