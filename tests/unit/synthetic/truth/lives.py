"""A small authority's lives drawn at random by plain Python: rows as dictionaries beside the World that they make."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.synthetic.life.definition.care import InCare, LegalStatuses, PeriodsOfCare, Placements
from pipeline.synthetic.life.definition.children import Children
from pipeline.synthetic.life.definition.world import World
from tests.unit.synthetic import sample

OPEN = date(9999, 12, 31)
KINDS = ("U6", "U6", "U4", "U1", "K2", "R3", "P1", "S1", "A5", "T1")
PROVIDERS = {
    "U6": "PR1",
    "U4": "PR4",
    "U1": "PR1",
    "K2": "PR4",
    "R3": "PR5",
    "P1": "PR0",
    "S1": "PR4",
    "A5": "PR1",
}
GAPS, LENGTHS = (0, 5, 60, 170, 400, 900), (4, 60, 400, 1500, 2600)
REASONS = ("E4A", "E4B", "E13", "E11", "E45", "E41", "E3", "E8")


@dataclass(frozen=True)
class Lives:
    """Rows as dictionaries, by table, and the same as a World."""

    rows: dict
    world: World


def add_days(day, count):
    return day + timedelta(days=count)


def draw_lives(seed, *, first_year=2022, last_year=2025, authority=sample.WALSALL, count=40):
    """Draw lives for some children; what ends after the last year is open."""
    chance = random.Random(seed)
    calendar = (date(first_year - 1, 4, 1), date(last_year, 3, 31))
    tables = {"children": [], "periods": [], "statuses": [], "placements": []}
    for number in range(count):
        born = add_days(date(2006, 1, 1), chance.randrange(6500))
        tables["children"].append(
            {
                "la_child_id": f"WA{number:04}",
                "birth_date": born,
                "sex": chance.choice("MF"),
                "ethnicity": chance.choice(("WBRI", "AIND", "NOBT")),
                "is_uasc": number % 9 == 0,
                "uasc_ceased_date": date(2024, 6, 1) if number % 18 == 0 else OPEN,
            }
        )
        _draw_periods(chance, tables, number, max(born, date(2018, 1, 1)), calendar)
    return Lives(
        tables, _world(tables, sample.ground(authority, first_year=first_year, last_year=last_year))
    )


def _draw_periods(chance, tables, child, begin, calendar):
    day = begin
    for number in range(1, chance.choice((1, 1, 2, 3, 5)) + 1):
        start = max(_edge(chance, add_days(day, chance.choice(GAPS) + chance.randrange(90))), day)
        if number > 1 and chance.random() < 0.4:
            start = date(day.year + 1, day.month, min(day.day, 28))  # a year to the day
        end = _edge(chance, add_days(start, 1 + chance.randrange(chance.choice(LENGTHS))))
        end = max(end, add_days(start, 1))
        day = end
        if start > calendar[1]:
            return
        if end < calendar[0]:
            continue
        is_open = end > calendar[1]
        tables["periods"].append(
            {
                "child": child,
                "start_date": start,
                "end_date": OPEN if is_open else end,
                "category_of_need": chance.choice(("N1", "N1", "N5", "N8")),
                "reason_ceased": "" if is_open else chance.choice(REASONS),
                "entry_number": number,
            }
        )
        _fill(chance, tables, len(tables["periods"]) - 1, calendar[1])
        if is_open:
            return


def _fill(chance, tables, period, last_day):
    """Fill a period with legal statuses and with placements: some with the same carer, some temporary."""
    row = tables["periods"][period]
    for start, end in _cut(chance, row, last_day):
        tables["statuses"].append(
            {
                "period": period,
                "start_date": start,
                "end_date": end,
                "code": chance.choice(("C1", "C2", "V2", "V2", "V3")),
            }
        )
    carer, before = 0, None
    for start, end in _cut(chance, row, last_day):
        kind = chance.choice(KINDS)
        if kind == "T1" and before is None:
            kind = "U6"
        resumes = before and before[0] == "T1" and chance.random() < 0.6
        keeps = before and before[0] in ("U6", "U4") and kind in ("U6", "U4", "A5")
        if kind == "T1":
            number = 9000 + len(tables["placements"])
        elif resumes:
            kind, number = before[1]
        else:
            carer = carer if keeps else len(tables["placements"]) + 1
            number = carer
        tables["placements"].append(
            {
                "period": period,
                "start_date": start,
                "end_date": end,
                "placement_type": kind,
                "provider": PROVIDERS.get(kind, ""),
                "carer": number,
                "reason_for_change": ""
                if end == row["end_date"]
                else chance.choice(("CARPL", "PLACE", "CREQB")),
            }
        )
        lasting = (kind, number) if kind != "T1" else (before[1] if before else None)
        before = (kind, lasting)


def _cut(chance, row, last_day):
    """Cut a period into one to six spells, now and then on a first of April or a last of March."""
    end = min(row["end_date"], add_days(last_day, 1))
    length = (end - row["start_date"]).days
    cuts = {
        add_days(row["start_date"], chance.randrange(1, length))
        for _ in range(chance.randrange(6))
        if length > 1
    }
    cuts = {_edge(chance, cut) for cut in cuts}
    starts = [row["start_date"], *sorted(cut for cut in cuts if row["start_date"] < cut < end)]
    return list(zip(starts, [*starts[1:], row["end_date"]], strict=True))


def _edge(chance, day):
    """Return the day, or now and then a day near it on which a year begins or ends."""
    near = (date(day.year, 3, 31), date(day.year, 4, 1), date(day.year, 4, 2))
    return chance.choice(near) if chance.random() < 0.3 else day


def columns(rows):
    """Turn dictionaries into columns of the sample's form: days as texts."""
    names = rows[0] if rows else {}
    return {name: [_text(row[name]) for row in rows] for name in names}


def _text(value):
    return value.isoformat() if isinstance(value, date) else value


def _world(tables, ground):
    care = sample.group(
        InCare,
        periods=sample.table(PeriodsOfCare, **columns(tables["periods"])),
        legal_statuses=sample.table(LegalStatuses, **columns(tables["statuses"])),
        placements=sample.table(Placements, **columns(tables["placements"])),
    )
    who = sample.table(Children, **columns(tables["children"]))
    return sample.world(on=ground, who=who, care=care)
