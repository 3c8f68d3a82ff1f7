"""What happens to looked after children besides placements: the seeds `care_event_*` from two DfE releases.

Counts by LA and year of missing, health and conviction; shares by age and placement; how long a missing incident and
the steps to adoption last. How the tables call things is in `seeds/calibration/care_event_label.csv`. What nobody
publishes (reviews, care leavers) is in the seeds `care_event_assumed_*`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir
from pipeline.sources.api import read_seed
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
# The published figure is a mean; these are bands around it, in means, whose own mean is the published one.
_SPREAD = ((0.5, 0.10), (0.8, 0.27), (1.1, 0.28), (1.5, 0.21), (2.2, 0.14))
_AWAY = ("missing", "away_without_authorisation")
# Of each outcome: the number of the rows of all children asked, and the list of its age groups.
_HEALTH_GROUPS = {
    "health_assessment": ("2b", "age_of_health"),
    "immunised": ("2b", "age_of_health"),
    "teeth_checked": ("2b", "age_of_health"),
    "convicted": ("1", "age_of_conviction"),
    "substance_misuse": ("2a", "age_of_misuse"),
}


def build(shared: Path) -> list[SeedFile]:
    """Return the published seeds of the topic.

    Args:
        shared: The folder that has `published/`.

    Raises:
        OSError: A file is not there.
    """
    old, new = (shared / "published" / f"cla_{year}_release" for year in (2022, 2025))
    share_columns = ("la_code", "subject", "given", "code", "share", "source")
    duration_columns = ("subject", "given", "up_to_days", "share", "source")
    counts = ("la_code", "collection_year", *_columns())
    return [
        SeedFile("care_event_flow", counts, tuple(_flow(old, new))),
        SeedFile("care_event_share", share_columns, tuple(sorted(_shares(old, new)))),
        SeedFile("care_event_duration", duration_columns, tuple(_durations(old))),
    ]


@cache
def _labels(name: str) -> dict[str, str]:
    """Return what the labels of a list are called here, in the order of the seed."""
    rows = read_seed(find_project_dir() / "seeds" / "calibration", "care_event_label")
    return {row["label"]: row["name"] for row in rows if row["list"] == name}


def _columns() -> tuple[str, ...]:
    return (*_labels("away_count").values(), *_labels("health_count").values())


def _flow(old: Path, new: Path) -> Iterator[tuple[str, ...]]:
    away = read_release(
        old / "la_children_who_were_missing_or_away_from_placement_without_authorisation.csv.gz"
    )
    found: Counts = {}
    _collect(found, away, _labels("away_count"), ("cla_group", "number"))
    name, labels = "la_conviction_health_outcome_cla.csv.gz", _labels("health_count")
    # The newer release last: it revises the years that both have.
    _collect(found, read_release(old / name), labels, ("characteristic", "number"))
    _collect(found, read_release(new / name), labels, ("breakdown", "children_count"))
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
    for kind in _AWAY:
        rows = _of_2022(old / f"official_statistics_national_cla_{kind}.csv.gz")
        for group, given in _labels(f"{kind}_group").items():
            counts = _numbers(rows, ("missing_status", group), "characteristic")
            parts = {name: counts.get(label, 0.0) for label, name in _labels(given).items()}
            yield from _split(kind, given, parts)
    yield from _health_rates(_of_2022(old / "national_conviction_health_outcomes_for_cla.csv.gz"))
    yield from _of_adoption(old)
    started = _of_2022(old / "national_cla_who_started_to_be_looked_after.csv.gz")
    before = _numbers(started, ("cla_group", "Previous permanence arrangement"), "characteristic")
    yield from _split("previous_permanence", "all", _named("previous_permanence", before))
    yield from _social_workers(read_release(new / "la_cla_swcount.csv.gz"))


def _health_rates(rows: list[Row]) -> Iterator[Share]:
    """Yield by age the share of children with each outcome, and by age and sex the bands of the SDQ score."""
    counts = {
        (row["gender"], row["age_group"], row["characteristic"].split(" ")[0].rstrip(".")): (
            number(row["number"]) or 0.0
        )
        for row in rows
    }
    for part, subject in _labels("health_part").items():
        whole, ages = _HEALTH_GROUPS[subject]
        for label, given in _labels(ages).items():
            has, asked = counts["Total", label, part], counts["Total", label, whole]
            yield from _split(subject, given, {"1": has, "0": asked - has})
    for sex in ("Female", "Male"):
        for age in range(5, 17):
            bands = {
                band: counts[sex, f"{age} years", part]
                for part, band in _labels("sdq_band").items()
            }
            yield from _split("sdq_band", f"{sex[0]}{age}", bands)


def _of_adoption(old: Path) -> Iterator[Share]:
    name = "national_children_la_made_the_decision_that_they_should_be_placed_for_adoption.csv.gz"
    decided = {row["characteristic"]: number(row["number"]) or 0.0 for row in _of_2022(old / name)}
    counts = _named("adoption_decision", decided)
    refused, new = counts.pop("RD2"), counts.pop("new")
    yield from _split("adoption_reversal", "all", counts)
    yield from _split("adoption_decision", "all", {"RD2": refused, "order": new - refused})
    adopters = _numbers(
        _of_2022(old / "number_and_legal_status_of_adopters.csv.gz"),
        ("cla_group", "Gender and legal status of adopters"),
        "measure",
    )
    yield from _split("adopters", "all", _named("adopters", adopters))


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
    bounds = _labels("incident_up_to_days")
    for kind in _AWAY:
        rows = _of_2022(old / f"official_statistics_national_cla_{kind}.csv.gz")
        counts = {row["characteristic"]: number(row["number"]) or 0.0 for row in rows}
        total = sum(counts[label] for label in bounds)
        for label, bound in bounds.items():
            yield kind, "all", bound, f"{counts[label] / total:.5f}", f"{_RELEASE_2022}: year 2022"
    name = "national_cla_adopted_average_time_between_adoption_process_stages.csv.gz"
    source = f"{_RELEASE_2022}: mean of 2022; spread assumed"
    for row in _of_2022(old / name):
        stage = _labels("adoption_stage").get(row["stage_of_adoption_process"].split(".")[0])
        age = _labels("age_at_start").get(row["age_start_poc"])
        if stage and age and ":" in row["number"]:
            years, months = (int(part) for part in row["number"].split(":"))
            mean = (12 * years + months) * _MONTH
            for times, share in _SPREAD:
                yield stage, age, f"{times * mean:.0f}", f"{share:.5f}", source


def _of_2022(path: Path) -> list[Row]:
    return [row for row in read_release(path) if row["time_period"] == "2022"]


def _numbers(rows: list[Row], where: tuple[str, str], label: str) -> dict[str, float]:
    """Return the numbers of the rows of one group by their label; 0 where suppressed."""
    column, value = where
    return {row[label]: number(row["number"]) or 0.0 for row in rows if row[column] == value}


def _named(name: str, counts: Mapping[str, float]) -> dict[str, float]:
    """Return counts by what a list calls their labels."""
    return {code: counts[label] for label, code in _labels(name).items()}


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
