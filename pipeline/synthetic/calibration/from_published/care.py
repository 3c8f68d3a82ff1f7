"""Who starts and who leaves care: counts by year, shares by age, need, legal status, sex and reason, durations.

Read from DfE's releases of children looked after of 2022 and 2025 and from populations. What does not belong here: what
happens in care.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir
from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.from_published.hidden_counts import CountTable, fill_hidden
from pipeline.synthetic.calibration.from_published.release import la_code_of, number, read_release
from pipeline.synthetic.calibration.from_published.seed_file import SeedFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Rows = list[dict[str, str]]
Flow = dict[tuple[str, int], dict[str, float]]

_OLD, _NEW = "published/cla_2022_release", "published/cla_2025_release"
_COUNTS = (
    "looked_after_at_year_end",
    "started",
    "ceased",
    "adopted",
    "special_guardianship",
    "uasc_at_year_end",
    "population_0_17",
)
_RATES_FILE = "cla_number_and_rate_per_10k_children.csv.gz"
_RATES = {
    "ceasing to be": "ceased",
    "looked after at 31 March": "looked_after_at_year_end",
    "looked after on 31 March": "looked_after_at_year_end",
    "starting to be": "started",
}
_SERIES = {
    "Children ceasing to be looked after during the year": "ceased",
    "Children looked after at 31 March": "looked_after_at_year_end",
    "Children looked after who were adopted during the year": "adopted",
    "Children looked after at 31 March who were unaccompanied asylum-seeking children": "uasc_at_year_end",
    "Children starting to be looked after during the year": "started",
}


def build(shared: Path) -> list[SeedFile]:
    """Return care_flow, care_share and care_duration.

    Args:
        shared: Folder that has `published/` and `reference/`.

    Raises:
        OSError: A file is not there.
    """
    return [_flow_seed(shared), _share_seed(shared), _duration_seed(shared)]


def _flow_seed(shared: Path) -> SeedFile:
    flow: Flow = defaultdict(dict)
    # The newer release first: what it restates counts.
    for folder, value in ((_NEW, "children_count"), (_OLD, "number")):
        for row in read_release(shared / folder / _RATES_FILE):
            words = row.get("population_type") or row["population_count"]
            name = next(name for part, name in _RATES.items() if part in words)
            _keep(flow, row, name, row[value])
    _add_permanence(flow, shared)
    for row in read_release(shared / _OLD / "cla_time_series_1994_2022.csv.gz"):
        _keep(flow, row, _SERIES[row["population_count"]], row["number"])
    _add_population(flow, shared)
    return SeedFile(
        "care_flow",
        ("la_code", "collection_year", *_COUNTS),
        tuple(
            (la_code, str(year), *(_whole(counts.get(name)) for name in _COUNTS))
            for (la_code, year), counts in sorted(flow.items())
        ),
    )


def _keep(flow: Flow, row: Mapping[str, str], name: str, cell: str) -> None:
    la_code, value = la_code_of(dict(row)), number(cell)
    if la_code and value is not None:
        flow[la_code, int(row["time_period"])].setdefault(name, value)


def _add_permanence(flow: Flow, shared: Path) -> None:
    name_of = {"Adopted": "adopted", "Special guardianship orders": "special_guardianship"}
    path = shared / _OLD / "la_children_who_ceased_during_the_year_sgo_adoptions.csv.gz"
    for row in read_release(path):
        if row["characteristic"] == "Total":
            _keep(flow, row, name_of[row["cla_group"]], row["number"])


def _add_population(flow: Flow, shared: Path) -> None:
    """Add to each year the children of the mid-year within it, the basis of DfE's rates."""
    file = "published/cin_2025_release/ons_mid-year_population_estimates_2012_to_2024.csv.gz"
    for row in read_release(shared / file):
        year, la_code = int(row["time_period"]) + 1, la_code_of(row)
        if la_code is not None and (la_code, year) in flow:
            _keep(
                flow,
                row | {"time_period": str(year)},
                "population_0_17",
                row["population_estimate"],
            )


def _whole(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


@dataclass(frozen=True)
class _Topic:
    """One subject of shares: the group of a published file, and the list of its words with our codes."""

    subject: str
    file: str
    group: str
    words: str
    given: str = ""
    first_year: int = 2018
    last_year: int = 2022


# E17 (18 and stayed with carers) is published from 2021, and more start at 16 and over since then.
_ERAS = (("to 2020", 2018, 2020), ("from 2021", 2021, 2022))
_FORMER = "former "
_STARTED = "la_cla_who_started_to_be_looked_after"
_CEASED = "la_children_who_ceased_during_year"
_PERMANENCE = "la_children_who_ceased_during_the_year_sgo_adoptions"
_ADOPTED = "national_cla_who_were_adopted_during_year"
_GUARDIAN = "national_cla_who_were_the_subject_of_a_sgo_during_year"
_UASC = "national_cla_on_31_march_who_were_unaccompanied_asylum_seeking_children"
_STOCK = "national_cla_on_31_march_by_characteristics"
_BY_ERA = (
    _Topic("start_age", _STARTED, "Age group", "age"),
    _Topic("start_need", _STARTED, "Category of need", "need"),
    _Topic("leaving_age", _CEASED, "Age on ceasing", "leaving_age"),
    _Topic("leaving_reason", _CEASED, "Reason episode ceased", "reason"),
)
_TOPICS = (
    *(
        replace(topic, given=era, first_year=first, last_year=last)
        for topic in _BY_ERA
        for era, first, last in _ERAS
    ),
    _Topic("start_legal_status", _STARTED, "Legal status", "legal_status"),
    _Topic("start_sex", _STARTED, "Gender", "sex"),
    _Topic("leaving_sex", _CEASED, "Gender", "sex"),
    _Topic("adoption_reason", _PERMANENCE, "Adopted", "reason"),
    _Topic("guardianship_reason", _PERMANENCE, "Special guardianship orders", "reason"),
    _Topic(
        "start_ethnicity", "national_cla_who_started_to_be_looked_after", "Ethnicity", "ethnicity"
    ),
    _Topic(
        "leaving_ethnicity", "national_cla_who_ceased_during_the_year", "Ethnicity", "ethnicity"
    ),
    _Topic("adopted_age", _ADOPTED, "Age at adoption", "age"),
    _Topic("guardianship_age", _GUARDIAN, "Age at special guardianship order", "age"),
    _Topic("uasc_sex", _UASC, "Gender", "sex"),
    _Topic("uasc_need", _UASC, "Category of need", "need"),
    _Topic("uasc_ethnicity", _UASC, "Ethnicity", "ethnicity"),
    _Topic("stock_age", _STOCK, "Age group", "age"),
    _Topic("stock_need", _STOCK, "Category of need", "need"),
    _Topic("stock_sex", _STOCK, "Gender", "sex"),
)


def _share_seed(shared: Path) -> SeedFile:
    rows = [row for topic in _TOPICS for row in _share_rows(shared, topic)]
    columns = ("la_code", "subject", "given", "code", "share", "source")
    return SeedFile("care_share", columns, tuple(sorted(rows)))


def _share_rows(shared: Path, topic: _Topic) -> Iterator[tuple[str, ...]]:
    pooled: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for table in _tables(_release(shared / _OLD / f"{topic.file}.csv.gz"), topic).values():
        for (la_code, code), count in fill_hidden(table).items():
            pooled[la_code][code] += count
    for la_code, counts in pooled.items():
        total = 0 if la_code.startswith(_FORMER) else sum(counts.values())
        for code in sorted(counts) if total else ():
            if share := round(counts[code] / total, 5):
                source = f"DfE CLA 2022 release, {topic.first_year}-{topic.last_year}"
                yield la_code, topic.subject, topic.given, code, f"{share:.5f}", source


@cache
def _words(code_list: str) -> dict[str, str]:
    """Return our code for each of the Department's words for ages, needs, reasons and the rest."""
    rows = read_seed(find_project_dir() / "seeds" / "calibration", "care_published_word")
    return {row["published_word"]: row["code"] for row in rows if row["code_list"] == code_list}


@cache
def _release(path: Path) -> Rows:
    return read_release(path)


def _tables(rows: Rows, topic: _Topic) -> dict[str, CountTable]:
    """Return the counts of each year."""
    tables: dict[str, CountTable] = defaultdict(CountTable)
    codes = _words(topic.words)
    for row in rows:
        in_time = topic.first_year <= int(row["time_period"]) <= topic.last_year
        if not in_time or row["cla_group"] != topic.group or row["geographic_level"] == "Regional":
            continue
        # An authority that is no more counts in what is left of England.
        la_code = la_code_of(row) or _FORMER + row["new_la_code"]
        table, value = tables[row["time_period"]], number(row["number"])
        if row["characteristic"].startswith("Total"):
            table.totals[la_code] = value or 0.0
        elif row["characteristic"] in codes and row["number"] != "z":
            table.counts[la_code, codes[row["characteristic"]]] = value
    return tables


_STAYS = (
    ("adopted", _ADOPTED, "Duration of final period of care", "permanence_duration"),
    (
        "period_of_care",
        "national_cla_who_ceased_during_the_year",
        "Duration of last period of care",
        "duration",
    ),
    ("special_guardianship", _GUARDIAN, "Duration of final period of care", "permanence_duration"),
)


def _duration_seed(shared: Path) -> SeedFile:
    columns = ("subject", "given", "up_to_days", "share", "source")
    rows: list[tuple[str, ...]] = []
    for subject, file, group, words in _STAYS:
        ours = [
            row | {"days": _words(words)[row["characteristic"]]}
            for row in _release(shared / _OLD / f"{file}.csv.gz")
            if row["cla_group"] == group and row["characteristic"] in _words(words)
        ]
        for era, first, last in _ERAS:
            rows += _durations(subject, era, [r for r in ours if first <= _year(r) <= last])
    return SeedFile("care_duration", columns, tuple(rows))


def _durations(subject: str, era: str, rows: Rows) -> Iterator[tuple[str, ...]]:
    counts: dict[int, float] = defaultdict(float)
    for row in rows:
        counts[int(row["days"])] += number(row["number"]) or 0.0
    years = sorted({row["time_period"] for row in rows})
    source = f"DfE CLA 2022 release, {years[0]}-{years[-1]}"
    for days in sorted(counts):
        share = counts[days] / sum(counts.values())
        yield subject, era, str(days), f"{share:.5f}", source


def _year(row: Mapping[str, str]) -> int:
    return int(row["time_period"])
