"""The controlled measures as data sets of the explore education statistics standard.

One pair of CSV files a theme: data and metadata. What the standard demands is checked in
`ees_lint`; what is hidden has been decided by disclosure control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ProjectError
from pipeline.release.csv_text import safe_text, write_csv
from pipeline.release.disclosure.catalogue import TOTAL
from pipeline.release.disclosure.policy import NOT_APPLICABLE, NOT_AVAILABLE
from pipeline.release.ees_lint import lint_data_set, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd
    from duckdb import DuckDBPyConnection

TIME_IDENTIFIER = "Reporting year"
COUNTRY = ("E92000001", "England")
GEOGRAPHY = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
FILTERS = ("breakdown_topic", "breakdown")
# What `place_columns` reads of seeds/local_authority.csv.
_PLACE_SEED = (
    "la_code",
    "dfe_la_code",
    "la_name",
    "region_code",
    "region_name",
    "london_part_code",
    "london_part",
)
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


def export_ees(
    shelf: DuckDBPyConnection,
    folder: Path,
    *,
    seeds: Path,
    symbols: Mapping[str, str] | None = None,
) -> None:
    """Write `<stem>.csv` and `<stem>.meta.csv` for each theme that has figures.

    Args:
        shelf: The public shelf: controlled `mart_measure`, and the seeds of measures and places.
        folder: Where to write; made here.
        seeds: The project's reference data, for the vocabulary of the standard.
        symbols: The standard's symbol for each that the shelf has, where the release follows a policy with others.

    Raises:
        ProjectError: A file breaks a rule of the standard; the message lists each.
    """
    folder.mkdir()
    measures = shelf.sql("SELECT * FROM mart_measure").df().replace({"symbol": dict(symbols or {})})
    catalogue = shelf.sql(
        "SELECT m.*, coalesce(u.ees_unit, '') AS ees_unit "
        "FROM seed_measures AS m LEFT JOIN seed_measure_unit AS u ON u.unit = m.unit "
        "ORDER BY m.measure_id"
    ).df()
    places = place_columns(shelf.sql("SELECT * FROM seed_local_authority").df())
    vocabulary = read_vocabulary(seeds)
    problems: list[str] = []
    for theme, described in catalogue.groupby("theme"):
        rows = measures[measures["measure_id"].isin(described["measure_id"])]
        if len(rows):
            stem = f"childrens_social_care_{theme}"
            _write_pair(folder / stem, data_set(rows, described, places), described)
            problems += lint_data_set(folder / f"{stem}.csv", places, vocabulary)
    _refuse(problems)


def place_columns(places: pd.DataFrame) -> pd.DataFrame:
    """Return the geography columns of each place, by its code.

    Authorities in London are in Inner or Outer London, as DfE's own files have it; London is a
    region of its own beside them.
    """
    import pandas as pd

    filled = places[list(_PLACE_SEED)].fillna("")
    part = filled["london_part_code"] != ""
    authorities = pd.DataFrame(
        {
            "geography_code": filled["la_code"],
            "region_code": filled["london_part_code"].where(part, filled["region_code"]),
            "region_name": filled["london_part"].where(part, filled["region_name"]),
            "old_la_code": filled["dfe_la_code"],
            "new_la_code": filled["la_code"],
            "la_name": filled["la_name"],
        }
    )
    outer = authorities[["region_code", "region_name"]]
    regions = pd.concat([outer, filled[["region_code", "region_name"]]]).drop_duplicates()
    regions = regions.assign(geography_code=regions["region_code"])
    nation = pd.DataFrame({"geography_code": [COUNTRY[0]]})
    everywhere = pd.concat([nation, regions, authorities], ignore_index=True).fillna("")
    return everywhere.drop_duplicates("geography_code").set_index("geography_code")


def data_set(rows: pd.DataFrame, described: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the data file of one theme as text: a row a year, place and breakdown value.

    Args:
        rows: Controlled rows of `mart_measure` of the theme's measures.
        described: The theme's rows of the catalogue of measures.
        places: From `place_columns`.
    """
    _require_places(rows, places)
    indicators = described.set_index("measure_id")
    cells = rows.assign(
        indicator=rows["measure_id"].map(indicators["ees_indicator"]),
        text=_cell_texts(rows, indicators),
    )
    keys = ["collection_year", "geography_level", "geography_code", "breakdown", "breakdown_value"]
    _require_single_figures(cells, [*keys, "indicator"])
    wide = cells.set_index([*keys, "indicator"])["text"].unstack()  # noqa: PD010
    columns = [name for name in indicators["ees_indicator"] if name in wide.columns]
    wide = _with_every_group(wide[columns]).reset_index()
    return _in_order(wide.join(places, on="geography_code"), columns)


def _with_every_group(wide: pd.DataFrame) -> pd.DataFrame:
    """Give every year and place a row for every group of the theme, as the standard wants the matrix complete.

    Without a figure, an indicator that others have for the group is not available: an authority that sent no return
    has totals only. One that nobody has for it is not applicable.
    """
    import pandas as pd

    place, group = (
        wide.index.to_frame(index=False)[names].drop_duplicates()
        for names in (wide.index.names[:3], wide.index.names[3:])
    )
    every = pd.MultiIndex.from_frame(place.merge(group, how="cross"))
    whole = wide.reindex(every)
    told = (~whole.isna() & ~whole.isin([NOT_AVAILABLE])).groupby(level=[3, 4]).transform("any")
    blank = told.replace({True: NOT_AVAILABLE, False: NOT_APPLICABLE})
    return whole.where(whole.notna(), blank)


def _cell_texts(rows: pd.DataFrame, indicators: pd.DataFrame) -> list[str]:
    decimals = rows["measure_id"].map(indicators["decimals"])
    triples = zip(rows["symbol"], rows["value"], decimals, strict=True)
    return [symbol or f"{value:.{places}f}" for symbol, value, places in triples]


def _in_order(wide: pd.DataFrame, indicators: list[str]) -> pd.DataFrame:
    """The columns of the standard, rows by year, from the nation down, totals first."""
    ranks = {"National": 0, "Regional": 1, "Local authority": 2}
    wide = wide.assign(
        rank=wide["geography_level"].map(ranks),
        is_part=wide["breakdown"] != TOTAL,
        time_period=wide["collection_year"].astype(str),
        time_identifier=TIME_IDENTIFIER,
        geographic_level=wide["geography_level"],
        country_code=COUNTRY[0],
        country_name=COUNTRY[1],
        breakdown_topic=wide["breakdown"].map(safe_text),
        breakdown=wide["breakdown_value"].map(safe_text),
    )
    order = ["time_period", "rank", "geography_code", "is_part", *FILTERS]
    return wide.sort_values(order, ignore_index=True)[[*GEOGRAPHY, *FILTERS, *indicators]]


def _write_pair(stem: Path, data: pd.DataFrame, described: pd.DataFrame) -> None:
    rows = data.itertuples(index=False, name=None)
    write_csv(stem.with_name(f"{stem.name}.csv"), list(data.columns), rows)
    write_csv(stem.with_name(f"{stem.name}.meta.csv"), _META, _meta_rows(data, described))


def _meta_rows(data: pd.DataFrame, described: pd.DataFrame) -> list[list[str]]:
    """Filters with two values or more, then the indicators that the data has."""
    labels = {"breakdown_topic": "Breakdown", "breakdown": "Group of children"}
    filters = [
        [name, "Filter", labels[name], "", "", "", "", ""]
        for name in FILTERS
        if len(set(data[name].unique())) > 1
    ]
    columns = ["ees_indicator", "title", "ees_unit", "decimals"]
    listed = described.loc[described["ees_indicator"].isin(data.columns), columns].astype(str)
    indicators = [
        [name, "Indicator", safe_text(title), "", unit, decimals, "", ""]
        for name, title, unit, decimals in listed.itertuples(index=False, name=None)
    ]
    return filters + indicators


def _require_places(rows: pd.DataFrame, places: pd.DataFrame) -> None:
    unknown = sorted(set(rows["geography_code"]) - set(places.index))
    if unknown:
        raise ProjectError(
            f"mart_measure holds the places {', '.join(unknown)}, unknown to local_authority.csv.",
            remedy="Add them to seeds/local_authority.csv, or correct the model that makes them.",
        )


def _require_single_figures(cells: pd.DataFrame, keys: list[str]) -> None:
    twice = sorted(set(cells.loc[cells.duplicated(keys), "measure_id"]))
    if twice:
        raise ProjectError(
            f"The measures {', '.join(twice)} have two figures for one cell of a data set.",
            remedy="Give each measure of a theme its own ees_indicator in seeds/measures.csv, and "
            "one row in mart_measure for each place, year and breakdown value.",
        )


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ProjectError(
            "The files for explore education statistics break its standard:\n  "
            + "\n  ".join(problems),
            remedy="Correct the measure or seed that each line names, then publish again.",
        )
