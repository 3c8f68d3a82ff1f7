"""One simulated authority for all tests of its answers."""

import pytest

from pipeline.synthetic.life.simulate import simulate
from pipeline.synthetic.truth.tables import truth_tables
from tests.unit.synthetic import sample


@pytest.fixture(scope="session")
def simulated():
    """The lives of a small Walsall in three years."""
    return simulate(sample.ground(first_year=2023, last_year=2025, scale=0.15))


@pytest.fixture(scope="session")
def facts(simulated):
    """Its answers, as rows by table."""
    return {one.name: one.table.to_pylist() for one in truth_tables(simulated)}
