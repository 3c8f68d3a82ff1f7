"""What is on each shelf: true and without withheld authorities inside, controlled outside."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.errors import RefusedError
from pipeline.modelling.api import open_warehouse
from pipeline.release.api import build_internal_tables, build_public_tables
from pipeline.release.publish import write_shelves
from pipeline.release.shelves import refuse_identifying_columns
from tests.unit.release.conftest import TABLES, fill, request_of, table, withhold


def one(connection, query: str):
    ((value,),) = connection.execute(query).fetchall()
    return value


def total(shelf, code: str, year: int, column: str = "numerator", measure: str = "starts"):
    return one(
        shelf,
        f"SELECT {column} FROM mart_measure WHERE measure_id = '{measure}' "
        f"AND breakdown = 'Total' AND geography_code = '{code}' AND collection_year = {year}",
    )


def test_the_internal_shelf_holds_true_figures(warehouse, request_) -> None:
    with build_internal_tables(warehouse, request_) as shelf:
        assert total(shelf, "E06000001", 2024) == 35
        small = "SELECT count(*) FROM mart_measure WHERE numerator BETWEEN 1 AND 5"
        assert one(shelf, small) > 0
        assert one(shelf, "SELECT count(*) FROM bench_measure") == one(
            warehouse, "SELECT count(*) FROM mart_measure"
        )


def test_the_rows_of_a_withheld_year_are_gone(warehouse, request_) -> None:
    withhold(warehouse, "E09000007", 2025)
    with build_internal_tables(warehouse, request_) as shelf:
        left = "SELECT count(*) FROM mart_starts WHERE la_code = 'E09000007' AND collection_year ="
        assert one(shelf, f"{left} 2025") == 0
        assert one(shelf, f"{left} 2024") == 3
        reason = (
            "SELECT la_name || ': ' || reason FROM release_coverage WHERE decision = 'withhold'"
        )
        assert one(shelf, reason) == "Camden: A rule fails too often."


@pytest.mark.parametrize(("withheld", "left"), [(2024, [(2025, 2026)]), (2025, [(2024, 2026)])])
def test_a_change_since_or_to_a_withheld_year_is_gone(warehouse, withheld, left) -> None:
    change = table(
        "mart_change",
        "la_code base_year collection_year",
        grain="la_code base_year collection_year",
    )
    warehouse.execute(
        "CREATE TABLE mart_change AS SELECT 'E09000007' AS la_code, * FROM "
        "(VALUES (2024, 2025), (2024, 2026), (2025, 2026)) AS pairs (base_year, collection_year)"
    )
    withhold(warehouse, "E09000007", withheld)
    with build_internal_tables(warehouse, request_of(tables=(*TABLES, change))) as shelf:
        rows = shelf.sql("SELECT base_year, collection_year FROM mart_change").fetchall()
        assert rows == left


def test_the_scorecard_of_a_withheld_year_stays(warehouse) -> None:
    scorecard = table(
        "mart_data_quality", "la_code collection_year", grain="la_code collection_year"
    )
    warehouse.execute(
        "CREATE TABLE mart_data_quality AS SELECT 'E09000007' AS la_code, 2025 AS collection_year"
    )
    withhold(warehouse, "E09000007", 2025)
    request = request_of(tables=(*TABLES, scorecard))
    with build_internal_tables(warehouse, request) as internal:
        assert one(internal, "SELECT count(*) FROM mart_data_quality") == 1
        with build_public_tables(internal, request) as public:
            shown = public.sql("SELECT name FROM (SHOW TABLES)").fetchall()
            assert ("mart_data_quality",) not in shown


def test_the_public_benchmark_knows_only_what_is_shown(warehouse, request_) -> None:
    with (
        build_internal_tables(warehouse, request_) as internal,
        build_public_tables(internal, request_) as public,
    ):
        bench = public.sql("SELECT * FROM bench_measure").df()
        assert not bench["numerator"].between(1, 5).any()
        counts = bench[(bench["measure_id"] == "starts") & (bench["collection_year"] == 2024)]
        hidden = counts[counts["symbol"] == "c"]
        assert hidden["value"].isna().all()
        assert {"E06000001", "E09000007"} <= set(hidden["geography_code"])
        ages = counts[
            (counts["breakdown_value"] == "Under 1")
            & (counts["geography_level"] == "Local authority")
        ]
        shown = ages.loc[ages["symbol"] == "", "value"]
        assert 0 < len(shown) < len(ages)
        assert ages["all_las_mean"].unique() == pytest.approx([shown.mean()])


def test_a_benchmark_that_reads_past_disclosure_control_is_refused(warehouse) -> None:
    leak = table(
        "bench_leak",
        "la_code starts",
        grain="la_code",
        sql="SELECT la_code, sum(starts) AS starts FROM mart_starts GROUP BY la_code",
    )
    request = request_of(tables=(*TABLES, leak))
    with (
        build_internal_tables(warehouse, request) as internal,
        pytest.raises(RefusedError, match="bench_leak reads mart_starts"),
        build_public_tables(internal, request),
    ):
        pass


@pytest.mark.parametrize(
    "name",
    ["child_key", "la_child_id", "UPN", "home_postcode", "postcode", "birth_date", "row_id",
     "file_id"],
)  # fmt: skip
def test_a_column_that_can_identify_a_child_is_refused(name) -> None:
    tables = (table("mart_x", f"la_code {name}", grain="la_code"),)
    with pytest.raises(RefusedError, match=f"mart_x.{name}"):
        refuse_identifying_columns(tables)


def test_the_warehouse_is_left_as_it_was(warehouse, request_) -> None:
    before = warehouse.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    with build_internal_tables(warehouse, request_):
        pass
    after = warehouse.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    assert after == before


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    with open_warehouse() as warehouse:
        write_shelves(folder, fill(warehouse), request_of())
    return folder


def test_the_duckdb_file_explains_itself(written) -> None:
    with open_warehouse(written / "public/benchmarks.duckdb", read_only=True) as reader:
        columns = reader.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() "
            "WHERE table_name = 'bench_measure' ORDER BY column_index"
        ).fetchall()
        assert [(c.name, c.type, c.description) for c in TABLES[2].columns] == columns
        comments = dict(
            reader.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
        )
        assert comments["bench_measure"] == TABLES[2].description


def test_old_drivers_can_open_the_duckdb_files(written) -> None:
    for path in ("public/benchmarks.duckdb", "internal/marts.duckdb"):
        with (written / path).open("rb") as file:
            header = file.read(20)
        # Bytes 12 to 19: the version of the storage; 64 is that of DuckDB 0.9 to 1.1.
        assert header[8:12] == b"DUCK"
        assert int.from_bytes(header[12:20], "little") == 64


def test_parquet_holds_what_duckdb_holds(written) -> None:
    parquet = pd.read_parquet(written / "public/parquet/bench_measure.parquet")
    with open_warehouse(written / "public/benchmarks.duckdb", read_only=True) as reader:
        table_rows = reader.sql("SELECT * FROM bench_measure").df()
    order = ["measure_id", "geography_code", "collection_year", "breakdown", "breakdown_value"]
    pd.testing.assert_frame_equal(
        parquet.sort_values(order, ignore_index=True),
        table_rows.sort_values(order, ignore_index=True),
        check_dtype=False,
    )


def test_the_dictionary_and_the_descriptor_name_every_public_column(written) -> None:
    dictionary = pd.read_csv(written / "public/data_dictionary.csv", keep_default_na=False)
    descriptor = json.loads((written / "public/datapackage.json").read_text())
    for path in (written / "public/parquet").glob("*.parquet"):
        held = list(pd.read_parquet(path).columns)
        described = dictionary[(dictionary["table"] == path.stem) & (dictionary["column"] != "")]
        assert list(described["column"]) == held
        (resource,) = [r for r in descriptor["resources"] if r["path"] == f"parquet/{path.name}"]
        assert [field["name"] for field in resource["schema"]["fields"]] == held
    for resource in descriptor["resources"]:
        assert (written / "public" / resource["path"]).is_file()


def test_a_description_that_a_spreadsheet_would_run_is_made_text(tmp_path) -> None:
    from pipeline.release.dictionary import write_dictionary

    risky = replace(TABLES[0], description="=HYPERLINK(1)")
    write_dictionary((risky,), tmp_path / "d.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "d.csv").read_text().splitlines()[1]
