"""The page of a source, docs/sources/<source>.md, for an analyst of a council who has never seen the project.

What belongs here: the layout of the page. What does not: what is particular to a source (its contract) and what is
said of every source (`texts/`).
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from pipeline.derived.mark import mark
from pipeline.derived.markdown import WIDTH, cell, paragraph, standing_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.sources.api import Code, Column, Source, Table

_LONGEST_LIST = 45  # codes; a longer list is read in its seed
_TYPES = {
    "text": "text",
    "code": "code",
    "date": "date",
    "partial_date": "date, parts may be unknown",
    "timestamp": "date and time",
    "integer": "whole number",
    "number": "number",
    "money": "pounds",
    "boolean": "yes or no",
}


def source_page(source: Source, lists: Mapping[str, tuple[str, Sequence[Code]]]) -> str:
    """Return the page of a source.

    Args:
        source: The source with its tables.
        lists: For each code list that its columns name, the file of the seed that holds it, and its codes.
    """
    sections = [
        f"<!-- {mark(f'{source.name}/')} -->",
        f"# {source.title}",
        "## What it is",
        paragraph(source.what_it_is),
        paragraph(f"Where the definition is from: {source.reference}"),
        _overview(source.tables),
        "## Who returns it",
        paragraph(source.who_returns_it),
        "## When",
        paragraph(source.when),
        "## How it arrives",
        paragraph(source.how_it_arrives),
        *_places(source),
        "## How it is checked",
        standing_text("how_it_is_checked"),
        "## Known irregularities",
        _bullets(source.irregularities),
        standing_text("irregularities_of_all"),
        "## Tables",
        standing_text("how_to_read_the_tables"),
        *(part for table in source.tables for part in _table(table)),
        *_code_lists(lists),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _places(source: Source) -> Iterator[str]:
    places = {table.place for table in source.tables}
    yield standing_text("where_to_put_it")
    if places - {"publication"}:
        yield standing_text("path_names")
    for place in sorted(places):
        yield standing_text(f"place_{place}")


def _overview(tables: Sequence[Table]) -> str:
    lines = [
        f"| [{table.title}](#{_anchor(table)}) | {cell(table.description)} |" for table in tables
    ]
    return "\n".join(["| table | what a row is |", "|---|---|", *lines])


def _anchor(table: Table) -> str:
    return f"table-{table.name}".replace("_", "-")


def _table(table: Table) -> Iterator[str]:
    yield f'<a id="{_anchor(table)}"></a>\n\n### {table.title}'
    yield paragraph(" ".join([table.description, *_about(table)]))
    lines = [_column(column) for column in table.columns]
    heading = [
        "| heading | our name | type | required | years | meaning |",
        "|---|---|---|---|---|---|",
    ]
    yield "\n".join([*heading, *lines])


def _about(table: Table) -> Iterator[str]:
    recognised = ", ".join(f"`{table.by_name[name].heading}`" for name in table.recognised_by)
    yield f"A file is taken for this table when it has {recognised}."
    if table.xml_row:
        yield _xml_row(table.xml_row)
    if table.since or table.until:
        yield f"In use {_years(table.since, table.until)}."
    if table.leaves_other_columns:
        yield "Other columns may stand beside these; they are left in the file that landed."
    elif table.has_other_columns:
        yield "Other columns may stand beside these and are kept under their headings."
    yield f"In the warehouse: `{table.raw_name}` as received, `stg_{table.source}__{table.name}` typed."


def _xml_row(path: tuple[str, ...]) -> str:
    if path[-1] == "*":
        return f"In XML a row is any element below `{'/'.join(path[:-1])}` that has these headings."
    return f"In XML a row is an element `{'/'.join(path)}`."


def _column(column: Column) -> str:
    kind = _TYPES[column.type]
    if column.codes:
        kind = f"code: [{_spoken(column.codes)}](#{_code_anchor(column.codes)})"
    cells = (
        _heading(column),
        f"`{column.name}`",
        kind,
        "yes" if column.required else "",
        _years(column.since, column.until),
        column.meaning,
    )
    return f"| {' | '.join(map(cell, cells))} |"


def _heading(column: Column) -> str:
    if column.counts:
        return f"(number of the `{column.counts}` element)"
    others = ", ".join(f"`{heading}`" for heading in column.other_headings)
    return f"`{column.heading}`" + (f" (also {others})" if others else "")


def _years(since: int | None, until: int | None) -> str:
    """Return the collection years of something in words.

    >>> _years(2016, None), _years(None, 2023), _years(2016, 2023)
    ('from 2016', 'to 2023', '2016 to 2023')
    """
    if since and until:
        return f"{since} to {until}" if since != until else str(since)
    return f"from {since}" if since else f"to {until}" if until else ""


def _code_lists(lists: Mapping[str, tuple[str, Sequence[Code]]]) -> Iterator[str]:
    if lists:
        yield "## Codes"
    for name, (seed, codes) in sorted(lists.items()):
        yield f'<a id="{_code_anchor(name)}"></a>\n\n### {_spoken(name).capitalize()}'
        if len(codes) > _LONGEST_LIST:
            yield f"{len(codes)} codes, in `seeds/{seed}.csv`."
        else:
            yield paragraph("; ".join(map(_code, codes)) + ".")


def _code(code: Code) -> str:
    years = _years(code.first_year, code.last_year)
    return f"**{code.code}** {code.label}" + (f" ({years})" if years else "")


def _code_anchor(name: str) -> str:
    return f"codes-{name}".replace("_", "-")


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(
        fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
        for line in lines
    )
