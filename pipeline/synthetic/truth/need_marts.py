"""The marts of child protection plans, of assessments and of the factors found at them.

A child became looked after within three months of an assessment when a period of care began from its first day to
the same day of the third month after its authorisation. What belongs here: counts of plans and assessments.
What does not: rows (`need_facts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.truth.definition import TruthTable, mart
from pipeline.synthetic.truth.need_basis import NeedBasis, became_looked_after
from pipeline.synthetic.truth.spans import (
    add_months,
    collection_years,
    completed_years,
    half_months,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.need import Assessments
    from pipeline.synthetic.life.definition.rows import Codes, Flags, Ints
    from pipeline.synthetic.truth.basis import Basis

_SUBSTANCE, _TRIO = "Substance use", ("Substance use", "Domestic abuse", "Mental health")


def need_marts(basis: Basis) -> Iterator[TruthTable]:
    """Return the counts of child protection plans, assessments and factors."""
    need = NeedBasis(basis)
    yield _child_protection(need)
    yield _child_protection_starts(need)
    yield _assessment_factors(need)
    yield _assessments(need)


def _child_protection(need: NeedBasis) -> TruthTable:
    basis, every = need.basis, need.basis.world.need.plans
    plans = every.take(need.events(every.case, every.end_date))
    lasted = half_months(plans.start_date, plans.end_date)
    born = basis.born(need.cases.child[plans.case])
    return mart(
        "mart_child_protection",
        basis.here(len(plans))
        | {
            "collection_year": collection_years(plans.end_date),
            "plan_duration_band": basis.labels.band(
                "plan_duration_band",
                "plan_duration_band",
                "from_half_months",
                lasted,
            ),
            "age_at_end": completed_years(born, plans.end_date),
            "category_of_abuse": _abuse(basis, plans.latest_category),
            "became_looked_after": need.plan_led_to_care(plans),
        },
        {"plans_ended": np.ones(len(plans), dtype=np.int64)},
    )


def _child_protection_starts(need: NeedBasis) -> TruthTable:
    basis, every = need.basis, need.basis.world.need.plans
    plans = every.take(need.events(every.case, every.start_date))
    born = basis.born(need.cases.child[plans.case])
    return mart(
        "mart_child_protection_starts",
        basis.here(len(plans))
        | {
            "collection_year": collection_years(plans.start_date),
            "age_at_start": completed_years(born, plans.start_date),
            "category_of_abuse": _abuse(basis, plans.initial_category),
        },
        {
            "plans_started": np.ones(len(plans), dtype=np.int64),
            "second_or_subsequent": plans.previous_plan_count > 0,
        },
    )


def _assessment_factors(need: NeedBasis) -> TruthTable:
    """Return assessments authorised in each year by the factors found; one is counted once a factor."""
    basis, labels = need.basis, need.basis.labels
    done, came = _authorised(need)
    made = basis.world.need.assessments
    place = np.full(len(made), -1)
    place[done] = np.arange(len(done))
    factors = basis.world.need.factors
    rows = factors.take(place[factors.assessment] >= 0)
    # Counted by code before codes have labels: there are a hundred times as many factors as combinations.
    codes, code = np.unique(rows.code, return_inverse=True)
    year = collection_years(made.authorisation_date[rows.assessment])
    combined = np.stack((year, code, came[place[rows.assessment]]), axis=1)
    (year, code, soon), count = _combinations(combined)
    return mart(
        "mart_assessment_factors",
        basis.here(len(count))
        | {
            "collection_year": year,
            "factor_code": codes[code],
            "factor": labels.of("cin_census_code", "label", codes, code_list="assessment_factor")[
                code
            ],
            "who": labels.of("assessment_factor_group", "who", codes)[code],
            "became_looked_after_within_3_months": soon > 0,
        },
        {"assessments_with_factor": count},
    )


def _assessments(need: NeedBasis) -> TruthTable:
    """Return all assessments authorised in each year, and those with substance use and the toxic trio."""
    basis, made = need.basis, need.basis.world.need.assessments
    done, came = _authorised(need)
    has = {part: found[done] for part, found in _parts_found(basis).items()}
    found = np.zeros(len(made), dtype=np.bool_)
    found[basis.world.need.factors.assessment] = True
    parts = np.array(list(has.values()))
    return mart(
        "mart_assessments",
        basis.here(len(done))
        | {
            "collection_year": collection_years(made.authorisation_date[done]),
            "became_looked_after_within_3_months": came,
        },
        {
            "assessments": np.ones(len(done), dtype=np.int64),
            "assessments_with_factors": found[done],
            "assessments_with_substance_use": has[_SUBSTANCE],
            "assessments_with_any_of_toxic_trio": parts.any(axis=0),
            "assessments_with_all_of_toxic_trio": parts.all(axis=0),
        },
    )


def _authorised(need: NeedBasis) -> tuple[Ints, Flags]:
    """Return the rows of assessments authorised in the years, and whether care began soon after."""
    every = need.basis.world.need.assessments
    rows = need.events(every.case, every.authorisation_date)
    made: Assessments = every.take(rows)
    child = need.cases.child[made.case]
    soon = add_months(made.authorisation_date, 3)
    return rows, became_looked_after(need.basis, child, made.start_date, soon)


def _parts_found(basis: Basis) -> dict[str, Flags]:
    """Say which assessments found each part of the toxic trio, whoever it was about."""
    factors = basis.world.need.factors
    parts = basis.labels.of("assessment_factor_group", "trio_part", factors.code)
    found = {part: np.zeros(len(basis.world.need.assessments), dtype=np.bool_) for part in _TRIO}
    for part, flags in found.items():
        flags[factors.assessment[parts == part]] = True
    return found


def _combinations(rows: Ints) -> tuple[Ints, Ints]:
    """Return the columns of the combinations of whole numbers that there are, and how often each is there."""
    order = np.lexsort(rows.T[::-1])
    begins = np.flatnonzero(
        np.r_[True, (np.diff(rows[order], axis=0) != 0).any(axis=1)][: len(rows)]
    )
    return rows[order[begins]].T, np.diff(np.append(begins, len(rows)))


def _abuse(basis: Basis, codes: Codes) -> Codes:
    return basis.labels.of("cin_census_code", "label", codes, code_list="category_of_abuse")
