"""The project's reference data: each file fits its schema, and what refers to a code finds it."""

import csv
from collections import Counter

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse, quote
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir

FOLDER = find_project_dir() / "seeds"
SEEDS = load_seeds(FOLDER)


@pytest.fixture(scope="module")
def loaded():
    """A database in memory with every seed."""
    with open_warehouse() as connection:
        for seed in SEEDS.values():
            load_seed(connection, seed)
        yield connection


def rows_of(seed):
    with seed.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_csv_has_a_schema_and_every_schema_a_csv():
    tables = {path.stem for path in FOLDER.glob("*.csv")}
    schemas = {path.stem for path in FOLDER.glob("*.yaml")}
    assert tables == schemas, "write the missing half: seeds/<name>.csv and seeds/<name>.yaml"
    assert len(tables) > 10


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_loads_with_its_types_and_all_its_rows(name, loaded):
    described = loaded.execute(f"DESCRIBE {quote(name)}").fetchall()
    declared = [(column.name, column.type) for column in SEEDS[name].table.columns]
    assert [(row[0], row[1]) for row in described] == declared
    count = loaded.execute(f"SELECT COUNT(*) FROM {quote(name)}").fetchall()[0][0]
    assert count == len(rows_of(SEEDS[name])) > 0


@pytest.mark.parametrize("name", SEEDS)
def test_a_key_is_whole_and_names_one_row(name):
    seed = SEEDS[name]
    keys = [tuple(row[column] for column in seed.table.grain) for row in rows_of(seed)]
    assert all(all(part.strip() for part in key) for key in keys), "fill the key in every row"
    repeated = sorted(key for key, times in Counter(keys).items() if times > 1)
    assert repeated == [], "these keys stand in more than one row"


@pytest.mark.parametrize("name", SEEDS)
def test_no_cell_has_blanks_around_it(name):
    padded = [
        (number, column)
        for number, row in enumerate(rows_of(SEEDS[name]), start=2)
        for column, cell in row.items()
        if cell != cell.strip()
    ]
    assert padded == [], "take the blanks out: they make a code another code"


def test_a_code_is_not_in_force_before_it_begins():
    turned = [
        (name, row)
        for name, seed in SEEDS.items()
        for row in rows_of(seed)
        if row.get("first_year") and row.get("last_year") and row["first_year"] > row["last_year"]
    ]
    assert turned == [], "first_year comes before last_year"


MEASURES = rows_of(SEEDS["seed_measures"])
COUNTS = {row["count_id"]: row for row in rows_of(SEEDS["seed_measure_count"])}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda row: row["measure_id"])
def test_a_measure_is_made_of_known_counts_and_says_how(measure):
    units = {row["unit"] for row in rows_of(SEEDS["seed_measure_unit"])}
    assert measure["unit"] in units, "unit: one of seeds/measure_unit.csv"
    assert measure["polarity"] in {"high", "low", "neutral"}
    assert measure["suppression"] in {"numerator", "denominator", "none"}
    assert measure["numerator_count"] in COUNTS, "numerator_count: one of seeds/measure_count.csv"
    below = measure["denominator_count"]
    assert not below or below in COUNTS, "denominator_count: one of seeds/measure_count.csv"
    assert bool(below) == bool(measure["denominator"]), (
        "what is below the line has words and a count"
    )
    assert measure["unit"] != "count" or not below, "a count has nothing below the line"
    chosen = "; ".join(filter(None, (measure["numerator_values"], measure["denominator_values"])))
    assert not (chosen and measure["breakdowns"]), "chosen groups are given for the total only"
    for group in filter(None, chosen.split("; ")):
        assert ": " in group, "write each group as Breakdown: group"
    for name in ("title", "definition", "numerator", "population", "ees_indicator"):
        assert measure[name], f"{name}: say it in words"


def test_measures_of_a_theme_have_indicators_of_their_own():
    names = [(row["theme"], row["ees_indicator"]) for row in MEASURES]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_neighbours_are_ten_authorities_of_a_model_that_stands_for_some_years():
    numbers = {row["dfe_la_code"] for row in rows_of(SEEDS["seed_local_authority"])}
    rows = rows_of(SEEDS["seed_statistical_neighbour"])
    named = {row["dfe_la_code"] for row in rows} | {row["neighbour_dfe_la_code"] for row in rows}
    assert named <= numbers
    lists = Counter((row["vintage"], row["dfe_la_code"]) for row in rows)
    assert set(lists.values()) == {10}
    stands = {row["vintage"] for row in rows_of(SEEDS["seed_statistical_neighbour_year"])}
    assert {row["vintage"] for row in rows} == stands


def test_every_count_is_counted_by_a_model():
    models = (FOLDER.parent / "sql_models" / "marts").glob("mart_measure_count__*.sql")
    counted = "".join(path.read_text(encoding="utf-8") for path in models)
    counts = {name for name, row in COUNTS.items() if row["counted_in"] != "people"}
    # Another would be nought in every release, instead of missing.
    assert sorted(name for name in counts if f"'{name}'" not in counted) == []
