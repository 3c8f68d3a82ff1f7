"""Finding a child in the warehouse and reading its journey.

The id of a child is turned into keys here and goes no further: no message repeats it.
What belongs here: the questions to the warehouse. What does not: how the answers look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import RefusedError, UsageError
from pipeline.journey.definition import Journey, JourneyEvent, JourneySpell
from pipeline.modelling.api import read_warehouse
from pipeline.pseudonym import child_key, load_key, require_same_key
from pipeline.sources.api import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from pipeline.settings import Settings
    from pipeline.sources.api import Authority

_FOUND = "SELECT DISTINCT child_key FROM int_children__resolved WHERE received_child_key IN ({keys}) ORDER BY 1"
_CHILD = """
SELECT c.child_key, a.la_name, c.birth_date, r.as_at_date
FROM dim_child AS c
INNER JOIN dim_local_authority AS a ON c.la_code = a.la_code
INNER JOIN (SELECT la_code, MAX(as_at_date) AS as_at_date FROM fct_return GROUP BY la_code) AS r
    ON c.la_code = r.la_code
WHERE c.child_key = ?
"""
_SPELLS = """
SELECT e.lane, e.lane_order, s.spell, COALESCE(s.detail, ''), s.start_date, s.end_date
FROM fct_journey_spell AS s
INNER JOIN seed_journey_event AS e ON s.spell = e.spell AND e.edge = 'start'
WHERE s.child_key = ?
ORDER BY e.lane_order, s.start_date, e.sort_order, s.object_key
"""
_EVENTS = """
SELECT
    j.event_number, j.event_date, e.lane, e.lane_order, j.event, COALESCE(j.detail, ''), COALESCE(e.edge, '') <> '',
    j.source, j.table_name, j.row_id
FROM fct_journey_event AS j
INNER JOIN seed_journey_event AS e ON j.event = e.event
WHERE j.child_key = ?
ORDER BY j.event_number
"""


def read_journey(settings: Settings, child: str, *, la: str = "") -> Journey:
    """Return the journey of one child.

    Args:
        settings: Where the data home and the key are.
        child: The id that the local authority gives the child, or a child key of the warehouse.
        la: The local authority by name, code or DfE number; "" when only one of the warehouse knows the id.

    Raises:
        BusyError: A run is writing to the warehouse.
        RefusedError: Nothing has been built yet, or by a version that had no journey; or it cannot be opened.
        UsageError: No child, or more than one, has the id; or the authority is not known.
    """
    home = settings.home_paths
    # Without the check of the key that filled it, a reader's key would be remembered as the home's own.
    if not (home.warehouse.exists() and home.key_check.exists()):
        raise RefusedError("Nothing has been built yet.", remedy="Run `cjw run` first.")
    key = load_key(settings)
    require_same_key(home, key)
    authorities = _authorities(settings, la)
    keys = {child_key(key, one.dfe_la_code, child) for one in authorities if one.dfe_la_code}
    with read_warehouse(settings.home_paths.warehouse) as connection:
        return _read(connection, _the_one(connection, {*keys, child.strip().lower()}))


def _authorities(settings: Settings, la: str) -> Iterable[Authority]:
    gazetteer = load_gazetteer(settings.project_dir / "seeds")
    if not la:
        return set(gazetteer.by_code.values())
    found = [one for places in gazetteer.find(la) for one in places]
    if not found:
        raise UsageError(
            f"No local authority is called {la!r}.",
            remedy="Give its name, its nine-character code or its DfE number.",
        )
    return found


def _the_one(connection: DuckDBPyConnection, keys: set[str]) -> str:
    question = _FOUND.format(keys=", ".join("?" * len(keys)))
    found = connection.execute(question, sorted(keys)).fetchall()
    if not found:
        raise UsageError(
            "No child of the warehouse has this id.",
            remedy="Check the id, and give the local authority with --la if you have not.",
        )
    if len(found) > 1:
        raise UsageError(
            "Several local authorities have a child with this id.",
            remedy="Say which with --la.",
        )
    return str(found[0][0])


def _read(connection: DuckDBPyConnection, key: str) -> Journey:
    ((_, la_name, birth_date, as_at_date),) = connection.execute(_CHILD, [key]).fetchall()
    spells = connection.execute(_SPELLS, [key]).fetchall()
    events = connection.execute(_EVENTS, [key]).fetchall()
    return Journey(
        child_key=key,
        la_name=la_name,
        birth_date=birth_date,
        as_at_date=as_at_date,
        spells=tuple(JourneySpell(*row) for row in spells),
        events=tuple(JourneyEvent(*row) for row in events),
    )
