"""A small contract that has every type of column, and running what is made from it."""

import pytest

from pipeline.derived.raw_suite import raw_columns
from pipeline.derived.staging import staging_name, staging_sql
from pipeline.modelling.engines.duckdb import open_warehouse, quote
from pipeline.sources.contract.definition import Column, Source, Table

INTEGERS = {"row_number", "collection_year", "release_year"}


def column(name, kind="text", **more):
    return Column(
        **(
            {
                "name": name,
                "heading": name.upper(),
                "type": kind,
                "privacy": "open",
                "meaning": f"The {name}.",
            }
            | more
        )
    )


def table_of(*columns, place="la_year", **more):
    return Table(
        **(
            {
                "source": "made_up",
                "name": "stays",
                "title": "Stays",
                "description": "One row per stay.",
                "place": place,
                "recognised_by": (columns[0].name,),
                "columns": columns,
            }
            | more
        )
    )


@pytest.fixture
def stays():
    """One column of each type, a code list of its own and one of the source's."""
    return table_of(
        column("la_child_id", heading="CHILD", privacy="identifier", required=True),
        column("legal_status_code", "code", heading="LS", codes="legal_status"),
        column("provider_code", "code", heading="PROVIDER", codes="provider", since=2017),
        column("home_postcode"),
        column("start_date", "date", heading="DECOM", required=True, other_headings=("START",)),
        column("permanence_date", "partial_date"),
        column("received_at", "timestamp"),
        column("sibling_count", "integer", until=2020),
        column("distance_miles", "number"),
        column("weekly_cost", "money"),
        column("is_planned", "boolean"),
    )


@pytest.fixture
def source(stays):
    return Source(
        name="made_up",
        title="Made-up return",
        what_it_is="A return that nobody asks for.",
        who_returns_it="Nobody.",
        when="Never.",
        how_it_arrives="By hand.",
        irregularities=("Whatever is in it is odd.",),
        reference="This test.",
        tables=(stays,),
    )


@pytest.fixture
def warehouse():
    with open_warehouse() as connection:
        yield connection


@pytest.fixture
def hold(warehouse, source):
    """Fill the raw table of a contract with rows, and build its staging table; a column left out is NULL."""

    def fill(table, *rows):
        columns = ", ".join(
            f"{quote(name)} {'INTEGER' if name in INTEGERS else 'VARCHAR'}"
            for name in raw_columns(table)
        )
        warehouse.execute(f"CREATE TABLE {table.raw_name} ({columns})")
        for row in rows:
            names = ", ".join(map(quote, row))
            warehouse.execute(
                f"INSERT INTO {table.raw_name} ({names}) VALUES ({', '.join('?' for _ in row)})",
                list(row.values()),
            )
        warehouse.execute(f"CREATE TABLE {staging_name(table)} AS {staging_sql(source, table)}")
        return warehouse.sql(f"SELECT * FROM {staging_name(table)}").df().to_dict("records")

    return fill
