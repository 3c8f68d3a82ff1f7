"""What the tests of quality share: a warehouse with every table and no data."""

from pathlib import Path

import pytest

from pipeline.modelling.api import RawFiles, load_inputs, open_warehouse, run_models
from pipeline.quality.api import COMPUTED_TABLES
from pipeline.settings import Home
from pipeline.sources.api import raw_tables
from pipeline.workspace import external_raw_table

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def empty_warehouse(tmp_path_factory, workspace):
    """Every table of the project, as the first run without a file makes them."""
    raw = [
        RawFiles(external_raw_table(table), table.files, table.fingerprint)
        for table in raw_tables(Home(tmp_path_factory.mktemp("home")), project=PROJECT)
    ]
    with open_warehouse() as connection:
        fingerprints = load_inputs(connection, workspace.seeds.values(), raw)
        for table in COMPUTED_TABLES:
            connection.execute(f"CREATE TABLE {table.name} ({table.column_definitions})")
            fingerprints[table.name] = ""
        run_models(connection, workspace.project.models.values(), fingerprints)
        yield connection
