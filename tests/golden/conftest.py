"""One warehouse of all golden lives: what is alike in every build, the models, is then paid for once."""

import shutil

import pytest
from filelock import FileLock

from pipeline.modelling.api import open_warehouse
from tests.golden import data_pack_lives, walsall_lives
from tests.golden.printed import MISSING, SHARED

MARTS = (
    "mart_starts", "mart_looked_after", "mart_leavers", "mart_return_home", "mart_children_placed",
    "mart_placement_days", "mart_placement_changes",
)  # fmt: skip


@pytest.fixture(scope="session")
def marts(build_models, tmp_path_factory, worker_id):
    """A question to the marts of care, made of the returns of every table; made once for all workers."""
    if not SHARED.exists():
        pytest.skip(MISSING)
    own = tmp_path_factory.getbasetemp()
    home = (own if worker_id == "master" else own.parent) / "golden lives"
    with FileLock(f"{home}.lock"):
        if not home.exists():
            _make(home.with_name("unfinished golden lives"), build_models).rename(home)
    with open_warehouse(home / "warehouse.duckdb", read_only=True) as warehouse:
        yield lambda question: warehouse.execute(question).fetchall()


def _make(home, build_models):
    shutil.rmtree(home, ignore_errors=True)
    walsall_lives.write(home / "returns")
    data_pack_lives.write(home / "returns")
    # Appendix 14.1 has returns of its own.
    build_models(home, home / "returns", SHARED / "samples" / "walsall_ssda903", models=MARTS)
    return home
