"""The whole of a country, one local authority at a time: simulated, shown as extracts, written, answered.

What belongs here: the order of things, and the processes that do them. What does not: any of the things themselves.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from pipeline.synthetic.calibration.load import Calibration
from pipeline.synthetic.extracts.cin_census import cin_census_extracts
from pipeline.synthetic.extracts.court import court_extracts
from pipeline.synthetic.extracts.finance import finance_extracts
from pipeline.synthetic.extracts.ssda903 import ssda903_extracts
from pipeline.synthetic.faults.definition import LedgerEntry, Memory
from pipeline.synthetic.faults.ledger import write_ledger
from pipeline.synthetic.faults.plant import Planter
from pipeline.synthetic.faults.seed import load_fault_kinds
from pipeline.synthetic.life.definition.ground import Ground
from pipeline.synthetic.life.simulate import simulate
from pipeline.synthetic.truth.tables import write_truth
from pipeline.synthetic.writing.csv_file import write_csv
from pipeline.synthetic.writing.folder import csv_path, xml_path
from pipeline.synthetic.writing.headings import load_forms
from pipeline.synthetic.writing.reference import write_postcodes
from pipeline.synthetic.writing.text import to_text
from pipeline.synthetic.writing.xml_file import is_in_xml, write_xml

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.life.definition.world import World
    from pipeline.synthetic.plan import Authority, Plan

MAKERS: Mapping[str, Callable[[World, int], Iterator[Extract]]] = {
    "ssda903": ssda903_extracts,
    "cin_census": cin_census_extracts,
    "court": court_extracts,
    "finance": finance_extracts,
}
# Starting a process costs about a second; that many authorities and years are simulated in the time.
_WORTH_A_PROCESS = 24


@dataclass(frozen=True)
class Order:
    """A country to be made.

    Attributes:
        plan: Which authorities, years, how many children, which faults.
        out: The folder; `extracts/`, `truth/`, `reference/` and the ledger of faults are made in it.
        project: The folder that holds `contracts/` and `seeds/`.
        sources: The sources to write.
        form: Whether SSDA903 and CIN census are written as CSV or as XML; the others are CSV.
    """

    plan: Plan
    out: Path
    project: Path
    sources: tuple[str, ...] = tuple(MAKERS)
    form: Literal["csv", "xml"] = "csv"


@dataclass(frozen=True)
class Made:
    """What was made.

    Attributes:
        by_source: Files and rows of each source.
        faults: How many faults were planted.
        truth_rows: Rows of known answers.
    """

    by_source: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    faults: int = 0
    truth_rows: int = 0

    @property
    def files(self) -> int:
        """Files of all sources."""
        return sum(files for files, _ in self.by_source.values())

    @property
    def rows(self) -> int:
        """Rows of all sources."""
        return sum(rows for _, rows in self.by_source.values())


@dataclass(frozen=True)
class _OneMade:
    made: Made
    ledger: list[LedgerEntry]


def make_country(order: Order, *, on_made: Callable[[str], None] = lambda _: None) -> Made:
    """Make a country: its files, its answers, its reference lists and the ledger of its faults.

    Authorities are made two or more at a time in processes of their own; the bytes are the same however many.

    Args:
        order: What to make and where.
        on_made: Told the name of each local authority when it is done.

    Raises:
        ProjectError: A contract or seed lacks what is needed.
        OSError: A file cannot be written.
    """
    write_postcodes(order.out / "reference" / "postcode.csv", seeds=order.project / "seeds")
    done: dict[str, _OneMade] = {}
    for authority, one in _make_all(order):
        done[authority.la_code] = one
        on_made(authority.la_name)
    in_order = [done[code] for code in sorted(done)]
    ledger = [entry for one in in_order for entry in one.ledger]
    if ledger:
        write_ledger(order.out / "faults.csv", ledger)
    return _sum([one.made for one in in_order])


def _make_all(order: Order) -> Iterator[tuple[Authority, _OneMade]]:
    authorities, calendar = order.plan.authorities, order.plan.calendar
    processes = min(os.cpu_count() or 1, len(authorities))
    if processes == 1 or len(authorities) * len(calendar.years) < _WORTH_A_PROCESS:
        yield from ((authority, _make_one(order, authority)) for authority in authorities)
        return
    # Arrow has threads of its own: a forked copy of it could wait for one that is not there.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, context, initializer=pa.set_cpu_count, initargs=(1,)
    ) as pool:
        waiting = {pool.submit(_make_one, order, authority): authority for authority in authorities}
        for ready in as_completed(waiting):
            yield waiting[ready], ready.result()


def _make_one(order: Order, authority: Authority) -> _OneMade:
    calibration = Calibration(order.project / "seeds" / "calibration")
    world = simulate(Ground(authority, order.plan, calibration))
    planter = Planter(order.plan, load_fault_kinds(calibration.folder), load_forms(order.project))
    counts: dict[str, tuple[int, int]] = dict.fromkeys(order.sources, (0, 0))
    ledger: list[LedgerEntry] = []
    memory = Memory()
    for year in order.plan.calendar.years:
        if year < authority.first_year:
            continue
        planted = planter.plant(_as_text(order, world, year), memory)
        memory = planted.memory
        ledger += planted.ledger
        for source, (files, rows) in _write_year(order, authority, planted.extracts).items():
            counts[source] = (counts[source][0] + files, counts[source][1] + rows)
    truth_rows = write_truth(world, order.out / "truth")
    return _OneMade(Made(counts, len(ledger), truth_rows), ledger)


def _as_text(order: Order, world: World, year: int) -> list[Extract]:
    forms = load_forms(order.project)
    return [
        to_text(extract, forms.of(extract.source, extract.table, year).table)
        for source in order.sources
        for extract in MAKERS[source](world, year)
        if len(extract)
    ]


def _write_year(
    order: Order, authority: Authority, extracts: list[Extract]
) -> dict[str, tuple[int, int]]:
    """Write the tables of one authority and year; files and rows of each source."""
    forms, root = load_forms(order.project), order.out / "extracts"
    counts: dict[str, tuple[int, int]] = {}
    for source in dict.fromkeys(extract.source for extract in extracts):
        of_source = [extract for extract in extracts if extract.source == source]
        in_xml = [one for one in of_source if order.form == "xml" and is_in_xml(one, forms)]
        as_csv = [one for one in of_source if one not in in_xml]
        if in_xml:
            path = xml_path(root, authority, source=source, year=in_xml[0].collection_year)
            write_xml(path, in_xml, forms)
        for extract in as_csv:
            form = forms.of(source, extract.table, extract.collection_year)
            path = csv_path(root, authority, extract)
            write_csv(path, extract.columns, form.headings_of(extract))
        rows = sum(len(extract) for extract in of_source)
        counts[source] = (len(as_csv) + bool(in_xml), rows)
    return counts


def _sum(parts: list[Made]) -> Made:
    sources = dict.fromkeys(source for part in parts for source in part.by_source)
    return Made(
        by_source={
            source: (
                sum(part.by_source.get(source, (0, 0))[0] for part in parts),
                sum(part.by_source.get(source, (0, 0))[1] for part in parts),
            )
            for source in sources
        },
        faults=sum(part.faults for part in parts),
        truth_rows=sum(part.truth_rows for part in parts),
    )


def write_comparison(order: Order) -> Path:
    """Compare a country that was made with what is published, and return the page that shows it.

    Raises:
        ProjectError: A seed lacks a figure.
        OSError: The page cannot be written.
    """
    # Drawing libraries take a second to load: only who asks for the page waits for them.
    from pipeline.synthetic.comparison.answers import Answers
    from pipeline.synthetic.comparison.compare import Sides, compare
    from pipeline.synthetic.comparison.page import About, write_page

    calibration = Calibration(order.project / "seeds" / "calibration")
    figures = compare(Sides(order.plan, calibration, Answers(order.out / "truth")))
    path = order.out / "made_against_published.html"
    write_page(path, figures, About.of(order.plan))
    return path
