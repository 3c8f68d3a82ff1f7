"""The pages of docs/measures/: an index, a page a subject, a page a document, and what cannot be computed.

What belongs here: the layout of the pages. What does not: reading the seeds (`catalogue`), texts that stand (`texts/`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.derived.catalogue import load_catalogue, measures_of
from pipeline.derived.mark import SEEDS_MARK
from pipeline.derived.markdown import cell, paragraph, standing_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.derived.catalogue import Catalogue, Row

_FOLDER = "docs/measures"
_HIDDEN = {
    "numerator": "counts of 1 to 5 above the line, or below it, hide the value",
    "denominator": "counts of 1 to 5 below the line hide the value",
    "none": "nothing is hidden: no children are counted",
}
_HOPED_FOR = {"high": "high", "low": "low", "neutral": "neither high nor low"}


def measure_pages(seeds: Path) -> dict[str, str]:
    """Return the text of each page by its path in the project; none where there is no catalogue.

    Args:
        seeds: The folder of seeds.
    """
    catalogue = load_catalogue(seeds)
    if catalogue is None:
        return {}
    pages = {"index": _index(catalogue), "not-computable": _not_computable(catalogue)}
    for theme in catalogue.themes:
        if catalogue.of_theme(theme["theme"]):
            pages[_file(theme["theme"])] = _theme_page(catalogue, theme)
    for document in catalogue.documents:
        pages[f"from-{_file(document['document'])}"] = _document_page(catalogue, document)
    return {f"{_FOLDER}/{name}.md": _page(parts) for name, parts in pages.items()}


def _page(parts: Sequence[str]) -> str:
    return "\n\n".join([f"<!-- {SEEDS_MARK} -->", *parts]) + "\n"


def _file(name: str) -> str:
    return name.replace("_", "-")


def _table(heading: str, lines: Sequence[str]) -> str:
    columns = heading.count("|") - 1
    return "\n".join([heading, "|" + "---|" * columns, *lines])


def _index(catalogue: Catalogue) -> list[str]:
    themes = [
        f"| [{theme['title']}]({_file(theme['theme'])}.md) | {cell(theme['about'])} | {count} |"
        for theme in catalogue.themes
        if (count := len(catalogue.of_theme(theme["theme"])))
    ]
    documents = [_document_line(catalogue, document) for document in catalogue.documents]
    return [
        "# Measures",
        standing_text("what_the_catalogue_is"),
        "## Subjects",
        _table("| subject | what it is about | measures |", themes),
        "## Documents",
        standing_text("how_documents_are_answered"),
        _table("| document | asks for | a measure | a table | nothing |", documents),
        standing_text("how_to_ask_for_a_measure"),
    ]


def _document_line(catalogue: Catalogue, document: Row) -> str:
    rows = catalogue.of_document(document["document"])
    measures = sum(1 for row in rows if row["measure_id"])
    tables = sum(1 for row in rows if row["mart"] and not row["measure_id"])
    title = f"[{cell(document['title'])}](from-{_file(document['document'])}.md), {cell(document['publisher'])}"
    return f"| {title} | {len(rows)} | {measures} | {tables} | {len(rows) - measures - tables} |"


def _theme_page(catalogue: Catalogue, theme: Row) -> list[str]:
    measures = catalogue.of_theme(theme["theme"])
    lines = [
        f"| [{cell(row['title'])}](#{_file(row['measure_id'])}) | {_given_as(catalogue, row)} "
        f"| {_HOPED_FOR[row['polarity']]} |"
        for row in measures
    ]
    return [
        f"# {theme['title']}",
        f"[All subjects](index.md). {theme['about']}",
        _table("| measure | given as | hoped for |", lines),
        *(part for row in measures for part in _measure(catalogue, row)),
    ]


def _measure(catalogue: Catalogue, row: Row) -> Iterator[str]:
    yield f'<a id="{_file(row["measure_id"])}"></a>\n\n## {row["title"]}'
    yield paragraph(f"`{row['measure_id']}`: {row['definition']}")
    facts = {
        "Above the line": row["numerator"],
        "Below the line": row["denominator"],
        "About": row["population"],
        "Given as": _given_as(catalogue, row),
        "Hoped for": _HOPED_FOR[row["polarity"]],
        "Small numbers": _HIDDEN[row["suppression"]],
        "Broken down by": _broken_down_by(row),
        "Made from": _made_from(row),
        "Where it is from": f"{row['source_document']}: {row['source_place']}",
    }
    yield _table("| | |", [f"| {name} | {cell(text)} |" for name, text in facts.items() if text])
    answered = [_answered(source) for source in catalogue.answered_by(row["measure_id"])]
    if answered:
        yield "Answers:\n\n" + "\n".join(answered)


def _given_as(catalogue: Catalogue, row: Row) -> str:
    label = catalogue.units[row["unit"]].lower()
    places = {"0": "whole", "1": "one decimal place"}.get(
        row["decimals"], f"{row['decimals']} decimal places"
    )
    return f"{label}, {places}"


def _broken_down_by(row: Row) -> str:
    if row["breakdowns"] == "all":
        return "every group that its counts have"
    return row["breakdowns"].replace("; ", ", ") or "the total only"


def _made_from(row: Row) -> str:
    above = _count(row["numerator_count"], row["numerator_values"])
    below = _count(row["denominator_count"], row["denominator_values"])
    return f"{above} over {below}" if below else above


def _count(count: str, values: str) -> str:
    if not count:
        return ""
    return f"`{count}` ({values})" if values else f"`{count}`"


def _answered(source: Row) -> str:
    narrowed = f" By {source['breakdown']}" if source["breakdown"] else ""
    groups = f": {source['breakdown_value']}" if source["breakdown_value"] else ""
    page = f"from-{_file(source['document'])}.md"
    text = f"- [{source['document_measure_id']}]({page}) {source['title']}.{narrowed}{groups}"
    return " ".join(text.split())


def _document_page(catalogue: Catalogue, document: Row) -> list[str]:
    places = {row["measure_id"]: _file(row["theme"]) for row in catalogue.measures}
    lines = [
        f"| {cell(row['document_measure_id'])} | {cell(row['place'])} | {cell(row['title'])} "
        f"| {cell(_answer(row, places))} |"
        for row in catalogue.of_document(document["document"])
    ]
    return [
        f"# {document['title']}",
        paragraph(
            f"[All documents](index.md#documents). {document['publisher']}. {document['about']}"
        ),
        standing_text("how_to_read_a_document"),
        _table("| number | place | what it asks | answer |", lines),
    ]


def _answer(row: Row, places: dict[str, str]) -> str:
    if row["reason_not_computable"]:
        return f"**Not computable.** {row['reason_not_computable']}"
    if not row["measure_id"]:
        return f"`{row['mart']}`: {row['how']}"
    links = ", ".join(f"[{name}]({places[name]}.md#{_file(name)})" for name in measures_of(row))
    groups = f": {row['breakdown_value']}" if row["breakdown_value"] else ""
    narrowed = f", by {row['breakdown']}{groups}" if row["breakdown"] else ""
    return f"{links}{narrowed}" + (f"; {row['how']}" if row["how"] else "")


def _not_computable(catalogue: Catalogue) -> list[str]:
    titles = {row["document"]: row["title"] for row in catalogue.documents}
    reasons = dict.fromkeys(row["reason_not_computable"] for row in catalogue.sources)
    parts = ["# What cannot be computed", standing_text("what_cannot_be_computed")]
    for reason in filter(None, reasons):
        rows = [row for row in catalogue.sources if row["reason_not_computable"] == reason]
        lines = [
            f"| {cell(titles[row['document']])} | {cell(row['document_measure_id'])} | {cell(row['title'])} |"
            for row in rows
        ]
        parts += [paragraph(reason), _table("| document | number | what it asks |", lines)]
    return parts
