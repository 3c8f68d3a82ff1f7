"""Which kind of care a placement is in the finance source, and what the authority pays for at all.

What belongs here: from placement codes to cost categories. What does not: prices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import Placements
    from pipeline.synthetic.life.definition.rows import Codes

FOSTERING = ("FOSTER_OWN", "FOSTER_FAMILY", "FOSTER_AGENCY")
HOMES = ("HOME_OWN", "HOME_EXTERNAL")
OWN = ("FOSTER_OWN", "FOSTER_FAMILY", "HOME_OWN")
CATEGORIES = (
    *FOSTERING,
    *HOMES,
    "SECURE",
    "SUPPORTED",
    "SCHOOL",
    "PARENT_CHILD",
    "OTHER_RESIDENTIAL",
)
_WIDTH = "U17"

# Placement code, then provider ("" for any other), to category. What has none costs nothing by the week: with parents,
# placed for adoption (allowances are in the ledger), hospital and custody (others pay), temporary moves (the placement
# of before is paid on).
_CATEGORIES = {
    ("U1", "U2", "U3", "F1", "F4"): {"": "FOSTER_FAMILY", "PR4": "FOSTER_AGENCY"},
    ("U4", "U5", "U6", "F2", "F3", "F5", "F6"): {"": "FOSTER_AGENCY", "PR1": "FOSTER_OWN"},
    ("K2", "H3", "H4"): {"": "HOME_EXTERNAL", "PR1": "HOME_OWN"},
    ("K1", "H1", "H2"): {"": "SECURE"},
    ("K3", "H5", "P2"): {"": "SUPPORTED"},
    ("S1",): {"": "SCHOOL"},
    ("R3",): {"": "PARENT_CHILD"},
    ("R1",): {"": "OTHER_RESIDENTIAL"},
}


def cost_categories(placements: Placements) -> Codes:
    """Return the cost category of each placement; "" where it has no weekly price."""
    found = np.full(len(placements), "", dtype=_WIDTH)
    for codes, by_provider in _CATEGORIES.items():
        of_codes = np.isin(placements.placement_type, codes)
        for provider, category in by_provider.items():
            found[of_codes & (placements.provider == provider) if provider else of_codes] = category
    found[placements.provider == ""] = ""
    return found
