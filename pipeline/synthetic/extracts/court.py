"""The tables of a court tracker of a year: what was open at any time in it, as known on the 31 March on which it ends.

What belongs here: rows of the court source. What does not: what happens in court (`life.court`), bytes (`writing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.extracts.collection_year import ExportedYear
from pipeline.synthetic.life.column import codes, days, flags, numbers
from pipeline.synthetic.life.court.orders import FIXED_TERM
from pipeline.synthetic.life.court.timetable import as_listed, extension_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.life.definition.world import World

_PLAN_SETTLES_DAYS = 140  # until about the issues resolution hearing there is more than one plan
_BABY_DAYS = 90
_FIRST_YEAR_OF_LETTERS = 2025  # sex is 1 or 2 to 2023/24, M or F after


def court_extracts(world: World, year: int) -> Iterator[Extract]:
    """Yield the five tables of a local authority's court tracker.

    Args:
        world: The lives of its children.
        year: The collection year; nothing that came to be known after its 31 March is told.
    """
    tracker = _Tracker(year, world)
    yield tracker.extract("pre_proceedings", _pre_proceedings(tracker))
    yield tracker.extract("application", _applications(tracker))
    yield tracker.extract("application_child", _children(tracker))
    yield tracker.extract("hearing", _hearings(tracker))
    yield tracker.extract("court_order", _orders(tracker))


@dataclass(frozen=True)
class _Tracker(ExportedYear):
    """The tracker of a year, with what several of its tables need."""

    source = "court"

    @cached_property
    def is_open(self) -> Flags:
        """Which applications were open at any time in the year."""
        made = self.world.court.applications
        return self.overlaps(made.issue_date, made.end_date)

    @cached_property
    def case(self) -> Ints:
        """The number of the case of each application."""
        numbers_of_cases = self.world.court.applications.case_number
        return np.unique(numbers_of_cases, return_inverse=True)[1].reshape(-1)

    @cached_property
    def children(self) -> Ints:
        """Rows of `ApplicationChildren`, one a case and child: that of the latest application by then."""
        made, every = self.world.court.applications, self.world.court.children
        known = np.flatnonzero(made.issue_date[every.application] <= self.last_day)
        case = self.case[every.application]
        issue = made.issue_date[every.application]
        order = known[np.lexsort((issue[known], every.child[known], case[known]))]
        pair = case[order] * (len(self.world.children) + 1) + every.child[order]
        return order[np.append(pair[1:] != pair[:-1], True)] if len(order) else order

    @cached_property
    def children_of_case(self) -> Ints:
        """How many children each case has, by its number."""
        cases = self.case[self.world.court.children.application[self.children]]
        return np.bincount(cases, minlength=int(self.case.max(initial=-1)) + 1)

    @cached_property
    def is_unlinked(self) -> Flags:
        """Which cases are about one child whom the tracker does not know by id, by the number of the case."""
        world = self.world
        made, every = world.court.applications, world.court.children
        number = world.ground.calibration.number
        chance = world.ground.stream("extracts/court child").random(
            int(self.case.max(initial=-1)) + 1
        )
        row = self.children
        application = every.application[row]
        age = (made.issue_date[application] - world.children.birth_date[every.child[row]]).astype(
            np.int64
        )
        is_new = made.issue_date[application] >= self.first_day
        is_baby = (age < _BABY_DAYS) & made.is_short_notice[application] & is_new
        share = np.where(
            is_baby,
            number("court", "blank_child_id_share_of_babies"),
            number("court", "blank_child_id_share"),
        )
        case = self.case[application]
        unlinked = np.zeros(len(chance), dtype=bool)
        unlinked[case] = (chance[case] < share) & (self.children_of_case[case] == 1)
        return unlinked


def _pre_proceedings(tracker: _Tracker) -> dict[str, pa.Array]:
    world = tracker.world
    every = world.court.pre_proceedings
    rows = every.take(tracker.overlaps(every.start_date, every.end_date))
    ended = tracker.by_then(rows.end_date)
    goes_on = ended >= OPEN
    gap = int(world.ground.calibration.number("court", "review_meeting_days"))
    possible = (tracker.last_day - rows.initial_meeting_date).astype(np.int64) // gap
    return {
        "la_child_id": codes(world.children.la_child_id[world.need.cases.child[rows.case]]),
        "pre_proceedings_start_date": days(rows.start_date),
        "letter_before_proceedings_date": tracker.so_far(rows.letter_date),
        "has_family_group_meeting_offer": flags(rows.has_family_meeting_offer),
        "has_family_group_meeting": flags(
            np.where(rows.has_family_meeting_offer, rows.has_family_meeting & ~goes_on, -1)
        ),
        "initial_meeting_date": tracker.so_far(rows.initial_meeting_date),
        "has_legal_representation": flags(rows.has_representation),
        "review_meeting_count": numbers(
            np.where(
                goes_on, np.clip(possible, 0, rows.review_meeting_count), rows.review_meeting_count
            )
        ),
        "pre_proceedings_end_date": days(ended),
        "pre_proceedings_outcome_code": codes(np.where(goes_on, "", rows.outcome)),
        "court_application_date": tracker.so_far(rows.application_date),
        "care_proceedings_letter_date": tracker.so_far(rows.proceedings_letter_date),
        "case_number": codes(_case_numbers(tracker, rows.application)),
    }


def _case_numbers(tracker: _Tracker, application: Ints) -> Codes:
    """Return the case numbers of applications that had been issued by then; "" for others."""
    numbers_of = np.append(tracker.world.court.applications.case_number, "")
    issued = np.append(tracker.world.court.applications.issue_date, OPEN)
    return np.where(issued[application] <= tracker.last_day, numbers_of[application], "")


def _applications(tracker: _Tracker) -> dict[str, pa.Array]:
    rows = tracker.world.court.applications.take(tracker.is_open)
    end = tracker.by_then(rows.end_date)
    waits = end >= OPEN
    then = np.full(len(rows), tracker.last_day)
    extended = np.minimum(rows.extended_to_date, extension_in_force(rows.issue_date, then))
    extended = np.where(rows.extended_to_date < OPEN, extended, OPEN)
    beyond = extension_in_force(rows.issue_date, then) < OPEN
    return {
        "case_number": codes(rows.case_number),
        "application_type_code": codes(rows.application_type),
        "issue_date": days(rows.issue_date),
        "is_la_applicant": flags(rows.is_la_applicant),
        "is_short_notice": flags(rows.is_short_notice),
        "is_repeat": flags(rows.is_repeat),
        "court_area": codes(rows.court_area),
        "extended_to_date": days(
            np.where(waits, np.where(beyond, extended, OPEN), rows.extended_to_date)
        ),
        "case_end_date": days(end),
        "case_outcome_code": codes(np.where(waits, "", rows.outcome)),
    }


def _children(tracker: _Tracker) -> dict[str, pa.Array]:
    world = tracker.world
    made, every = world.court.applications, world.court.children
    in_year = np.zeros(len(tracker.children_of_case), dtype=bool)
    in_year[tracker.case[tracker.is_open]] = True
    row = tracker.children
    row = row[in_year[tracker.case[every.application[row]]]]
    application, child = every.application[row], every.child[row]
    waits = made.end_date[application] > tracker.last_day
    is_early = tracker.last_day - made.issue_date[application] < _PLAN_SETTLES_DAYS
    unlinked = tracker.is_unlinked[tracker.case[application]]
    return {
        "case_number": codes(made.case_number[application]),
        "la_child_id": codes(np.where(unlinked, "", world.children.la_child_id[child])),
        "birth_date": days(world.children.birth_date[child]),
        "sex_code": codes(_sex(world.children.sex[child], tracker.year)),
        "care_plan_code": codes(np.where(waits & is_early, "PARALLEL", every.care_plan[row])),
    }


def _sex(sex: Codes, year: int) -> Codes:
    """Return sex as the SSDA903 return of the year has it."""
    return sex if year >= _FIRST_YEAR_OF_LETTERS else np.where(sex == "M", "1", "2")


def _hearings(tracker: _Tracker) -> dict[str, pa.Array]:
    world = tracker.world
    every = world.court.hearings
    ahead = int(world.ground.calibration.number("court", "listed_ahead_days"))
    outcome, is_shown = as_listed(every.hearing_date, every.outcome, tracker.last_day, ahead)
    is_issued = world.court.applications.issue_date[every.application] <= tracker.last_day
    shown = is_shown & is_issued & (every.hearing_date >= tracker.first_day)
    rows, outcome = every.take(shown), outcome[shown]
    is_held = np.isin(outcome, ("HELD", "CONCLUDED"))
    return {
        "case_number": codes(world.court.applications.case_number[rows.application]),
        "hearing_date": days(rows.hearing_date),
        "hearing_type_code": codes(rows.hearing_type),
        "hearing_outcome_code": codes(outcome),
        "is_agreed": flags(np.where(is_held, rows.is_agreed, -1)),
    }


def _orders(tracker: _Tracker) -> dict[str, pa.Array]:
    world = tracker.world
    every = world.court.orders
    case_open = np.zeros(len(tracker.children_of_case), dtype=bool)
    case_open[tracker.case[tracker.is_open]] = True
    shown = (
        tracker.overlaps(every.order_date, every.end_date)
        & case_open[tracker.case[every.application]]
    )
    rows = every.take(shown)
    is_known = np.isin(rows.order_type, FIXED_TERM) | (rows.end_date <= tracker.last_day)
    end = np.where(is_known, rows.end_date, OPEN)
    case = tracker.case[rows.application]
    first, is_for_all = _orders_for_all(tracker, case, (rows.order_type, rows.order_date, end))
    anonymous = is_for_all | tracker.is_unlinked[case]
    ids = np.where(anonymous, "", world.children.la_child_id[rows.child])
    kept = ~is_for_all | first
    return {
        "case_number": codes(world.court.applications.case_number[rows.application][kept]),
        "la_child_id": codes(ids[kept]),
        "order_type_code": codes(rows.order_type[kept]),
        "order_date": days(rows.order_date[kept]),
        "order_end_date": days(end[kept]),
    }


def _orders_for_all(
    tracker: _Tracker, case: Ints, what: tuple[Codes, Days, Days]
) -> tuple[Flags, Flags]:
    """Return which rows are the first of an order about all of several children of a case, and which are of one."""
    kind, day, end = what
    kinds = np.unique(kind, return_inverse=True)[1].reshape(-1)
    same = np.column_stack((case, kinds, day.astype(np.int64), end.astype(np.int64)))
    _, first, of, count = np.unique(
        same, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    many = tracker.children_of_case[case]
    is_for_all = (count[of.reshape(-1)] == many) & (many > 1)
    is_first = np.zeros(len(case), dtype=bool)
    is_first[first] = True
    return is_first, np.asarray(is_for_all)
