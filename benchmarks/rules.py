"""All rules over many returns, as a ratio to a bare scan: `python -m benchmarks.rules [--las 10] [--years 10]`.

Makes a country of all sources in a temporary folder, takes it in, builds what the rules read, and then, in this
process, runs the rules as the nightly run does and scans the same tables. The scan takes the greatest value of every
column of every table that a rule reads (to count them would read no values). The best of three of each.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.clock import seconds
from pipeline.modelling.api import (
    RawFiles,
    load_inputs,
    open_warehouse,
    quote,
    run_models,
)
from pipeline.nightly import take_in
from pipeline.quality.api import run_rules
from pipeline.settings import Settings
from pipeline.sources.api import Order as Intake
from pipeline.sources.api import raw_tables
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.country import Order, make_country
from pipeline.synthetic.plan import LAST_YEAR, Calendar, Plan
from pipeline.workspace import external_raw_table, load_workspace

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipeline.workspace import Workspace

_TIMES = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--las", default="10")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--faults", type=float, default=0.005)
    arguments = parser.parse_args()
    os.environ.setdefault("CJW_PSEUDONYM_KEY", "a key for benchmarks, of no secrecy")
    with tempfile.TemporaryDirectory(prefix="rules-") as temporary:
        folder = Path(temporary)
        settings = Settings(home=folder / "home")
        chosen = choose_authorities(
            arguments.las, seeds=settings.project_dir / "seeds", last_year=LAST_YEAR
        )
        calendar = Calendar(LAST_YEAR - arguments.years + 1, LAST_YEAR)
        plan = Plan(chosen, calendar, fault_rate=arguments.faults)
        make_country(Order(plan, folder / "country", settings.project_dir))
        extracts = folder / "country" / "extracts"
        take_in(settings, Intake([extracts]), now=datetime.now(UTC), on_event=lambda _: None)
        print(f"{len(chosen)} authorities, {arguments.years} years")
        measure(settings)


def measure(settings: Settings) -> None:
    """Build what the rules read, run them, scan the same, and print the figures."""
    workspace = load_workspace(settings)
    with open_warehouse(settings.home_paths.warehouse) as connection:
        read = build(connection, settings, workspace)
        scans, runs = [], []
        for _ in range(_TIMES):
            scans.append(seconds(lambda: scan(connection, read)))
            runs.append(seconds(lambda: run_rules(connection, workspace.rules)))
        rows = sum(connection.table(name).count("*").fetchall()[0][0] for name in read)
        findings = connection.table("fct_data_quality_issue").count("*").fetchall()[0][0]
    print(f"{rows:,} rows in the {len(read)} tables that {len(workspace.rules)} rules read")
    print(f"bare scan    {min(scans):.2f} s")
    print(f"rules        {min(runs):.2f} s, {findings:,} findings kept")
    print(f"ratio        {min(runs) / min(scans):.1f}")
    print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


def build(connection: DuckDBPyConnection, settings: Settings, workspace: Workspace) -> list[str]:
    """Build the models that rules read, and return the names of all tables that they read."""
    project = workspace.project
    raw = raw_tables(settings.home_paths, project=settings.project_dir)
    files = [RawFiles(external_raw_table(one), one.files, one.fingerprint) for one in raw]
    known = load_inputs(connection, workspace.seeds.values(), files)
    needed = project.with_ancestors(project.rules)
    run_models(connection, [m for n, m in project.models.items() if n in needed], known)
    return sorted({name for rule in project.rules.values() for name in rule.refs})


def scan(connection: DuckDBPyConnection, tables: list[str]) -> None:
    """Read all values of some tables."""
    for table in tables:
        connection.sql(f"SELECT max(COLUMNS(*)) FROM {quote(table)}").fetchall()


if __name__ == "__main__":
    main()
