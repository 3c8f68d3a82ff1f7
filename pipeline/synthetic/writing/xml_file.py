"""The XML of a source that has one: all tables of a return in one file.

What belongs here: which writer a source has. What does not: the shapes (`xml_ssda903`, `xml_cin_census`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.writing.xml_cin_census import write_cin_census_xml
from pipeline.synthetic.writing.xml_ssda903 import write_ssda903_xml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.writing.headings import Forms

_WRITERS = {"ssda903": write_ssda903_xml, "cin_census": write_cin_census_xml}


def is_in_xml(extract: Extract, forms: Forms) -> bool:
    """Tell whether a table has a place in the XML of its source; Ofsted's lists, court and finance have none."""
    return bool(forms.of(extract.source, extract.table, extract.collection_year).table.xml_row)


def write_xml(path: Path, extracts: Sequence[Extract], forms: Forms) -> int:
    """Write the tables of one return as its XML.

    Args:
        path: The file.
        extracts: The tables of one source, local authority and year, as texts, that have a place in the XML.
        forms: The headings of each year.

    Returns:
        The number of bytes written.

    Raises:
        ProjectError: No contract knows a table.
    """
    headings = {
        one.table: forms.of(one.source, one.table, one.collection_year).headings_of(one)
        for one in extracts
    }
    tables = {one.table: one.columns for one in extracts}
    return _WRITERS[extracts[0].source](path, tables, headings)
