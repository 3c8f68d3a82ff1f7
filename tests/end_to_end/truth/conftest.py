"""A small made country, without faults and with, its known answers, and the warehouse made of its files.

Each is made once for all workers; every test only reads. What belongs here: what the tests of the known answers share.
What does not: any comparison.
"""

import shutil
from collections import Counter

import pyarrow.dataset as ds
import pytest
from filelock import FileLock

from pipeline.modelling.api import open_warehouse
from pipeline.pseudonym import child_key, load_key
from pipeline.settings import Settings
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.country import Order, make_country
from pipeline.synthetic.plan import Calendar, Plan

# One of them exists since 2023/24 only, one has had another code until 2024/25.
AUTHORITIES = "Walsall, Cumberland, Barnsley"
CALENDAR = Calendar(2022, 2025)


class Both:
    """The known answers and the warehouse made of the files beside them."""

    def __init__(self, folder, chosen):
        self.truth, self.warehouse = folder / "truth", folder / "home" / "warehouse.duckdb"
        self.numbers = {one.la_code: one.dfe_la_code for one in chosen}
        self.key = load_key(Settings())

    def known(self, table, *columns):
        """Return the rows of a table of answers; a child by the key that the warehouse has for it.

        As a count of rows of the columns named, or without columns as a list of dictionaries.
        """
        rows = ds.dataset(self.truth / table).to_table().to_pylist()
        for row in rows:
            if "la_child_id" in row:
                row["child_key"] = child_key(
                    self.key, self.numbers[row["la_code"]], row["la_child_id"]
                )
        return Counter(tuple(row[name] for name in columns) for row in rows) if columns else rows

    def told(self, table, *columns):
        """Return the rows of a table of the warehouse, as a count of rows of the columns named."""
        return self.ask(f"SELECT {', '.join(columns)} FROM {table}")

    def ask(self, question):
        """Return the rows that a question to the warehouse has, as a count."""
        with open_warehouse(self.warehouse, read_only=True) as connection:
            return Counter(connection.execute(question).fetchall())

    def columns(self, table):
        """Return the columns of a table of the warehouse."""
        rows = self.ask(f"SELECT column_name FROM (DESCRIBE {table})")
        return [name for (name,) in rows]


@pytest.fixture(scope="session")
def both(make_both):
    """Three small authorities and four years of all sources: made, taken in and built."""
    return make_both("known country", fault_rate=0)


@pytest.fixture(scope="session")
def faulty(make_both):
    """The same lives, with a fault in two of a hundred rows sent; what is planted is in `faults.csv`."""
    return make_both("country with faults", fault_rate=0.02)


@pytest.fixture(scope="session")
def make_both(run_pipeline, tmp_path_factory, worker_id):
    """Make a country once, whichever worker asks first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    chosen = choose_authorities(AUTHORITIES, seeds=Settings().project_dir / "seeds", last_year=2025)

    def make(name, *, fault_rate):
        folder, plan = shared / name, Plan(chosen, CALENDAR, scale=0.2, fault_rate=fault_rate)
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                _make(folder.with_name(f"unfinished {name}"), plan, run_pipeline).rename(folder)
        return Both(folder, chosen)

    return make


def _make(folder, plan, run_pipeline):
    shutil.rmtree(folder, ignore_errors=True)
    make_country(Order(plan, folder, Settings().project_dir))
    receipts, _ = run_pipeline(
        folder / "home", folder / "extracts", folder / "reference", releases=False
    )
    assert {one.outcome for one in receipts} == {"accepted"}
    return folder
