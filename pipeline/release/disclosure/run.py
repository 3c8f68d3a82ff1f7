"""The passes in their order, and the one function that turns true measures into publishable ones.

What a pass decides stands in its own module; how numbers are written, in `published`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pipeline.errors import ProjectError
from pipeline.release.disclosure.audit import (
    hide_what_can_be_worked_out,
    show_what_is_given_away,
)
from pipeline.release.disclosure.cells import cells_of, find_entries, look_up, table_of
from pipeline.release.disclosure.links import known_pairs, link_lines, pairs_within
from pipeline.release.disclosure.primary import suppress_small_counts
from pipeline.release.disclosure.published import not_published, publish_rows
from pipeline.release.disclosure.secondary_groups import protect_groups
from pipeline.release.disclosure.secondary_places import protect_places
from pipeline.release.disclosure.sums import group_lines, place_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from pipeline.release.disclosure.catalogue import Catalogue, Described
    from pipeline.release.disclosure.cells import CellTable, Entries
    from pipeline.release.disclosure.policy import Policy


class Pass(Protocol):
    """One step of disclosure control: cells in, the same cells with more hidden (or what is no secret shown) out."""

    def __call__(self, table: CellTable, policy: Policy) -> CellTable:
        """Return the cells with others of them hidden, or as they were."""
        ...


PASSES: tuple[Pass, ...] = (
    suppress_small_counts,
    protect_groups,
    protect_places,
    hide_what_can_be_worked_out,
)


def hide_cells(table: CellTable, policy: Policy) -> CellTable:
    """Run the passes in order, from the first again after each that hid or showed a cell, until none does.

    A policy without secondary suppression has the first pass only. It ends, as each new start hides a cell more or
    shows one for the only time. What it returns, it leaves as it is.
    """
    for step in PASSES if policy.secondary else PASSES[:1]:
        after = step(table, policy)
        if (after.hidden != table.hidden).any():
            return hide_cells(after, policy)
    return show_what_is_given_away(table, policy) if policy.secondary else table


def control_measures(
    measures: pd.DataFrame, catalogue: Catalogue, places: pd.DataFrame, policy: Policy
) -> pd.DataFrame:
    """Make the measures fit to publish.

    Args:
        measures: `mart_measure`, true and unrounded.
        catalogue: From `read_catalogue`.
        places: `la_code`, `region_code` and `london_part_code` of each local authority.
        policy: What is hidden and how counts are rounded.

    Returns:
        The same rows and columns. Where `symbol` is filled, `value` is NULL; hidden numerators and
        denominators are NULL too, and counts of regions and the nation are rounded.

    A region or nation of too few local authorities is left out before anything else: it would say what they say,
    and its sums would force figures of theirs to be hidden.

    Raises:
        ProjectError: A measure is not in the catalogue or a level of geography not in the policy.
        RefusedError: Two measures tell different numbers of one count of one authority.
    """
    import pandas as pd

    rows = _described(measures, catalogue, policy)
    least = look_up(
        rows["geography_level"], {name: p.least_las for name, p in policy.levels.items()}
    )
    covers_enough = rows["las_included"] >= least.astype("int64")
    shown = rows[covers_enough].reset_index(drop=True)
    entries, table = find_cells(shown, catalogue, places)
    shown = shown.assign(
        cell=cells_of(entries, shown, side=0), base_cell=cells_of(entries, shown, side=1)
    )
    published = publish_rows(shown, hide_cells(table, policy), policy)
    published.index = rows.index[covers_enough]
    whole = pd.concat([published, not_published(rows[~covers_enough], policy)]).sort_index()
    return whole[list(measures.columns)].set_axis(measures.index)


def find_cells(
    rows: pd.DataFrame, catalogue: Catalogue, places: pd.DataFrame
) -> tuple[Entries, CellTable]:
    """Find the counts that the rows tell, each once, and all sums between them.

    Args:
        rows: `mart_measure`, without what is left out for covering too few authorities.
        catalogue: From `read_catalogue`.
        places: As `control_measures` takes them.
    """
    entries = find_entries(rows, catalogue)
    groups, overlapping = group_lines(entries)
    ties = {
        "groups": groups,
        "places": place_lines(entries, places),
        "links": link_lines(entries, catalogue),
        "within": known_pairs(entries, overlapping, pairs_within(entries, catalogue)),
    }
    return entries, table_of(entries, ties)


def _described(measures: pd.DataFrame, catalogue: Catalogue, policy: Policy) -> pd.DataFrame:
    """Add what the catalogue says of each row's measure."""
    import pandas as pd

    known = catalogue.measures
    _require(measures["measure_id"], known, "measure", "seeds/measures.csv")
    _require(
        measures["geography_level"],
        policy.levels,
        "level of geography",
        "seeds/disclosure_policy.csv",
    )
    measure, rows = measures["measure_id"], measures.reset_index(drop=True)
    facts = pd.DataFrame([_facts(known[name]) for name in known], index=list(known))
    number = pd.Index(facts.index).get_indexer(pd.Index(measure))
    return rows.assign(**{name: facts[name].to_numpy()[number] for name in facts.columns})


def _facts(measure: Described) -> dict[str, object]:
    return {
        "unit": measure.unit,
        "factor": measure.factor,
        "decimals": measure.decimals,
        "is_ratio": measure.below is not None,
        "follows": measure.follows,
        "above_one": measure.above.most_of_one,
        "below_one": measure.below.most_of_one if measure.below else 0,
    }


def _require(values: pd.Series[str], known: Iterable[str], what: str, where: str) -> None:
    missing = sorted(set(values.unique()) - set(known))
    if missing:
        raise ProjectError(
            f"mart_measure holds the {what} {', '.join(missing)}, which {where} does not.",
            remedy=f"Add a row for it to {where}, or correct the model that makes it.",
        )
