"""The pages of the sources: their fixed parts, and that nothing of the contract is left out."""

import re

from pipeline.derived.page import source_page
from pipeline.sources.contract.codes import Code
from tests.unit.derived.conftest import column, table_of

LISTS = {
    "legal_status": (
        "legal_status",
        (Code("C1", "Interim care order", None, None), Code("E1", "Placed", 2006, 2020)),
    ),
    "provider": (
        "made_up_code",
        tuple(Code(f"P{number}", "A provider", None, None) for number in range(80)),
    ),
}


def headings(page):
    return re.findall(r"^## (.+)$", page, re.MULTILINE)


def test_it_has_the_parts_that_every_page_has_in_their_order(source):
    assert headings(source_page(source, LISTS)) == [
        "What it is", "Who returns it", "When", "How it arrives", "How it is checked", "Known irregularities",
        "Tables", "Codes",
    ]  # fmt: skip


def test_without_code_lists_it_has_no_part_for_them(source):
    assert "Codes" not in headings(source_page(source, {}))


def test_it_says_all_that_the_contract_says_of_the_source(source):
    page = source_page(source, LISTS)
    said = (
        source.what_it_is,
        source.who_returns_it,
        source.when,
        source.how_it_arrives,
        source.reference,
    )
    assert [text for text in (*said, *source.irregularities) if text not in page] == []


def test_every_column_has_a_line(source, stays):
    page = source_page(source, LISTS)
    assert [
        c.name
        for c in stays.columns
        if not re.search(rf"^\| .*\| `{c.name}` \| .*{c.meaning}", page, re.M)
    ] == []
    assert "| `DECOM` (also `START`) | `start_date` | date | yes |  | The start_date. |" in page
    assert (
        "| `SIBLING_COUNT` | `sibling_count` | whole number |  | to 2020 | The sibling_count. |"
        in page
    )


def test_a_code_leads_to_its_list(source):
    page = source_page(source, LISTS)
    assert "code: [legal status](#codes-legal-status)" in page
    assert '<a id="codes-legal-status"></a>' in page
    assert "**C1** Interim care order; **E1** Placed (2006 to 2020)." in page


def test_a_long_list_is_left_in_its_seed(source):
    assert "80 codes, in `seeds/made_up_code.csv`." in source_page(source, LISTS)


def test_a_link_leads_to_every_table(source):
    page = source_page(source, LISTS)
    links = set(re.findall(r"\(#([a-z0-9-]+)\)", page))
    assert links == set(re.findall(r'<a id="([a-z0-9-]+)">', page))


def test_a_bar_in_a_text_does_not_break_the_table(source):
    table = table_of(column("it", meaning="One | or\nthe other."))
    assert "| One \\| or the other. |" in source_page(
        source.model_copy(update={"tables": (table,)}), {}
    )


def test_published_figures_are_not_said_to_be_of_one_authority(source):
    table = table_of(column("la_name"), place="publication")
    page = source_page(source.model_copy(update={"tables": (table,)}), {})
    assert "by data set and year of release" in page
    assert "says the authority" not in page


def test_rows_of_an_xml_are_shown_by_their_place(source):
    named = table_of(column("it"), name="named", xml_row=("Children", "Child"))
    several = table_of(column("it"), name="several", xml_row=("CHILD", "HEADER", "*"))
    page = source_page(source.model_copy(update={"tables": (named, several)}), {})
    plain = " ".join(page.split())
    assert "In XML a row is an element `Children/Child`." in plain
    assert "In XML a row is any element below `CHILD/HEADER` that has these headings." in plain
