"""Some hundred lives drawn by chance, for what must hold of every life: care under orders, cases in need."""

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.stream import stream
from pipeline.synthetic.life.definition.care import InCare, LegalStatuses, PeriodsOfCare, Placements
from pipeline.synthetic.life.definition.need import Cases, InNeed, ProtectionPlans
from tests.unit.synthetic.sample import children, group, table

LAST = np.datetime64("2025-03-31")
# Legal statuses with days under each, and the reason for which care ended.
_COURSES = (
    ((("C1", 240), ("C2", 900)), "E4A"),
    ((("V2", 60), ("C1", 180), ("E1", 400)), "E11"),
    ((("L2", 7), ("C1", 290)), "E47"),
    ((("V2", 120),), "E4B"),
    ((("C1", 150),), "E4A"),
    ((("C1", 210), ("C2", 60), ("E1", 300), ("C2", 700)), "E45"),
    ((("C2", 400),), "E4B"),
)
_PLACEMENTS = (
    ("U6", "PR1"), ("U4", "PR4"), ("U3", "PR1"), ("K2", "PR4"), ("K2", "PR1"),
    ("P1", "PR0"), ("H5", "PR4"), ("S1", "PR4"), ("K1", "PR2"), ("R3", "PR4"), ("T0", ""),
)  # fmt: skip


def many(in_care=240, at_home=1500):
    """Return children, those in care first, with care and need from about 2019 to March 2025."""
    rng = stream(3, "many lives")
    count = in_care + at_home
    born = np.datetime64("2008-01-01") + rng.integers(0, 4000, count)
    family = np.concatenate(
        (np.sort(rng.integers(0, in_care // 2, in_care)), rng.integers(0, count, at_home))
    )
    start = np.datetime64("2019-04-01") + rng.integers(0, 2000, count)[family[:in_care]]
    who = children(
        count,
        birth_date=_texts(np.minimum(born, start.min() - 100)),
        family=family,
        la_child_id=[f"WA{number:05}" for number in range(count)],
    )
    care = _care(rng, start + rng.integers(0, 5, in_care))
    return who, care, _need(rng, count, start)


def _care(rng, start):
    periods, statuses, placements = [], [], []
    for child, first in enumerate(start):
        steps, reason = _COURSES[rng.integers(len(_COURSES))]
        day = first
        for code, lasting in steps:
            after = day + lasting + int(rng.integers(0, 90)) * (code == "C1")
            if day <= LAST:
                statuses.append((child, day, _open(after), code))
            day = after
        periods.append((child, first, _open(day), reason if day <= LAST else ""))
        at = first
        while at < min(day, LAST + 1):
            after = min(at + int(rng.integers(20, 500)), day)
            kind = _PLACEMENTS[rng.integers(len(_PLACEMENTS))]
            placements.append((child, at, _open(after), *kind))
            at = after
    return group(
        InCare,
        periods=_rows(PeriodsOfCare, periods, "child start_date end_date reason_ceased"),
        legal_statuses=_rows(LegalStatuses, statuses, "period start_date end_date code"),
        placements=_rows(
            Placements, placements, "period start_date end_date placement_type provider"
        ).replace(carer=np.arange(len(placements))),
    )


def _need(rng, count, start):
    referred = np.datetime64("2018-10-01") + rng.integers(0, 2200, count)
    referred[: len(start)] = start - rng.integers(20, 400, len(start))
    closed = referred + rng.integers(200, 1500, count)
    planned = np.flatnonzero(rng.random(count) < 0.6)
    plans = [(case, referred[case] + 45, _open(closed[case])) for case in planned]
    cases = [(child, referred[child], _open(closed[child])) for child in range(count)]
    return group(
        InNeed,
        cases=_rows(Cases, cases, "child referral_date closure_date"),
        plans=_rows(ProtectionPlans, plans, "case start_date end_date"),
    )


def _rows(kind, rows, names):
    columns = dict(zip(names.split(), zip(*rows, strict=True), strict=True))
    return table(kind, **{
        name: _texts(values) if name.endswith("_date") else list(values)
        for name, values in columns.items()
    })  # fmt: skip


def _open(day):
    return day if day <= LAST else OPEN


def _texts(days):
    return ["" if day >= OPEN else str(day) for day in days]
