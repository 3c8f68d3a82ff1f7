"""Fingerprints of models: they follow what a model says and does, not how it is written."""

import pytest

SAME = {
    "comment": ("FROM seed_la", "-- the LAs\nFROM seed_la"),
    "layout": ("SELECT\n    s.la_code,\n    s.la_name", "SELECT s.la_code,   s.la_name"),
    "keyword case": ("SELECT", "select"),
    "name case": ("s.la_name", "S.la_name"),
    "header": ("One row per LA", "One row per local authority"),
}
OTHER = {
    "filter": ("FROM seed_la AS s", "FROM seed_la AS s WHERE s.la_code = 'E01'"),
    "column": ("s.la_name", "s.la_code AS la_name"),
    "order of columns": ("    s.la_code,\n    s.la_name", "    s.la_name,\n    s.la_code"),
    "materialisation": ("grain: [la_code]", "grain: [la_code]\nmaterialized: view"),
}


def fingerprint(tiny):
    return tiny.compile().models["dim_la"].fingerprint


@pytest.mark.parametrize("edit", SAME.values(), ids=SAME)
def test_a_fingerprint_does_not_change_with_looks(tiny, edit):
    before = fingerprint(tiny)
    tiny.edit("dim_la", *edit)
    assert fingerprint(tiny) == before


@pytest.mark.parametrize("edit", OTHER.values(), ids=OTHER)
def test_a_fingerprint_changes_with_meaning(tiny, edit):
    before = fingerprint(tiny)
    tiny.edit("dim_la", *edit)
    assert fingerprint(tiny) != before


def test_the_case_of_a_text_is_meaning(tiny):
    tiny.edit("dim_la", "FROM seed_la AS s", "FROM seed_la AS s WHERE s.la_code = 'E01'")
    before = fingerprint(tiny)
    tiny.edit("dim_la", "'E01'", "'e01'")
    assert fingerprint(tiny) != before
