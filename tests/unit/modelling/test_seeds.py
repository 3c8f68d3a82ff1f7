"""Seeds: reference data with a schema beside it."""

import pytest

from pipeline.errors import ProjectError
from pipeline.modelling.seeds import load_seed, load_seeds

SCHEMA = """\
description: One row per thing.
source: made up
key: [code]
columns:
  code: {type: VARCHAR, privacy: open, description: Code.}
  since: {type: DATE, privacy: open, description: First day.}
  number: {type: INTEGER, privacy: open, description: How many.}
  is_new: {type: BOOLEAN, privacy: open, description: Whether it is new.}
"""
HEADING = "code,since,number,is_new\n"


@pytest.fixture
def write(tmp_path):
    def write(csv, schema=SCHEMA):
        (tmp_path / "thing.csv").write_text(csv, encoding="utf-8")
        (tmp_path / "thing.yaml").write_text(schema, encoding="utf-8")
        return tmp_path

    return write


def rows(connection, folder):
    load_seed(connection, load_seeds(folder)["seed_thing"])
    return connection.execute("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM seed_thing").fetchall()


def test_cells_have_the_types_of_the_schema_and_empty_ones_are_null(write, warehouse):
    folder = write(HEADING + '007,2024-02-01,1,true\n"a, ""b""",,,\n')
    assert rows(warehouse, folder) == [
        ("007", "2024-02-01", "1", "true"),
        ('a, "b"', None, None, None),
    ]


def test_a_day_is_never_guessed(write, warehouse):
    with pytest.raises(ProjectError, match=r"thing\.csv"):
        rows(warehouse, write(HEADING + "a,01/02/2024,1,true\n"))


@pytest.mark.parametrize(
    "line", ["a,2024-02-01,many,true", "a,2024-02-01,1", "a,2024-02-01,1,true,b"], ids=str
)
def test_a_row_that_does_not_fit_names_the_file(write, warehouse, line):
    with pytest.raises(ProjectError, match=r"thing\.csv"):
        rows(warehouse, write(f"{HEADING}{line}\n"))


@pytest.mark.parametrize(
    ("csv", "schema", "message"),
    [
        ("code,number\n", SCHEMA, "its heading is"),
        ("", SCHEMA, "its heading is"),
        (HEADING, SCHEMA.replace("[code]", "[id]"), "its key names"),
        (HEADING, SCHEMA.replace("One row per", "The"), "description"),
        (HEADING, SCHEMA.replace("VARCHAR", "TEXT"), "columns.code.type"),
        (HEADING, SCHEMA + "owner: me\n", "owner"),
        (HEADING, "key: [", "expected"),
    ],
    ids=["heading", "empty", "key", "description", "type", "unknown key", "no YAML"],
)
def test_a_schema_that_does_not_fit_is_refused(write, csv, schema, message):
    with pytest.raises(ProjectError, match=r"thing\.csv") as refused:
        load_seeds(write(csv, schema))
    assert message in str(refused.value)
    assert "What to do:" in str(refused.value)


def test_every_seed_at_fault_is_named(write):
    folder = write("x\n")
    (folder / "alone.csv").write_text("a\n")
    with pytest.raises(ProjectError, match=r"alone\.csv") as refused:
        load_seeds(folder)
    assert "thing.csv" in str(refused.value)


@pytest.mark.parametrize("name", ["thing.csv", "thing.yaml"])
def test_a_fingerprint_follows_both_files(write, name):
    folder = write(HEADING)
    before = load_seeds(folder)["seed_thing"].fingerprint
    assert load_seeds(folder)["seed_thing"].fingerprint == before
    (folder / name).write_text((folder / name).read_text() + "\n")
    assert load_seeds(folder)["seed_thing"].fingerprint != before
