"""A tiny SQL project, whole and correct, which each test breaks in its own way."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.modelling.api import (
    Column,
    ExternalTable,
    compile_project,
    literal,
    load_inputs,
    open_warehouse,
    run_models,
    try_compile,
)
from pipeline.modelling.run import RawFiles
from pipeline.modelling.seeds import load_seeds

FILES = {
    "sql_models/staging/stg_demo__visits.sql": """\
/*---
description: One row per visit.
grain: [visit_id]
columns:
  visit_id: Number of the visit.
  start_date: Day of the visit; NULL when the text is no date.
---*/
SELECT
    CAST(r.visit_id AS INTEGER) AS visit_id,
    r.la_code,
    CAST(TRY_STRPTIME(r.visit_day, ['%d/%m/%Y', '%Y-%m-%d']) AS DATE) AS start_date
FROM raw_demo__visits AS r
""",
    "sql_models/intermediate/int_visits__named.sql": """\
/*---
description: One row per visit, with the name of its LA.
grain: [visit_id]
---*/
SELECT
    v.visit_id,
    v.la_code,
    v.start_date,
    n.la_name
FROM stg_demo__visits AS v
LEFT JOIN seed_la AS n ON v.la_code = n.la_code
""",
    "sql_models/journey/fct_visit.sql": """\
/*---
description: One row per visit.
grain: [visit_id]
---*/
SELECT
    n.visit_id,
    n.la_code,
    n.la_name,
    n.start_date
FROM int_visits__named AS n
""",
    "sql_models/journey/dim_la.sql": """\
/*---
description: One row per LA.
grain: [la_code]
---*/
SELECT
    s.la_code,
    s.la_name
FROM seed_la AS s
""",
    "sql_models/marts/mart_visits.sql": """\
/*---
description: One row per LA.
grain: [la_code]
columns:
  visit_count: Visits that were made.
---*/
SELECT
    f.la_code,
    CAST(COUNT(*) AS BIGINT) AS visit_count
FROM fct_visit AS f
GROUP BY f.la_code
""",
    "sql_models/rules/demo/1a.sql": """\
/*---
code: 1A
table: visits
severity: error
message: The day of the visit is no date. Send it as DD/MM/YYYY.
fields: [DAY]
source: the tests of this project
---*/
SELECT v.visit_id AS row_id
FROM stg_demo__visits AS v
WHERE v.start_date IS NULL
""",
    "seeds/la.csv": "la_code,la_name\nE01,Northam\nE02,Southam\n",
    "seeds/la.yaml": """\
description: One row per LA.
source: made up
key: [la_code]
columns:
  la_code: {type: VARCHAR, privacy: open, description: Code of the LA.}
  la_name: {type: VARCHAR, privacy: open, description: Name of the LA.}
""",
}
VISITS = ExternalTable(
    "raw_demo__visits",
    "raw",
    "One row per visit as received.",
    (
        Column("visit_id", "VARCHAR", "Number as received.", "identifier"),
        Column("visit_day", "VARCHAR", "Day as received.", "quasi"),
        Column("la_code", "VARCHAR", "Code of the LA that sent it.", "open"),
        Column("collection_year", "INTEGER", "Year of the return.", "open"),
    ),
)


@dataclass(frozen=True)
class TinyProject:
    """The files of the tiny project under a folder, and what a test does with them."""

    root: Path

    @property
    def models(self):
        return self.root / "sql_models"

    @property
    def tests(self):
        return self.root / "tests" / "models"

    def path(self, name):
        """The file of a model, by the model's name."""
        return next(self.models.rglob(f"{name}.sql"))

    def write(self, place, text):
        """Write a file, by its place under the root; returns its path."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name, old, new):
        """Replace a text that a model holds; returns its path."""
        path = self.path(name)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return path

    def seeds(self):
        return load_seeds(self.root / "seeds")

    def externals(self):
        return [VISITS, *(seed.table for seed in self.seeds().values())]

    def compile(self):
        return compile_project(self.models, self.externals(), tests=self.tests)

    def diagnostics(self):
        return try_compile(self.models, self.externals(), tests=self.tests)[1]

    def write_visits(self, *rows, year=2025, la_code="E01"):
        """Write a raw Parquet file of (visit_id, visit_day) in the folders of its year and LA."""
        place = self.root / f"raw/visits/collection_year={year}/la_code={la_code}/f.parquet"
        place.parent.mkdir(parents=True, exist_ok=True)
        with open_warehouse() as connection:
            connection.execute("CREATE TABLE v (visit_id VARCHAR, visit_day VARCHAR)")
            connection.executemany("INSERT INTO v VALUES (?, ?)", [list(row) for row in rows])
            connection.execute(f"COPY v TO {literal(str(place))} (FORMAT parquet)")
        return place

    def raw_files(self):
        files = tuple(sorted((self.root / "raw").rglob("*.parquet")))
        return RawFiles(VISITS, files, " ".join(f"{f}{f.stat().st_mtime_ns}" for f in files))

    def run(self, connection):
        """Compile, bring the inputs in and run the models; returns their results."""
        project = self.compile()
        fingerprints = load_inputs(connection, self.seeds().values(), [self.raw_files()])
        return run_models(connection, project.models.values(), fingerprints)


@pytest.fixture
def tiny(tmp_path):
    """The tiny project, in which everything is right."""
    project = TinyProject(tmp_path)
    for place, text in FILES.items():
        project.write(place, text)
    for path in project.models.rglob("*.sql"):
        place = path.relative_to(project.models).with_suffix(".yaml")
        project.write(f"tests/models/{place}", "- {name: nothing in nothing out, expect: []}\n")
    return project


@pytest.fixture
def warehouse():
    """A database in memory."""
    with open_warehouse() as connection:
        yield connection
