"""Children in need as DfE publishes them: counts by year, and how they are shared out, by local authority.

Which published column goes where is a seed (`need_column.csv`). What belongs here: reading those columns, pooling
years, filling hidden cells. What does not: the tables whose rows, not columns, are the categories (`need_children`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir
from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.from_published.need_children import children_shares
from pipeline.synthetic.calibration.from_published.release import la_code_of, number, read_release
from pipeline.synthetic.calibration.from_published.seed_file import SeedFile
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SHARE_COLUMNS = ("la_code", "subject", "given", "code", "share", "source")
_PHYSICAL, _SEXUAL = "18", "19"  # factors that were split into A, B and C by and by
_ALL = "all"
_Cells = dict[str, dict[str, float]]


@dataclass(frozen=True)
class _Column:
    """Where a published column goes: one row of the seed."""

    file: str
    column_name: str
    shape: str
    subject: str
    code: str
    first_year: str
    last_year: str

    @property
    def source(self) -> str:
        release, table = self.file.split("/")
        return f"DfE CIN {release.split('_')[1]} {table.split('_')[0]}"


def build(shared: Path) -> list[SeedFile]:
    """Return `need_flow` and `need_share`.

    Args:
        shared: Folder with `published/cin_2022_release` and `published/cin_2025_release`.

    Raises:
        OSError: A file is not there.
    """
    published = shared / "published"
    return [_flows(published), SeedFile("need_share", _SHARE_COLUMNS, tuple(_shares(published)))]


def _columns(shape: str) -> list[_Column]:
    rows = read_seed(find_project_dir() / "seeds" / "calibration", "need_column")
    return [_Column(**row) for row in rows if row["shape"] == shape]


@cache
def _rows(published: Path, file: str) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """Return the LA of today, the collection year and the cells of each row that has such an LA."""
    # Mid-year estimates are of the middle of the collection year that ends the next March.
    later = 1 if "population" in file else 0
    return tuple(
        (la_code, str(int(row["time_period"]) + later), row)
        for row in read_release(published / f"{file}.csv.gz")
        if (la_code := la_code_of(row))
    )


def _flows(published: Path) -> SeedFile:
    columns = _columns("flow")
    table: dict[tuple[str, str], dict[str, str]] = {}
    for column in columns:
        for la_code, year, row in _rows(published, column.file):
            value = number(row[column.column_name])
            if value is not None:
                table.setdefault((la_code, year), {})[column.subject] = _plain(value)
    names = [column.subject for column in columns]
    rows = tuple(
        (*key, *(cells.get(name, "") for name in names)) for key, cells in sorted(table.items())
    )
    return SeedFile("need_flow", ("la_code", "collection_year", *names), rows)


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _shares(published: Path) -> Iterator[tuple[str, ...]]:
    columns = _columns("share")
    for subject in dict.fromkeys(column.subject for column in columns):
        ours = [column for column in columns if column.subject == subject]
        pooled = _pooled(published, ours)
        for la_code in sorted(pooled):
            for code, share in _as_shares(subject, pooled[la_code]).items():
                yield (la_code, subject, "", code, f"{share:.5f}", ours[0].source)
    yield from _factor_splits(published)
    yield from children_shares(published / "cin_2022_release")


def _pooled(published: Path, columns: list[_Column]) -> _Cells:
    """Sum the years of each column by LA; a hidden cell is what England's share makes of the others of its row."""
    england = _sums(published, columns, {ENGLAND}, {})[ENGLAND]
    return _sums(published, columns, None, england)


def _sums(
    published: Path, columns: list[_Column], only: set[str] | None, england: dict[str, float]
) -> _Cells:
    found: _Cells = {}
    years = range(int(columns[0].first_year), int(columns[0].last_year) + 1)
    for la_code, year, row in _rows(published, columns[0].file):
        if int(year) in years and (only is None or la_code in only):
            cells = {column.code: number(row[column.column_name]) for column in columns}
            if columns[0].column_name.endswith("_percent"):
                cells[_ALL] = 100.0
            for code, value in _filled(cells, england).items():
                sums = found.setdefault(la_code, {})
                sums[code] = sums.get(code, 0.0) + value
    return found


def _filled(cells: dict[str, float | None], england: dict[str, float]) -> dict[str, float]:
    known = {code: value for code, value in cells.items() if value is not None}
    base = sum(england.get(code, 0.0) for code in known)  # nothing of England itself is hidden
    scale = sum(known.values()) / base if base else 0.0
    return {
        code: england.get(code, 0.0) * scale if value is None else value
        for code, value in cells.items()
        if known
    }


def _as_shares(subject: str, sums: dict[str, float]) -> dict[str, float]:
    """Return shares of the sum, or of the code "all" (which stays, as 1) where a child can have several codes."""
    whole = sums.get(_ALL) or sum(sums.values())
    if subject == "factor":
        sums = _joined(sums)
    return {code: value / whole for code, value in sums.items()} if whole else {}


def _joined(sums: dict[str, float]) -> dict[str, float]:
    """Put the parts of physical and of sexual abuse together: how they are split depends on the year."""
    parts = (_PHYSICAL, _SEXUAL)
    whole = {code: value for code, value in sums.items() if not code.startswith(parts)}
    for part in parts:
        whole[part] = sum(value for code, value in sums.items() if code.startswith(part))
    return whole


def _factor_splits(published: Path) -> Iterator[tuple[str, ...]]:
    """Yield how England's physical and sexual abuse are split into A, B and C, by year."""
    factors = [one for one in _columns("share") if one.subject == "factor"]
    columns = [one for one in factors if one.code.startswith((_PHYSICAL, _SEXUAL))]
    for la_code, year, row in sorted(_rows(published, columns[0].file), key=lambda one: one[1]):
        if la_code == ENGLAND:
            for part in (_PHYSICAL, _SEXUAL):
                counts = {
                    one.code: number(row[one.column_name]) or 0.0
                    for one in columns
                    if one.code.startswith(part)
                }
                yield from _split(f"factor_{part}", year, counts, columns[0].source)


def _split(
    subject: str, year: str, counts: dict[str, float], source: str
) -> Iterable[tuple[str, ...]]:
    whole = sum(counts.values())
    for code, count in counts.items():
        yield (ENGLAND, subject, year, code, f"{count / whole:.5f}", source)
