"""What a person at a terminal sees of Data Docs: where the pages are, and how many suites are as expected.

What belongs here: bringing the project's suites and the stored verdicts together, and words. What does not: the pages
(`quality.data_docs`). No suite is run.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from pipeline.errors import UsageError
from pipeline.modelling.api import read_warehouse
from pipeline.quality.api import load_suites, write_data_docs
from pipeline.suite_verdicts import read_judged

if TYPE_CHECKING:
    from pipeline.settings import Settings


def write_docs_and_show(settings: Settings, *, as_json: bool) -> None:
    """Write the pages of the last run's verdicts, and say where they are.

    Args:
        settings: Where the data home and the project are.
        as_json: Whether to print one JSON object.

    Raises:
        BusyError: A run is writing to the warehouse.
        RefusedError: Nothing has been built or judged yet, or an earlier version did it.
        ProjectError: A suite is at fault.
        UsageError: The pages cannot be written.
    """
    suites = {
        folder.name: load_suites(folder)
        for folder in (settings.project_dir / "expectations").glob("*/")
    }
    with read_warehouse(settings.home_paths.warehouse) as connection:
        judged = read_judged(connection, suites)
    names = {suite.model for listed in suites.values() for suite in listed}
    unjudged = sorted(names - {one.name for one in judged})
    folder = settings.home_paths.data_docs
    try:
        index = write_data_docs(folder, judged, unjudged)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({type(error).__name__}).",
            remedy="See whether this account may write there, and whether the disk is full.",
        ) from None
    erred = sum(bool(one.erred) for one in judged)
    failed = sum(not one.result.success for one in judged)
    if as_json:
        facts = {
            "index": str(index),
            "suites": len(judged),
            "failed": failed,
            "erred": erred,
            "unjudged": unjudged,
        }
        typer.echo(json.dumps(facts))
        return
    unchecked = f", {erred} of them with what could not be checked" if erred else ""
    typer.echo(f"{len(judged)} suites: {failed} not as expected{unchecked}")
    typer.echo(f"Data Docs  {index}")
