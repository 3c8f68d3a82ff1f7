"""`cjw synth` on the terminal: what was asked for becomes a plan, and what was made is told with where it lies.

What belongs here: options checked, progress, words. What does not: making anything (`pipeline.synthetic.country`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.table import Table

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.settings import Settings
    from pipeline.synthetic.country import Made
    from pipeline.synthetic.plan import Plan

_MOST_YEARS = 20


@dataclass(frozen=True)
class Wish:
    """What the options of the command say, as they were given.

    Attributes:
        authorities: "all", a number, or names.
        years: How many collection years, the last of them the newest that is published.
        scale: How many children for each real one.
        faults: Share of rows that are given a fault.
        seed: Same seed, same bytes.
        form: Whether the two statutory collections are written as CSV or as XML.
        with_page: Whether to compare with what is published, as a page.
    """

    authorities: str
    years: int
    scale: float
    faults: float
    seed: int
    form: Literal["csv", "xml"]
    with_page: bool


def make_and_show(settings: Settings, wish: Wish, out: Path, *, as_json: bool) -> None:
    """Make a country and say what lies where.

    Args:
        settings: Where the project is.
        wish: What is asked for.
        out: The folder to make; it must be empty or not exist.
        as_json: Whether to print JSON.

    Raises:
        UsageError: An option cannot be, or the folder holds something.
    """
    from pipeline.synthetic.country import Order, make_country, write_comparison

    plan = _plan(settings, wish)
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty.", remedy="Give a folder that does not exist yet.")
    screen = Console(highlight=False, soft_wrap=True, quiet=as_json)
    done = 0
    with screen.status("Making the first local authorities ...") as status:

        def tell(name: str) -> None:
            nonlocal done
            done += 1
            status.update(f"{done} of {len(plan.authorities)} local authorities made, {name} last")

        order = Order(plan=plan, out=out, project=settings.project_dir, form=wish.form)
        made = make_country(order, on_made=tell)
        page = write_comparison(order) if wish.with_page else None
    if as_json:
        Console(soft_wrap=True).print_json(json.dumps(_as_dict(made, out, page), default=str))
    else:
        _show(screen, made, out, page)


def _plan(settings: Settings, wish: Wish) -> Plan:
    from pipeline.synthetic.choice import choose_authorities
    from pipeline.synthetic.plan import LAST_YEAR, Calendar, Plan

    if not 1 <= wish.years <= _MOST_YEARS:
        raise UsageError(f"--years is from 1 to {_MOST_YEARS}.", remedy="Ask for fewer years.")
    if not 0 < wish.scale <= 10:
        raise UsageError("--scale is above 0 and at most 10.", remedy="1 is as many as there are.")
    if not 0 <= wish.faults <= 0.5:
        raise UsageError("--faults is from 0 to 0.5.", remedy="0.02 gives every 50th row a fault.")
    seeds = settings.project_dir / "seeds"
    return Plan(
        authorities=choose_authorities(wish.authorities, seeds=seeds, last_year=LAST_YEAR),
        calendar=Calendar(LAST_YEAR - wish.years + 1, LAST_YEAR),
        scale=wish.scale,
        fault_rate=wish.faults,
        seed=wish.seed,
    )


def _show(screen: Console, made: Made, out: Path, page: Path | None) -> None:
    table = Table(title="Made: fiction, no real child")
    table.add_column("source")
    table.add_column("files", justify="right")
    table.add_column("rows", justify="right")
    for source, (files, rows) in made.by_source.items():
        table.add_row(source, f"{files:,}", f"{rows:,}")
    screen.print(table)
    screen.print(f"  Files as authorities send them  {out / 'extracts'}")
    screen.print(f"  The known answers               {out / 'truth'}")
    screen.print(f"  Lists that rules look things up {out / 'reference'}")
    if made.faults:
        screen.print(f"  {made.faults:,} planted faults          {out / 'faults.csv'}")
    if page:
        screen.print(f"  Made against published          {page}")
    screen.print(f"Through the pipeline: cjw run {out / 'extracts'} --home {out / 'home'}")


def _as_dict(made: Made, out: Path, page: Path | None) -> dict[str, object]:
    return {
        "extracts": out / "extracts",
        "files": made.files,
        "rows": made.rows,
        "faults": made.faults,
        "truth_rows": made.truth_rows,
        "by_source": {
            source: {"files": files, "rows": rows}
            for source, (files, rows) in made.by_source.items()
        },
        "page": page,
    }
