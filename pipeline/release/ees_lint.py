"""The rules of the explore education statistics standard that files like ours can break.

Each rule is a small function from a data set to messages; `RULES` is the list. Where the
platform's screener is silent and should not be (blank cells, missing combinations), we are not.
Words live in `seeds/ees_vocabulary.csv`. Writing the files is the affair of `export_ees`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

_META = (
    "col_name",
    "col_type",
    "label",
    "indicator_grouping",
    "indicator_unit",
    "indicator_dp",
    "filter_hint",
    "filter_grouping_column",
)
_TIME = ("time_period", "time_identifier", "geographic_level")
_PLACES = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("old_la_code", "new_la_code", "la_name"),
}
_FILLED = {
    "National": ("National",),
    "Regional": ("National", "Regional"),
    "Local authority": ("National", "Regional", "Local authority"),
}
# Metadata that a row of each type leaves blank.
_BLANK = {
    "Filter": ("indicator_grouping", "indicator_unit", "indicator_dp"),
    "Indicator": ("filter_hint", "filter_grouping_column"),
}
_PLACE_COLUMNS = tuple(name for names in _PLACES.values() for name in names)
_COUNTRY = ("E92000001", "England")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LIMITS = {"col_name": 50, "label": 100}
_LONGEST_ITEM = 120
_MOST_ITEMS = 25_000
_LONGEST_STEM = 150


@dataclass(frozen=True)
class Vocabulary:
    """Words that the standard allows, reserves or forbids, by list, and the symbols of a cell."""

    words: Mapping[str, frozenset[str]]
    symbols: frozenset[str]


@dataclass(frozen=True)
class DataSet:
    """A pair of files as text, and what their places and words are held against.

    Attributes:
        name: File name of the data, without `.csv`.
        data: The data file, every cell text.
        meta: The metadata file, every cell text.
        places: Geography columns of each known place, by its code.
        vocabulary: The words of the standard.
    """

    name: str
    data: pd.DataFrame
    meta: pd.DataFrame
    places: pd.DataFrame
    vocabulary: Vocabulary

    def listed(self, kind: str) -> list[str]:
        """Columns that the metadata lists as Filter or as Indicator, and that the data has."""
        names = self.meta.loc[self.meta["col_type"] == kind, "col_name"]
        return [name for name in names if name in self.data.columns]

    @property
    def breakdown_columns(self) -> list[str]:
        """Columns of the data that are neither time, place nor indicator."""
        known = {*_TIME, *_PLACE_COLUMNS, *self.listed("Indicator")}
        return [name for name in self.data.columns if name not in known]


def read_vocabulary(seeds: Path) -> Vocabulary:
    """Read the words and symbols of the standard from the folder of seeds.

    Raises:
        ProjectError: A file is missing or has other columns.
    """
    try:
        words = _read_csv(seeds / "ees_vocabulary.csv")
        lists = {row["list_name"] for row in words}
        by_list = {
            name: frozenset(row["word"] for row in words if row["list_name"] == name)
            for name in lists
        }
        listed = _read_csv(seeds / "disclosure_symbol.csv")
        symbols = frozenset(r["symbol"] for r in listed if r["symbol_set"] == "standard")
    except (OSError, KeyError) as error:
        raise ProjectError(
            f"The vocabulary of the statistics standard cannot be read ({error}).",
            remedy="Restore seeds/ees_vocabulary.csv and seeds/disclosure_symbol.csv.",
        ) from error
    return Vocabulary(by_list, symbols)


def lint_data_set(path: Path, places: pd.DataFrame, vocabulary: Vocabulary) -> list[str]:
    """Check a data file and the metadata file beside it.

    Args:
        path: The data file; the metadata is `<stem>.meta.csv` in the same folder.
        places: Geography columns of each known place, by its code.
        vocabulary: From `read_vocabulary`.

    Returns:
        A message for each rule that is broken, naming file and column; empty when all is well.
    """
    import pandas as pd

    meta_path = path.with_name(f"{path.stem}.meta.csv")
    if not meta_path.exists():
        return [f"{path.name}: there is no {meta_path.name} beside it."]
    options = {"dtype": str, "keep_default_na": False, "encoding": "utf-8"}
    data, meta = (pd.read_csv(file, **options) for file in (path, meta_path))  # type: ignore[call-overload]
    missing = _missing_columns(data, meta)
    if missing:
        return [f"{path.name}: {message}" for message in missing]
    data_set = DataSet(path.stem, data, meta, places, vocabulary)
    return [f"{path.name}: {message}" for rule in RULES for message in rule(data_set)]


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _missing_columns(data: pd.DataFrame, meta: pd.DataFrame) -> list[str]:
    needed = (*_TIME, *_PLACES["National"])
    messages = [f"the column {name} is missing." for name in needed if name not in data.columns]
    messages += [f"the metadata lacks {name}." for name in _META if name not in meta.columns]
    messages += [f"the metadata has {name} too." for name in meta.columns if name not in _META]
    for level in sorted(set(data.get("geographic_level", [])) & set(_PLACES)):
        absent = [name for name in _PLACES[level] if name not in data.columns]
        messages += [f"{level} rows need the column {name}." for name in absent]
    return messages


def check_file_name(files: DataSet) -> Iterator[str]:
    """Stems have letters, digits, - and _ only, lower case, and at most 150 of them."""
    if not re.fullmatch(r"[a-z0-9_-]+", files.name) or len(files.name) > _LONGEST_STEM:
        yield "its name may only have lower-case letters, digits, - and _, 150 at most."


def check_column_names(files: DataSet) -> Iterator[str]:
    """Names are snake case from a letter on, no two alike, none longer than 50."""
    for name in files.data.columns:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            # A repeated name arrives as `name.1`.
            yield f"the column {name} is not snake case, or there twice."
        if len(name) > _LIMITS["col_name"]:
            yield f"the column {name} has a name longer than 50."
    words = files.vocabulary.words["indicator_word"]
    for name in files.listed("Indicator"):
        held = sorted(word for word in words if word in name)
        if held:
            yield f"the indicator {name} holds {', '.join(held)}: make that a filter."


def check_meta_against_data(files: DataSet) -> Iterator[str]:
    """The metadata lists exactly the filters with two values or more, and the indicators."""
    listed = list(files.meta["col_name"])
    for name in listed:
        if name not in files.data.columns:
            yield f"the metadata lists {name or 'a blank'}, which is no column."
    for name in files.breakdown_columns:
        if _values(files, name) > 1 and name not in listed:
            yield f"the column {name} is not in the metadata."
    for name in files.listed("Filter"):
        if _values(files, name) < 2:
            yield f"the filter {name} has fewer than two values: leave it out of the metadata."
    if not files.listed("Indicator"):
        yield "there is no indicator."


def _values(files: DataSet, name: str) -> int:
    return len(set(files.data[name].unique()))


def check_meta_rows(files: DataSet) -> Iterator[str]:
    """Types, labels and names are filled and single; cells of the other type are blank."""
    for column in ("col_name", "label"):
        values = files.meta[column]
        if (values.str.strip() == "").any() or values.duplicated().any():
            yield f"the metadata has a blank or repeated {column}."
        if (values.str.len() > _LIMITS[column]).any():
            yield f"the metadata has a {column} longer than {_LIMITS[column]}."
    for name, kind in zip(files.meta["col_name"], files.meta["col_type"], strict=True):
        if kind not in _BLANK:
            yield f"{name} is of the type {kind or 'blank'}, not Filter or Indicator."
    for kind, blank in _BLANK.items():
        rows = files.meta[files.meta["col_type"] == kind]
        yield from (f"a {kind} has {name}." for name in blank if (rows[name] != "").any())


def check_meta_indicators(files: DataSet) -> Iterator[str]:
    """Each indicator has a known unit and a whole number of decimals."""
    units = files.vocabulary.words["indicator_unit"] | {""}
    indicators = files.meta[files.meta["col_type"] == "Indicator"]
    for row in indicators.itertuples():
        if row.indicator_unit not in units:
            yield f"the indicator {row.col_name} has the unit {row.indicator_unit}."
        if not re.fullmatch(r"\d+", str(row.indicator_dp)):
            yield f"the indicator {row.col_name} has no whole number of decimals."


def check_reserved_names(files: DataSet) -> Iterator[str]:
    """No filter is named like a place, and harmonised variables bear their one name."""
    words = files.vocabulary.words
    starts, ends = tuple(words["place_start"]), tuple(words["place_end"])
    for name in files.meta["col_name"]:
        if name in _TIME or name in _PLACE_COLUMNS:
            yield f"the metadata lists {name}, which is time or place."
        is_harmonised = any(part in name for part in words["harmonised_part"])
        if is_harmonised and name not in words["harmonised_name"]:
            yield f"{name} has not the name that the standard has for it."
    for name in files.meta.loc[files.meta["col_type"] == "Filter", "col_name"]:
        if name in words["place_word"] or (name.startswith(starts) and name.endswith(ends)):
            yield f"the filter {name} looks like a place."


def check_time(files: DataSet) -> Iterator[str]:
    """Four digits, and one identifier throughout: the reporting year."""
    if not files.data["time_period"].str.fullmatch(r"\d{4}").all():
        yield "time_period is not four digits everywhere."
    if set(files.data["time_identifier"]) - {"Reporting year"}:
        yield "time_identifier is not Reporting year everywhere."


def check_levels(files: DataSet) -> Iterator[str]:
    """Levels are known; a row has the columns of its level and above, and none below."""
    for level in sorted(set(files.data["geographic_level"])):
        if level not in _PLACES:
            yield f"there is no geographic level {level}."
            continue
        rows = files.data[files.data["geographic_level"] == level]
        for owner, names in _PLACES.items():
            present = [name for name in names if name in rows.columns]
            filled = rows[present] != ""
            if owner in _FILLED[level] and not filled.all(axis=None):
                yield f"{level} rows have a blank column of {owner}."
            if owner not in _FILLED[level] and filled.any(axis=None):
                yield f"{level} rows fill a column of {owner}."


def check_places(files: DataSet) -> Iterator[str]:
    """Codes and names of places stand together as they are known, case and all."""
    combined = files.data.drop_duplicates([n for n in _PLACE_COLUMNS if n in files.data.columns])
    for level, code in (("Regional", "region_code"), ("Local authority", "new_la_code")):
        rows = combined[combined["geographic_level"] == level]
        names = [name for name in _PLACE_COLUMNS[2:] if name in rows.columns]
        found = set(rows[names].itertuples(index=False, name=None)) if len(rows) else set()
        known = set(files.places[names].itertuples(index=False, name=None))
        wrong = sorted(place[names.index(code)] for place in found - known)
        if wrong:
            yield f"codes and names of {level} do not fit for {', '.join(wrong)}."
    countries = combined[["country_code", "country_name"]]
    if set(countries.itertuples(index=False, name=None)) - {_COUNTRY}:
        yield "the country is not E92000001, England, everywhere."


def check_filters(files: DataSet) -> Iterator[str]:
    """Filters have a Total, no blank, no space at an end, and not too many values."""
    for name in files.breakdown_columns:
        values = set(files.data[name].unique())
        if "Total" not in values:
            yield f"{name} has no Total."
        if "" in values:
            yield f"{name} has a blank cell."
        if any(value != value.strip() for value in values):
            yield f"{name} has a space at the beginning or end of a value."
        if len(values) > _MOST_ITEMS or any(len(value) > _LONGEST_ITEM for value in values):
            yield f"{name} has too many values or one longer than {_LONGEST_ITEM}."


def check_reserved_words(files: DataSet) -> Iterator[str]:
    """No word for a total in time or place, no word for no value anywhere, no stray space."""
    words = files.vocabulary.words
    for name in files.data.columns:
        values = set(files.data[name].unique())
        if values & words["null_word"]:
            yield f"{name} has a word for no value; the symbols are z, x, c, k."
        if name in (*_TIME, *_PLACE_COLUMNS):
            if values & words["total_word"]:
                yield f"{name} has a word for a total."
            if any(value != value.strip() for value in values):
                yield f"{name} has a space at the beginning or end of a value."


def check_rows(files: DataSet) -> Iterator[str]:
    """No row twice, and every year and place has every combination of filters."""
    names = [n for n in (*_TIME, *_PLACE_COLUMNS) if n in files.data.columns]
    filters = files.breakdown_columns
    if files.data.duplicated([*names, *filters]).any():
        yield "two rows are of the same time, place and filters."
    combinations = len(files.data.drop_duplicates(filters)) if filters else 1
    if (files.data.groupby(names).size() != combinations).any():
        yield "a year and place lacks a combination of filters."


def check_indicator_cells(files: DataSet) -> Iterator[str]:
    """Every cell is a plain number or one symbol."""
    for name in files.listed("Indicator"):
        values = set(files.data[name].unique()) - files.vocabulary.symbols
        wrong = [value for value in values if not _NUMBER.fullmatch(value)]
        if wrong:
            yield f"{name} has {len(wrong)} values that are neither number nor symbol."


RULES: tuple[Callable[[DataSet], Iterator[str]], ...] = (
    check_file_name,
    check_column_names,
    check_meta_against_data,
    check_meta_rows,
    check_meta_indicators,
    check_reserved_names,
    check_time,
    check_levels,
    check_places,
    check_filters,
    check_reserved_words,
    check_rows,
    check_indicator_cells,
)
