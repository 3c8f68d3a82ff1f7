"""A release of the made country, made end to end, and an attacker who adds and subtracts all that its files show.

The attacker knows every shown count exactly, though regions are rounded, what each measure counts, and which sums hold:
groups with their total, authorities with region and nation, chosen groups, and one year with the next. Nothing here is
shared with disclosure control but the catalogue.
"""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from pipeline.modelling.api import open_warehouse
from pipeline.release.api import ReleasedColumn, ReleasedTable, ReleaseFacts, ReleaseRequest
from pipeline.release.publish import write_shelves

pytestmark = pytest.mark.slow

ROW = ["measure_id", "geography_code", "collection_year", "breakdown", "breakdown_value"]
PLACE = ["count", "chosen", "place", "year"]
CELL = [*PLACE, "breakdown", "group"]
SIDES = {"numerator": "numerator_count", "denominator": "denominator_count"}
STEP = 0.5  # what moves by less may be but one number


@pytest.fixture(scope="module")
def released(both, workspace, tmp_path_factory):
    """The public shelf of a release, its true measures, and the seeds that say what they count."""
    folder = tmp_path_factory.mktemp("release")
    facts = ReleaseFacts(content_fingerprint="of-the-made-country", code_version="test")
    wanted = [m for m in workspace.released_models if m.layer == "benchmarks"]
    wanted.append(workspace.project.models["mart_measure"])
    tables = tuple(map(_described, wanted))
    with open_warehouse(both.warehouse, read_only=True) as warehouse:
        write_shelves(folder, warehouse, ReleaseRequest(tables, facts))
        seeds = ("measures", "measure_count", "count_flow", "local_authority")
        names = ("mart_measure", *(f"seed_{name}" for name in seeds))
        true, *seeds = (warehouse.sql(f"FROM {name}").df() for name in names)
    shown = pd.read_parquet(folder / "public" / "parquet" / "bench_measure.parquet")
    return SimpleNamespace(
        folder=folder / "public",
        shown=shown,
        rows=shown[[*ROW, "symbol", *SIDES]].merge(true, on=ROW, suffixes=("", "_true")),
        measures=seeds[0].fillna("").set_index("measure_id"),
        counted=set(seeds[1].loc[seeds[1]["counted_in"].isin(["children", "events"]), "count_id"]),
        flows=seeds[2],
        places=seeds[3].fillna(""),
    )


def _described(model):
    columns = tuple(ReleasedColumn(c.name, c.type, c.description) for c in model.columns)
    return ReleasedTable(model.name, model.description, model.grain, columns, model.file.sql)


@pytest.fixture(scope="module")
def cells(released):
    """Every count that a figure tells, once: its true number, and whether any figure shows it."""
    sides = [_side(released, name) for name in SIDES]
    told = pd.concat(sides, ignore_index=True).dropna(subset="number")
    shows = told.groupby([*CELL, "number"], as_index=False)["shown"].agg(["any", "all"])
    return shows.reset_index(drop=True)


def _side(released, side):
    rows = released.rows[released.rows["symbol"] != "x"]
    measure = released.measures.loc[rows["measure_id"]].set_axis(rows.index)
    count, chosen = measure[SIDES[side]], measure[f"{side}_values"]
    share = (side == "denominator") & (count == measure["numerator_count"]) & (chosen == "")
    whole = share | (chosen != "")
    follows = (side == "numerator") & (measure["suppression"] == "denominator")
    frame = pd.DataFrame(
        {
            "count": count,
            "chosen": chosen,
            "place": rows["geography_code"],
            "year": rows["collection_year"],
            "breakdown": rows["breakdown"].mask(whole, "Total"),
            "group": rows["breakdown_value"].mask(whole, "Total"),
            "number": rows[f"{side}_true"].astype("Float64"),
            "shown": rows[side].notna(),
            "level": rows["geography_level"],
        }
    )
    return frame[count.isin(released.counted) & ~follows]


def _ties(released, cells):
    """Sums that hold, as rows over the cells: +1 for what is added, -1 for what it adds up to."""
    parts = cells[cells["breakdown"] != "Total"]
    groups = parts.assign(line=parts.groupby([*PLACE, "breakdown"], sort=False).ngroup())
    yield _sums(cells, groups, dict.fromkeys(["breakdown", "group"], "Total"))
    for upper in ("london_part_code", "region_code", None):
        codes = released.places.set_index("la_code")[upper] if upper else None
        above = cells["place"].map(codes) if upper else _nation(released, cells)
        lower = cells[above.fillna("").ne("")].assign(above=above)
        line = lower.groupby(["count", "chosen", "year", "breakdown", "group", "above"]).ngroup()
        yield _sums(cells, lower.assign(line=line), {"place": "above"})


def _nation(released, cells):
    return pd.Series("E92000001", index=cells.index).where(
        cells["place"].isin(released.places["la_code"]), ""
    )


def _sums(cells, parts, above):
    """Lines of the parts with the cell that `above` leads to, where the numbers bear the sum out."""
    wholes = parts.drop_duplicates("line").copy()
    for name, value in above.items():
        wholes[name] = wholes.get(value, value)
    total = parts.groupby("line")["number"].sum().rename("total").reset_index()
    wholes = wholes[[*CELL, "line"]].merge(total, on="line")
    number = cells.reset_index(names="cell")[[*CELL, "number", "cell"]]
    wholes = wholes.merge(number, left_on=[*CELL, "total"], right_on=[*CELL, "number"])
    members = parts.reset_index(names="cell").merge(wholes[["line"]], on="line")
    line = pd.concat([members["line"], wholes["line"]])
    sign = np.repeat([1.0, -1.0], [len(members), len(wholes)])
    cell = pd.concat([members["cell"], wholes["cell"]])
    return csr_matrix((sign, (pd.factorize(line)[0], cell)), shape=(line.nunique(), len(cells)))


def _between_counts(released, cells):
    """Chosen groups with their sum, and a count on a day with those who came and went since the year before."""
    keys = list(cells[CELL].itertuples(index=False, name=None))
    index = {key: n for n, key in enumerate(keys)}
    number = cells["number"].to_numpy(dtype=float)
    members = []
    for plus, minus in _equal_sums(keys, list(released.flows.itertuples(index=False, name=None))):
        added, taken = ([index.get(key, -1) for key in some] for some in (plus, minus))
        if -1 not in (*added, *taken) and number[added].sum() == number[taken].sum():
            members.append([(n, 1) for n in added] + [(n, -1) for n in taken])
    line = np.repeat(np.arange(len(members)), [len(some) for some in members])
    cell, sign = np.array([member for some in members for member in some]).T
    return csr_matrix((sign, (line, cell)), shape=(len(members), len(cells)))


def _equal_sums(keys, flows):
    for key in keys:
        count, chosen, place, year, *group = key
        if chosen:
            pairs = [tuple(pair.split(": ", 1)) for pair in chosen.split("; ")]
            yield [(count, "", place, year, *pair) for pair in pairs], [key]
        for stock, *joined_and_left in flows:
            if (count, chosen) == (stock, ""):
                before = (count, "", place, year - 1, *group)
                came, went = ((name, "", place, year, *group) for name in joined_and_left)
                yield [before, came], [key, went]


def test_what_one_figure_hides_no_other_shows(cells):
    both_ways = cells[cells["any"] & ~cells["all"]]
    assert both_ways.empty


@pytest.fixture(scope="module")
def ties(released, cells):
    """All sums that hold, a row each."""
    return vstack([*_ties(released, cells), _between_counts(released, cells)]).tocsc()


def test_adding_and_subtracting_all_that_is_shown_gives_no_hidden_count(cells, ties):
    hidden = np.flatnonzero(~cells["any"])
    assert len(hidden) > 500
    pinned = cells.loc[_worked_out(cells, ties, hidden), CELL]
    assert pinned.empty, pinned.head().to_string()


def test_the_attacker_gets_at_small_counts_that_have_no_company(cells, ties):
    small = np.flatnonzero(~cells["any"] & cells["number"].between(1, 5))
    assert len(_worked_out(cells, ties, small)) > 100


def test_the_files_for_explore_education_statistics_hide_the_same(released):
    measure = released.measures.loc[released.shown["measure_id"]]
    keys = ["theme", "ees_indicator", *ROW[1:]]
    shown = released.shown.assign(**{n: measure[n].to_numpy() for n in keys[:2]})
    hidden = shown.loc[shown["symbol"] == "c", keys].astype(str)
    told = pd.concat(map(_hidden_in, sorted((released.folder / "ees").glob("*[!a].csv"))))
    assert len(told) > 1000
    assert set(map(tuple, told.to_numpy())) == set(map(tuple, hidden.to_numpy()))


def _hidden_in(path):
    """Theme, indicator, place, year and group of each cell that a file has as confidential."""
    data = pd.read_csv(path, dtype=str, keep_default_na=False)
    codes = zip(data["new_la_code"], data["region_code"], data["country_code"], strict=True)
    data = data.assign(
        theme=path.stem.removeprefix("childrens_social_care_"),
        place=[a or b or c for a, b, c in codes],
    )
    names = ["theme", "place", "time_period", "breakdown_topic", "breakdown"]
    indicators = data.columns[data.columns.get_loc("breakdown") + 1 : -2]
    cells = data.melt(names, indicators, var_name="indicator")
    return cells.loc[cells["value"] == "c", ["theme", "indicator", *names[1:]]]


def _worked_out(cells, ties, hidden):
    among = ties[:, hidden]
    among = among.tocsr()[among.getnnz(axis=1) > 0]
    return hidden[_pinned(among, cells["number"].to_numpy(dtype=float)[hidden])]


def _pinned(ties, true):
    """Which unknowns can be but one number, none below nought: no change that keeps all ties moves them."""
    stuck = np.arange(len(true))
    chance = np.random.default_rng(1)
    while True:
        moved = np.zeros(len(true), dtype=bool)
        for sign in (1, -1):
            goal = np.zeros(len(true))
            goal[stuck] = (
                sign * chance.uniform(0.5, 1.5, len(stuck)) * chance.choice([-1, 1], len(stuck))
            )
            bounds = np.column_stack([np.maximum(-true, -50), np.full(len(true), 50)])
            found = linprog(goal, A_eq=ties, b_eq=np.zeros(ties.shape[0]), bounds=bounds)
            moved |= np.abs(found.x) > STEP
        left = stuck[~moved[stuck]]
        if len(left) in (0, len(stuck)):
            return left
        stuck = left
