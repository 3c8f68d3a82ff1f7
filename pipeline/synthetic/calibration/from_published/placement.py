"""The published figures of placements and legal statuses: DfE's children looked after releases of 2022 and 2025.

What belongs here: which table of a release gives which seed. What those tables call a code is in
`seeds/calibration/placement_label.csv`. What does not: anything that is assumed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir
from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.from_published.release import la_code_of, read_release
from pipeline.synthetic.calibration.from_published.seed_file import SeedFile
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Row = dict[str, str]
    Key = tuple[str, str, str, str]

_SOURCE_2022 = "DfE children looked after 2022 release"
_SOURCE_2025 = "DfE children looked after 2025 release"
_LATEST = "2022"  # national tables: the newest that was at hand
_LA_YEARS = range(2021, 2026)
_SHARE_COLUMNS = ("la_code", "subject", "given", "code", "share", "source")
_FLOW_COLUMNS = (
    "la_code",
    "collection_year",
    "placement_changes",
    "status_changes",
    "new_placements",
    "children",
    "three_or_more",
)


@dataclass(frozen=True)
class _Table:
    """A published table that gives shares of one subject.

    Attributes:
        file: Its name in the release of 2022.
        subject: Subject of the seed.
        keep: A column and its value in the rows that are of it; a blank column for all rows.
        code: List of labels that tells the code, and the column that has the label.
        given: List of labels that tells the condition, and the column; a blank list for the year.
        prefix: What stands before the condition.
    """

    file: str
    subject: str
    keep: tuple[str, str]
    code: tuple[str, str]
    given: tuple[str, str] = ("", "")
    prefix: str = ""


_STARTED = "national_cla_who_started_to_be_looked_after"
_ON_31_MARCH = "national_cla_on_31_march_by_characteristics"
_CEASED = "national_cla_who_ceased_during_the_year"
_REASON = "national_reason_for_placement_change_during_year"
_PROVIDER = "national_cla_on_31_march_by_placement_provider_and_locality_"
_LOCATION = "national_cla_on_31_march_by_placement_distance_and_locality_of_placement"
_COUNT = "national_cla_plcount_by_characteristics"
_PLACED, _STATUS = ("placement", "characteristic"), ("legal_status", "characteristic")
_WHY, _HOW_OFTEN = ("reason", "reason_for_change"), ("count", "placement_stability")
_AGE, _ALL_AGES = ("age", "characteristic"), ("total", "characteristic")
_TABLES = (
    _Table(_STARTED, "started", ("cla_group", "Placement group"), _PLACED),
    _Table(_ON_31_MARCH, "on_31_march", ("cla_group", "Placement"), _PLACED),
    _Table(_CEASED, "ceased", ("cla_group", "Placement group"), _PLACED),
    _Table(_ON_31_MARCH, "legal_status_on_31_march", ("cla_group", "Legal status"), _STATUS),
    _Table(_CEASED, "legal_status_ceased", ("cla_group", "Legal status"), _STATUS),
    _Table(_REASON, "reason_for_change", ("cla_group", "Age"), _WHY, _AGE, "age "),
    _Table(_REASON, "reason_for_change", ("cla_group", "Age"), _WHY, _ALL_AGES, "age "),
    _Table(
        _REASON,
        "reason_for_change",
        ("cla_group", "Placement type"),
        _WHY,
        ("group", "characteristic"),
        "group ",
    ),
    _Table(
        _PROVIDER,
        "provider",
        ("", ""),
        ("provider", "placement_provider"),
        ("place_and_group", "placement_type"),
    ),
    _Table(
        _PROVIDER,
        "provider_on_31_march",
        ("placement_type", "1. All children looked after at 31 March"),
        ("provider", "placement_provider"),
    ),
    _Table(_LOCATION, "location", ("", ""), ("location", "characteristic"), ("group", "cla_group")),
    _Table(_COUNT, "placements_in_year", ("population_group", "Age group"), _HOW_OFTEN, _AGE),
    _Table(
        _COUNT, "placements_in_year", ("population_group", "Total children"), _HOW_OFTEN, _ALL_AGES
    ),
)
# The table of placements in the year tells them of several groups of children.
_CHILDREN = "CLA on 31 March"


def build(shared: Path) -> list[SeedFile]:
    """Return the seeds of the topic from a folder that has `published/`.

    Raises:
        OSError: A file is not there.
    """
    releases = shared / "published"
    labels = _Labels(read_seed(find_project_dir() / "seeds" / "calibration", "placement_label"))
    return [
        SeedFile("placement_flow", _FLOW_COLUMNS, _flows(releases, labels)),
        SeedFile(
            "placement_share",
            _SHARE_COLUMNS,
            (*_national_shares(releases, labels), *_la_shares(releases, labels)),
        ),
        SeedFile(
            "placement_duration",
            ("subject", "given", "up_to_days", "share", "source"),
            _durations(releases, labels),
        ),
    ]


class _Labels:
    """What the releases call a code: a label is known by its beginning, the longest that fits."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._known: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows:
            self._known[row["list"]].append((row["label"], row["code"]))
        for known in self._known.values():
            known.sort(key=lambda one: -len(one[0]))

    def code(self, name: str, label: str) -> str:
        """Return the code of a label in a list, "" for none."""
        fits = (code for start, code in self._known[name] if label.startswith(start))
        return next(fits, "")

    def code_of(self, where: tuple[str, str], row: Row) -> str:
        """Return the code of a row's label, "" for none: which list, which column."""
        return self.code(where[0], row[where[1]])


def _national_shares(releases: Path, labels: _Labels) -> tuple[tuple[str, ...], ...]:
    counts: dict[Key, float] = defaultdict(float)
    for table in _TABLES:
        for row in read_release(releases / "cla_2022_release" / f"{table.file}.csv.gz"):
            given, code = _condition(table, row, labels), labels.code_of(table.code, row)
            if given and code and _is_of(table, row):
                key = (ENGLAND, table.subject, f"{table.prefix}{given}", code)
                counts[key] += float(row["number"])
    return _as_shares(counts, _SOURCE_2022)


def _is_of(table: _Table, row: Row) -> bool:
    column, value = table.keep
    return (
        row["number"].isdigit()
        and (not column or row[column] == value)
        and (table.file != _COUNT or row["cla_group"] == _CHILDREN)
    )


def _condition(table: _Table, row: Row, labels: _Labels) -> str:
    """Return the condition of a row, "" where the seed has none such: of conditions, the latest year alone."""
    if not table.given[0]:
        return row["time_period"]
    return labels.code_of(table.given, row) if row["time_period"] == _LATEST else ""


def _as_shares(counts: dict[Key, float], source: str) -> tuple[tuple[str, ...], ...]:
    totals: dict[tuple[str, str, str], float] = defaultdict(float)
    for key, count in counts.items():
        totals[key[:3]] += count
    return tuple(
        (*key, f"{count / totals[key[:3]]:.5f}", source)
        for key, count in sorted(counts.items())
        if count
    )


def _la_rows(releases: Path) -> Iterator[Row]:
    """Yield location and reasons of the placements of a year, of England and of each authority of today."""
    file = "cla_2025_release/la_cla_during_year_new_placements.csv.gz"
    for row in read_release(releases / file):
        if la_code := _la_of(row):
            yield {**row, "la": la_code}


def _la_of(row: Row) -> str | None:
    """Return whose row it is: None also for an authority of today under its former code."""
    la_code = la_code_of(row)
    return la_code if la_code in (ENGLAND, row["new_la_code"]) else None


def _la_shares(releases: Path, labels: _Labels) -> tuple[tuple[str, ...], ...]:
    """Return where new placements lie and why placements change, by authority, over the years since 2021."""
    counts: dict[Key, float] = defaultdict(float)
    for row in _la_rows(releases):
        if int(row["time_period"]) not in _LA_YEARS or not row["children_count"].isdigit():
            continue
        for subject, name in (("new_placement_location", "location"), ("la_reason", "reason")):
            code = labels.code(name, row["breakdown"])
            if code and (subject == "la_reason") == row["characteristic"].startswith("Reason"):
                counts[row["la"], subject, "all", code] += float(row["children_count"])
    return _as_shares(counts, _SOURCE_2025)


def _flows(releases: Path, labels: _Labels) -> tuple[tuple[str, ...], ...]:
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _la_rows(releases):
        column = {
            "Total new placements": "new_placements",
            "Total placements changing": "placement_changes",
        }.get(row["breakdown"], "")
        if labels.code("reason", row["breakdown"]) == "PLACE":
            column = "status_changes"
        if column:
            found[row["la"], row["time_period"]][column] = row["children_count"]
    for row in read_release(releases / "cla_2025_release" / "la_cla_placement_stability.csv.gz"):
        key = (_la_of(row) or "", row["time_period"])
        if row["cla_group"] == _CHILDREN and key in found:
            is_total = row["placement_stability"] == "Total children"
            found[key]["children" if is_total else "three_or_more"] = row["children_count"]
    return tuple(
        (*key, *(_number(counts.get(column, "")) for column in _FLOW_COLUMNS[2:]))
        for key, counts in sorted(found.items())
    )


def _number(text: str) -> str:
    return text if text.isdigit() else ""


def _durations(releases: Path, labels: _Labels) -> tuple[tuple[str, ...], ...]:
    counts: dict[tuple[str, int], float] = defaultdict(float)
    path = releases / "cla_2022_release" / "national_duration_of_placements_ceasing.csv.gz"
    for row in read_release(path):
        days = labels.code("duration", row["placement_duration"])
        group = labels.code("group", row["placement_group"])
        if row["time_period"] == _LATEST and days and row["number"].isdigit():
            counts[group, int(days)] += float(row["number"])
    totals: dict[str, float] = defaultdict(float)
    for (group, _), count in counts.items():
        totals[group] += count
    return tuple(
        ("placement_ceasing", group, str(days), f"{count / totals[group]:.5f}", _SOURCE_2022)
        for (group, days), count in sorted(counts.items())
    )
