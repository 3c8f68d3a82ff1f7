"""The episodes table of an SSDA903 return, and Ofsted's lists of the settings in it.

What belongs here: what a return of a year shows of episodes and settings. What does not: where episodes begin and end.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.sources.api import load_gazetteer
from pipeline.synthetic.extracts.looked_after.year_in_care import SHORT_BREAKS
from pipeline.synthetic.life.column import codes, days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.extracts.looked_after.year_in_care import YearInCare
    from pipeline.synthetic.life.definition.care import Settings
    from pipeline.synthetic.life.definition.rows import Codes, Ints

_UNKNOWN_URN = "XXXXXXX"  # rule 242: for regional adoption agencies alone


def episodes_extract(year: YearInCare) -> Extract:
    """Return the episodes of a year: what ends after it is open in it."""
    rows, care = year.episodes, year.world.care
    child = care.periods.child[rows.period]
    is_over = rows.end_date <= year.last_day
    status = care.legal_statuses.code[rows.legal_status]
    is_full = ~np.isin(status, SHORT_BREAKS)
    placed = care.placements.take(rows.placement)
    # A home abroad has no postcode, so an unaccompanied child has no distance from it (rule 406).
    has_home = is_full & ~year.world.children.is_uasc[child]
    return year.extract(
        "episodes",
        {
            "la_child_id": codes(year.world.children.la_child_id[child]),
            "start_date": days(rows.start_date),
            "reason_for_new_episode_code": codes(rows.reason_for_new_episode),
            "legal_status_code": codes(status),
            "category_of_need_code": codes(care.periods.category_of_need[rows.period]),
            "placement_type_code": codes(placed.placement_type),
            "placement_provider_code": codes(placed.provider),
            "end_date": year.so_far(rows.end_date),
            "reason_episode_ceased_code": codes(np.where(is_over, rows.reason_ceased, "")),
            "reason_for_placement_change_code": codes(
                np.where(is_over, rows.reason_for_change, "")
            ),
            "home_postcode": codes(
                np.where(has_home, year.world.children.home_postcode[child], "")
            ),
            "placement_postcode": codes(np.where(is_full, placed.placement_postcode, "")),
            "placement_urn": codes(_urns(year, placed.setting, placed.placement_type)),
        },
    )


def setting_extracts(year: YearInCare) -> Iterator[Extract]:
    """Yield Ofsted's two lists, with the settings that the year's episodes are in."""
    care = year.world.care
    used = np.unique(care.placements.setting[year.episodes.placement])
    settings = care.settings.take(used[used >= 0])
    for table, is_home in (("childrens_home", True), ("social_care_provider", False)):
        listed = settings.take(settings.is_home == is_home)
        yield year.extract(table, _setting_columns(year, listed))


def _setting_columns(year: YearInCare, settings: Settings) -> dict[str, pa.Array]:
    names = _la_names(year.world.ground.calibration.folder.parent)
    la_codes, which = np.unique(settings.la_code, return_inverse=True)
    la_names = np.array([names[str(code)] for code in la_codes], dtype=np.str_)
    return {
        "placement_urn": codes(settings.urn),
        "setting_name": codes(settings.name),
        "setting_la_name": codes(la_names[which]),
        "placement_type_codes": codes(settings.placement_types),
        "placement_provider_codes": codes(settings.provider),
        "registration_end_date": pa.nulls(len(settings), pa.date32()),
        "setting_postcode": codes(settings.postcode),
    }


@cache
def _la_names(seeds: Path) -> dict[str, str]:
    known = load_gazetteer(seeds).authorities
    return {code: authority.names[0] for authority in known for code in authority.codes}


def _urns(year: YearInCare, setting: Ints, placement_type: Codes) -> Codes:
    known = np.append(year.world.care.settings.urn, "")[setting]  # -1 takes the last, which is none
    is_for_adoption = np.char.startswith(placement_type, "A")
    return np.where((known == "") & is_for_adoption, _UNKNOWN_URN, known)
