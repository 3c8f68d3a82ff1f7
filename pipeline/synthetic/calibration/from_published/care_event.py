"""What happens to looked after children besides placements: the seeds `care_event_*` from two DfE releases.

Counts by LA and year of missing, health and conviction; shares by age and placement; how long a missing incident and
the steps to adoption last. What nobody publishes (reviews, care leavers) is in the seeds `care_event_assumed_*`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.calibration.from_published.care_event_label import (
    ADOPTERS,
    AGE_AT_START,
    AWAY_COUNTS,
    HEALTH_COUNTS,
    HEALTH_RATES,
    INCIDENT_SHARES,
    INCIDENT_UP_TO_DAYS,
    PERMANENCES,
    REVERSALS,
    SDQ_BANDS,
    STAGES,
)
from pipeline.synthetic.calibration.from_published.release import la_code_of, number, read_release
from pipeline.synthetic.calibration.from_published.seed_file import SeedFile
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    Row = dict[str, str]
    Counts = dict[tuple[str, str], dict[str, str]]
    Share = tuple[str, str, str, str, str, str]

_RELEASE_2022 = "DfE children looked after, 2022 release"
_RELEASE_2025 = "DfE children looked after, 2025 release"
_MONTH = 30.4
# The published figure is a mean; these give bands around it, in means, whose own mean is the published one.
_SPREAD = ((0.5, 0.10), (0.8, 0.27), (1.1, 0.28), (1.5, 0.21), (2.2, 0.14))


def build(shared: Path) -> list[SeedFile]:
    """Return the published seeds of the topic.

    Args:
        shared: The folder that has `published/`.

    Raises:
        OSError: A file is not there.
    """
    old, new = (shared / "published" / f"cla_{year}_release" for year in (2022, 2025))
    return [
        SeedFile(
            "care_event_flow", ("la_code", "collection_year", *_columns()), tuple(_flow(old, new))
        ),
        SeedFile(
            "care_event_share",
            ("la_code", "subject", "given", "code", "share", "source"),
            tuple(sorted(_shares(old, new))),
        ),
        SeedFile(
            "care_event_duration",
            ("subject", "given", "up_to_days", "share", "source"),
            tuple(_durations(old)),
        ),
    ]


def _columns() -> tuple[str, ...]:
    return (*AWAY_COUNTS.values(), *HEALTH_COUNTS.values())


def _flow(old: Path, new: Path) -> Iterator[tuple[str, ...]]:
    away = read_release(
        old / "la_children_who_were_missing_or_away_from_placement_without_authorisation.csv.gz"
    )
    found: Counts = {}
    _collect(found, away, AWAY_COUNTS, ("cla_group", "number"))
    name = "la_conviction_health_outcome_cla.csv.gz"
    # The newer release last: it revises the years that both have.
    _collect(found, read_release(old / name), HEALTH_COUNTS, ("characteristic", "number"))
    _collect(found, read_release(new / name), HEALTH_COUNTS, ("breakdown", "children_count"))
    for (la_code, year), counts in sorted(found.items()):
        yield (la_code, year, *(counts.get(column, "") for column in _columns()))


def _collect(
    found: Counts, rows: Iterable[Row], labels: Mapping[str, str], columns: tuple[str, str]
) -> None:
    """Add the counts of the rows with known labels; a suppressed one is left out."""
    label, value = columns
    for row in rows:
        la_code, count = la_code_of(row), number(row[value])
        if la_code and count is not None and row[label] in labels:
            cells = found.setdefault((la_code, row["time_period"]), {})
            cells[labels[row[label]]] = f"{count:g}"


def _shares(old: Path, new: Path) -> Iterator[Share]:
    for kind in ("missing", "away_without_authorisation"):
        rows = _of_2022(old / f"official_statistics_national_cla_{kind}.csv.gz")
        for (label, given), codes in INCIDENT_SHARES[kind].items():
            counts = _numbers(rows, ("missing_status", label), "characteristic")
            yield from _split(kind, given, {code: counts.get(one, 0.0) for one, code in codes})
    yield from _health_rates(_of_2022(old / "national_conviction_health_outcomes_for_cla.csv.gz"))
    yield from _of_adoption(old)
    started = _of_2022(old / "national_cla_who_started_to_be_looked_after.csv.gz")
    before = _numbers(started, ("cla_group", "Previous permanence arrangement"), "characteristic")
    yield from _split(
        "previous_permanence", "all", {code: before[label] for label, code in PERMANENCES.items()}
    )
    yield from _social_workers(read_release(new / "la_cla_swcount.csv.gz"))


def _health_rates(rows: list[Row]) -> Iterator[Share]:
    """Yield by age the share of children with each outcome, and by age and sex the bands of the SDQ score."""
    counts = {
        (row["gender"], row["age_group"], row["characteristic"].split(" ")[0].rstrip(".")): (
            number(row["number"]) or 0.0
        )
        for row in rows
    }
    for subject, (with_it, of_all, ages) in HEALTH_RATES.items():
        for label, given in ages.items():
            has, base = counts["Total", label, with_it], counts["Total", label, of_all]
            yield from _split(subject, given, {"1": has, "0": base - has})
    for sex in ("Female", "Male"):
        for age in range(5, 17):
            bands = {band: counts[sex, f"{age} years", key] for key, band in SDQ_BANDS.items()}
            yield from _split("sdq_band", f"{sex[0]}{age}", bands)


def _of_adoption(old: Path) -> Iterator[Share]:
    name = "national_children_la_made_the_decision_that_they_should_be_placed_for_adoption.csv.gz"
    decided = {row["characteristic"]: number(row["number"]) for row in _of_2022(old / name)}
    counts = {code: decided[label] or 0.0 for label, code in REVERSALS.items()}
    without, new = counts.pop("RD2"), counts.pop("new")
    yield from _split("adoption_reversal", "all", counts)
    yield from _split("adoption_decision", "all", {"RD2": without, "order": new - without})
    adopters = _numbers(
        _of_2022(old / "number_and_legal_status_of_adopters.csv.gz"),
        ("cla_group", "Gender and legal status of adopters"),
        "measure",
    )
    yield from _split(
        "adopters", "all", {code: adopters[label] for label, code in ADOPTERS.items()}
    )


def _social_workers(rows: list[Row]) -> Iterator[Share]:
    """Yield by LA the share of children with three or more social workers in the year to March 2024."""
    counts = {(la_code_of(row), row["sw_stability"]): number(row["number"]) for row in rows}
    for (la_code, label), many in counts.items():
        total = counts.get((la_code, "Total children"))
        if la_code and label.startswith("3 or more") and many is not None and total:
            parts = {"3_or_more": many, "fewer": total - many}
            source = f"{_RELEASE_2025}: year to March 2024"
            yield from _split("social_workers", "all", parts, la_code=la_code, source=source)


def _durations(old: Path) -> Iterator[tuple[str, ...]]:
    for kind in ("missing", "away_without_authorisation"):
        rows = _of_2022(old / f"official_statistics_national_cla_{kind}.csv.gz")
        counts = {row["characteristic"]: number(row["number"]) or 0.0 for row in rows}
        total = sum(counts[label] for label in INCIDENT_UP_TO_DAYS)
        for label, bound in INCIDENT_UP_TO_DAYS.items():
            yield kind, "all", bound, f"{counts[label] / total:.5f}", f"{_RELEASE_2022}: year 2022"
    name = "national_cla_adopted_average_time_between_adoption_process_stages.csv.gz"
    source = f"{_RELEASE_2022}: mean of 2022; spread assumed"
    for row in _of_2022(old / name):
        stage = STAGES.get(row["stage_of_adoption_process"].split(".")[0])
        age = AGE_AT_START.get(row["age_start_poc"])
        if stage and age and ":" in row["number"]:
            years, months = (int(part) for part in row["number"].split(":"))
            mean = (12 * years + months) * _MONTH
            for times, part in _SPREAD:
                yield stage, age, f"{times * mean:.0f}", f"{part:.5f}", source


def _of_2022(path: Path) -> list[Row]:
    return [row for row in read_release(path) if row["time_period"] == "2022"]


def _numbers(rows: list[Row], where: tuple[str, str], label: str) -> dict[str, float]:
    """Return the numbers of the rows of one group by their label; 0 where suppressed."""
    column, value = where
    return {row[label]: number(row["number"]) or 0.0 for row in rows if row[column] == value}


def _split(
    subject: str,
    given: str,
    counts: Mapping[str, float],
    *,
    la_code: str = ENGLAND,
    source: str = f"{_RELEASE_2022}: year 2022",
) -> Iterator[Share]:
    total = sum(counts.values())
    for code, count in counts.items():
        yield la_code, subject, given, code, f"{count / total:.5f}", source
