"""Which function plants which kind of fault: the names that the seed uses.

What belongs here: the table of names. What does not: the functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.faults import across, cell, episodes, order, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.synthetic.faults.definition import FaultKind, Options
    from pipeline.synthetic.faults.sheet import Scene

    Planter = Callable[[Scene, FaultKind], Options]

_FUNCTIONS: tuple[Planter, ...] = (
    across.birth_date_differs,
    across.changed_id,
    across.child_not_in_census,
    across.child_not_in_header,
    across.missing_upn,
    across.placement_without_cost,
    across.restated_child,
    across.restated_upn,
    across.sex_differs,
    across.swapped_birth_date,
    across.unknown_case,
    across.unknown_child,
    cell.forbidden_upn_letter,
    cell.formula_cell,
    cell.impossible_date,
    cell.letter_in_upn,
    cell.missing_need,
    cell.missing_referral_source,
    cell.missing_value,
    cell.needless_value,
    cell.untidy_code,
    cell.wrong_check_letter,
    cell.wrong_code,
    cell.wrong_referral_source,
    episodes.closed_late,
    episodes.end_left_out,
    episodes.episode_left_out,
    episodes.gapped_episodes,
    episodes.missing_change_reason,
    episodes.overlapping_episodes,
    episodes.reopened_period,
    episodes.restated_episode,
    episodes.restated_start,
    episodes.x1_without_next,
    order.before_parent,
    order.end_before_start,
    order.future_date,
    order.swapped_day_month,
    rows.case_left_out,
    rows.duplicate_row,
    rows.duplicate_worker,
    rows.none_beside_others,
)

# Kinds that are planted as others are and have a name of their own.
_SAME_AS = {
    "cost_without_placement": "unknown_child",
    "duplicate_id": "duplicate_row",
    "hearing_without_case": "unknown_case",
    "no_longer_valid_code": "wrong_code",
}

PLANTERS: dict[str, Planter] = {function.__name__: function for function in _FUNCTIONS}
PLANTERS |= {name: PLANTERS[other] for name, other in _SAME_AS.items()}
