"""The files of `cjw demo`: a few authorities and years of fiction, one return in trouble, one file of nobody.

What belongs here: what a newcomer should see happen. What does not: making children (`pipeline.synthetic`).
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.country import Order, make_country
from pipeline.synthetic.plan import LAST_YEAR, Calendar, Plan

if TYPE_CHECKING:
    from pathlib import Path

# Four of one region, so that there is a region to compare with, and small ones, so that a newcomer does not wait long.
_AUTHORITIES = "Walsall,Solihull,Telford and Wrekin,Herefordshire"
_YEARS = 3
_FAULTS = 0.004
_TROUBLED = frozenset({("E08000029", LAST_YEAR - 2)})
_STRAY = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n"


def write_demonstration(folder: Path, *, project: Path) -> Path:
    """Make the fictional country of the demonstration, and return the folder of its files.

    Args:
        folder: Where to make it; it must not exist.
        project: The folder that holds `contracts/` and `seeds/`.
    """
    plan = Plan(
        authorities=choose_authorities(_AUTHORITIES, seeds=project / "seeds", last_year=LAST_YEAR),
        calendar=Calendar(LAST_YEAR - _YEARS + 1, LAST_YEAR),
        fault_rate=_FAULTS,
        troubled=_TROUBLED,
    )
    make_country(Order(plan=plan, out=folder, project=project))
    extracts = folder / "extracts"
    # The directory of postcodes, which an analyst downloads, tells how far from home a child is placed.
    shutil.copytree(folder / "reference", extracts / "published")
    _write_stray(extracts / "from the old laptop" / "episodes.csv")
    return extracts


def _write_stray(path: Path) -> None:
    """A file that says neither whose nor when: it must end in quarantine with advice."""
    path.parent.mkdir(parents=True)
    path.write_text(_STRAY, encoding="utf-8", newline="")
