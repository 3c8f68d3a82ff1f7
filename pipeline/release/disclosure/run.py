"""The passes in their order, and the one function that turns true measures into publishable ones.

What a pass decides stands in its own module; how numbers are written, in `published`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pipeline.errors import ProjectError
from pipeline.release.disclosure.audit import hide_what_can_be_worked_out
from pipeline.release.disclosure.cells import add_cells, look_up
from pipeline.release.disclosure.primary import suppress_small_counts
from pipeline.release.disclosure.published import not_published, publish_rows
from pipeline.release.disclosure.secondary_groups import protect_groups
from pipeline.release.disclosure.secondary_places import protect_places

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from pipeline.release.disclosure.cells import CellTable
    from pipeline.release.disclosure.policy import Policy


class Pass(Protocol):
    """One step of disclosure control: cells in, the same cells with at least as many hidden out."""

    def __call__(self, table: CellTable, policy: Policy) -> CellTable:
        """Return the cells with more of them hidden, or as they were."""
        ...


PASSES: tuple[Pass, ...] = (
    suppress_small_counts,
    protect_groups,
    protect_places,
    hide_what_can_be_worked_out,
)


def hide_cells(table: CellTable, policy: Policy) -> CellTable:
    """Run the passes in order, from the first again after each that hid something, until none does.

    A policy without secondary suppression has the first pass only. It ends, as each new start hides a cell more. What
    it returns, it leaves as it is.
    """
    for step in PASSES if policy.secondary else PASSES[:1]:
        after = step(table, policy)
        if after.hidden.sum() > table.hidden.sum():
            return hide_cells(after, policy)
    return table


def control_measures(
    measures: pd.DataFrame, catalogue: pd.DataFrame, places: pd.DataFrame, policy: Policy
) -> pd.DataFrame:
    """Make the measures fit to publish.

    Args:
        measures: `mart_measure`, true and unrounded.
        catalogue: `measure_id`, `unit`, `decimals` and `numerator_count` of each measure.
        places: `la_code`, `region_code` and `london_part_code` of each local authority.
        policy: What is hidden and how counts are rounded.

    Returns:
        The same rows and columns. Where `symbol` is filled, `value` is NULL; hidden numerators and
        denominators are NULL too, and counts of regions and the nation are rounded.

    A region or nation of too few local authorities is left out before anything else: it would say what they say,
    and its sums would force figures of theirs to be hidden.

    Raises:
        ProjectError: A measure is not in the catalogue or a level of geography not in the policy.
    """
    import pandas as pd

    rows = _described(measures, catalogue, policy)
    least = look_up(
        rows["geography_level"], {name: p.least_las for name, p in policy.levels.items()}
    )
    covers_enough = rows["las_included"] >= least.astype("int64")
    shown, table = add_cells(rows[covers_enough].reset_index(drop=True), places)
    published = publish_rows(shown, hide_cells(table, policy), policy)
    published.index = rows.index[covers_enough]
    whole = pd.concat([published, not_published(rows[~covers_enough], policy)]).sort_index()
    return whole[list(measures.columns)].set_axis(measures.index)


def _described(measures: pd.DataFrame, catalogue: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """Add unit, decimals and family (the count whose cells a measure shares) to each row."""
    _require(measures["measure_id"], catalogue["measure_id"], "measure", "seeds/measures.csv")
    _require(
        measures["geography_level"],
        policy.levels,
        "level of geography",
        "seeds/disclosure_policy.csv",
    )
    known = catalogue.set_index("measure_id")
    shared = known["numerator_count"].replace("", None).fillna(known.index.to_series())
    measure = measures["measure_id"]
    return measures.reset_index(drop=True).assign(
        unit=look_up(measure, known["unit"].to_dict()),
        decimals=look_up(measure, known["decimals"].to_dict()).astype("int64"),
        family=look_up(measure, shared.to_dict()),
    )


def _require(values: pd.Series[str], known: Iterable[str], what: str, where: str) -> None:
    missing = sorted(set(values.unique()) - set(known))
    if missing:
        raise ProjectError(
            f"mart_measure holds the {what} {', '.join(missing)}, which {where} does not.",
            remedy=f"Add a row for it to {where}, or correct the model that makes it.",
        )
