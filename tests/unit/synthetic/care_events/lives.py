"""Children in care for the tests of what happens to them: a few by hand, or many alike."""

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare, Placements
from tests.unit.synthetic.sample import children, table


def periods(*rows):
    """Return periods of care from rows of child, start, end, reason and, if it matters, first legal status."""
    child, start, end, reason, *status = zip(*rows, strict=True) if rows else ((), (), (), ())
    return table(
        PeriodsOfCare,
        child=list(child),
        start_date=list(start),
        end_date=list(end),
        reason_ceased=list(reason),
        first_legal_status=list(status[0]) if status else ["C2"] * len(rows),
    )


def placements(*rows):
    """Return placements from rows of period, start, end and placement code."""
    period, start, end, code = zip(*rows, strict=True) if rows else ((), (), (), ())
    return table(
        Placements,
        period=list(period),
        start_date=list(start),
        end_date=list(end),
        placement_type=list(code),
    )


def statuses(*rows):
    """Return legal statuses from rows of period, start, end and code."""
    period, start, end, code = zip(*rows, strict=True) if rows else ((), (), (), ())
    return table(
        LegalStatuses,
        period=list(period),
        start_date=list(start),
        end_date=list(end),
        code=list(code),
    )


def many(
    count, *, born=("2003-01-01", "2024-01-01"), start=("2018-04-01", "2024-12-01"), days=1500
):
    """Return children of all ages and a period of care each, both evenly spread, of up to so many days."""
    rng = np.random.default_rng(5)
    birth = _between(rng, born, count)
    begun = np.maximum(_between(rng, start, count), birth)
    end = begun + 1 + (rng.random(count) * days).astype(int)
    ended = end <= np.datetime64("2025-03-31")
    who = children(count, birth_date=birth.astype(str), sex=["M", "F"] * (count // 2))
    in_care = table(
        PeriodsOfCare,
        child=np.arange(count),
        start_date=begun.astype(str),
        end_date=np.where(ended, end.astype(str), ""),
        reason_ceased=np.where(ended, "E4A", ""),
        first_legal_status=["C2"] * count,
    )
    return who, in_care


def homes_of(in_care, *, code="U6"):
    """Return placements: two in each period that ended, else one."""
    half = in_care.start_date + (in_care.end_date - in_care.start_date) // 2
    two = np.flatnonzero((in_care.end_date < OPEN) & (half > in_care.start_date))
    row = np.arange(len(in_care))
    end = in_care.end_date.copy()
    end[two] = half[two]
    made = table(
        Placements,
        period=np.concatenate([row, two]),
        start_date=np.concatenate([in_care.start_date, half[two]]).astype(str),
        end_date=[
            "" if day == OPEN else str(day) for day in np.concatenate([end, in_care.end_date[two]])
        ],
        placement_type=[code] * (len(row) + len(two)),
    )
    return made.take(np.lexsort((made.start_date, made.period)))


def _between(rng, days, count):
    first, last = (np.datetime64(day) for day in days)
    return first + (rng.random(count) * (last - first).astype(int)).astype(int)
