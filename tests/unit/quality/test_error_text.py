import pytest

from pipeline.quality.error_text import without_values


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Catalog Error: Table with name t does not exist!\nDid you mean",
            "Catalog Error: Table with name t does not exist!",
        ),
        (
            "(_duckdb.BinderException) Binder Error: no column a\nLINE 1",
            "Binder Error: no column a",
        ),
        (
            'Error: The column "nope" in BatchData does not exist.',
            'The column "nope" in BatchData does not exist.',
        ),
    ],
    ids=["catalog", "through-sqlalchemy", "missing-column"],
)
def test_what_is_about_the_query_is_shown(text, shown):
    assert without_values(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Conversion Error: Could not convert string 'WA00001' to INT32",
        "(_duckdb.ConstraintException) Constraint Error: Duplicate key WA00001",
        "Conversion Error: Could not convert string 'Binder Error: WA00001' to INT32",
        "WA00001 is not what was expected",
        "WA00001: Binder Error: WA00001",
        "",
    ],
    ids=["conversion", "constraint", "disguised", "unknown", "prefixed", "empty"],
)
def test_what_is_about_data_is_left_out(text):
    assert "WA00001" not in without_values(text)
    assert "left out" in without_values(text)
