"""The kinds of fault and two years' returns, made once."""

import pytest

from pipeline.settings import find_project_dir
from pipeline.synthetic.faults.definition import Memory
from pipeline.synthetic.faults.plant import Planter
from pipeline.synthetic.faults.seed import load_fault_kinds
from pipeline.synthetic.plan import Calendar, Plan
from tests.unit.synthetic.faults import made

KINDS = load_fault_kinds(find_project_dir() / "seeds" / "calibration")


@pytest.fixture(scope="session")
def clean():
    """This year's tables without a fault."""
    return made.returns(made.THIS)


@pytest.fixture(scope="session")
def memory():
    """What is remembered of last year's return, which had no fault."""
    return planter(()).plant(made.returns(made.LAST), Memory()).memory


def planter(kinds, *, rate=0.05, seed=7):
    """Return a planter of some kinds."""
    plan = Plan((), Calendar(made.LAST, made.THIS), fault_rate=rate, seed=seed)
    return Planter(plan, tuple(kinds), made.FORMS)
