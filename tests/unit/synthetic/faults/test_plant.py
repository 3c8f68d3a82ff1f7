"""Each kind of fault is where the ledger says and nothing else is changed; as many as asked; always the same."""

from collections import Counter
from datetime import datetime

import pytest

from pipeline.errors import ProjectError
from pipeline.modelling.api import load_seeds, open_warehouse, quote
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir
from pipeline.synthetic.faults.definition import Memory
from pipeline.synthetic.faults.ledger import write_ledger
from pipeline.synthetic.faults.rows import MISSING_MODULE
from pipeline.synthetic.faults.seed import load_fault_kinds
from tests.unit.synthetic.faults import made
from tests.unit.synthetic.faults.conftest import KINDS, planter

REMOVING = {
    "case_left_out",
    "child_not_in_census",
    "child_not_in_header",
    "episode_left_out",
    "placement_without_cost",
}
COPYING = {"duplicate_id", "duplicate_row", "duplicate_worker"}
OTHERS = {"changed_id", MISSING_MODULE}


def kinds_of(*names):
    return [pytest.param(one, id=name_of(one)) for one in KINDS if one.kind in names]


def name_of(kind):
    return f"{kind.kind}-{kind.table}-{kind.column}"


def rows_of(extract):
    return list(zip(*(column.to_pylist() for column in extract.columns.values()), strict=True))


def tables_of(extracts):
    return {(one.source, one.table): one for one in extracts}


def cell(extracts, entry):
    extract = tables_of(extracts)[entry.source, entry.table]
    return extract.columns[entry.column][entry.row - 1].as_py()


def changed_cells(before, after):
    """Return the cells that differ between tables with the same rows, as source, table, row and column."""
    before, after = tables_of(before), tables_of(after)
    assert before.keys() == after.keys()
    return {
        (*key, row, name)
        for key in before
        for name in before[key].columns
        for row, (old, new) in enumerate(
            zip(
                before[key].columns[name].to_pylist(),
                after[key].columns[name].to_pylist(),
                strict=True,
            ),
            start=1,
        )
        if old != new
    }


@pytest.mark.parametrize(
    "kind", kinds_of(*{one.kind for one in KINDS} - REMOVING - COPYING - OTHERS)
)
def test_only_the_cells_of_the_ledger_differ(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    assert planted.ledger, "no row was given the fault"
    told = {(one.source, one.table, one.row, one.column) for one in planted.ledger}
    assert changed_cells(clean, planted.extracts) == told
    for entry in planted.ledger:
        assert (cell(planted.extracts, entry), cell(clean, entry)) == (entry.planted, entry.right)
        assert entry.planted != entry.right
        assert (entry.kind, entry.rule_code) == (kind.kind, kind.rule_code)


@pytest.mark.parametrize("kind", kinds_of(*COPYING))
def test_a_row_is_there_twice_where_the_ledger_says(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    before = rows_of(tables_of(clean)[kind.sheet])
    after = rows_of(tables_of(planted.extracts)[kind.sheet])
    told = {entry.row for entry in planted.ledger}
    assert told
    assert all(after[row - 1] == after[row - 2] for row in told)
    assert [one for row, one in enumerate(after, start=1) if row not in told] == before


@pytest.mark.parametrize("kind", kinds_of("episode_left_out"))
def test_an_episode_left_out_leaves_a_gap_at_the_row_of_the_ledger(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    table = tables_of(planted.extracts)[kind.sheet]
    assert len(table) == len(tables_of(clean)[kind.sheet]) - len(planted.ledger)
    assert planted.ledger
    for entry in planted.ledger:
        before = {name: values[entry.row - 2].as_py() for name, values in table.columns.items()}
        assert before["la_child_id"] == entry.la_child_id
        assert before["reason_episode_ceased_code"] == "X1"
        assert before["end_date"] == entry.right != entry.planted == cell([table], entry)


@pytest.mark.parametrize("kind", kinds_of("child_not_in_header"))
def test_a_child_not_in_the_header_has_episodes(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    header = tables_of(planted.extracts)[kind.sheet].columns["la_child_id"].to_pylist()
    assert planted.ledger
    for entry in planted.ledger:
        assert entry.table == "episodes"
        assert cell(planted.extracts, entry) == entry.la_child_id
        assert entry.la_child_id not in header


@pytest.mark.parametrize("kind", kinds_of("child_not_in_census"))
def test_a_child_not_in_the_census_is_in_none_of_its_tables(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    gone = {entry.la_child_id for entry in planted.ledger}
    assert gone
    for extract in planted.extracts:
        was = tables_of(clean)[extract.source, extract.table]
        kept = [row for row in rows_of(was) if extract.source != "cin_census" or row[0] not in gone]
        assert rows_of(extract) == kept
    assert {cell(planted.extracts, entry) for entry in planted.ledger} == gone


@pytest.mark.parametrize("kind", kinds_of("case_left_out"))
def test_a_child_without_a_case_stays_among_the_children(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    cases = tables_of(planted.extracts)[kind.sheet].columns["la_child_id"].to_pylist()
    assert planted.ledger
    for entry in planted.ledger:
        assert cell(planted.extracts, entry) == entry.la_child_id
        assert entry.la_child_id not in cases


@pytest.mark.parametrize("kind", kinds_of("placement_without_cost"))
def test_a_placement_without_cost_is_an_episode_of_the_ledger(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    costs = {
        (row[0], row[1])
        for row in zip(
            *(
                tables_of(planted.extracts)[kind.sheet].columns[name].to_pylist()
                for name in ("la_child_id", "placement_start_date")
            ),
            strict=True,
        )
    }
    assert planted.ledger
    for entry in planted.ledger:
        assert entry.table == "episodes"
        assert (entry.la_child_id, cell(planted.extracts, entry)) not in costs


@pytest.mark.parametrize("kind", kinds_of("changed_id"))
def test_a_changed_id_is_the_same_in_all_tables_and_in_later_years(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    new = {entry.right: entry.planted for entry in planted.ledger}
    assert new
    for before, after in zip(clean, planted.extracts, strict=True):
        renamed = [tuple(new.get(text, text) for text in row) for row in rows_of(before)]
        assert rows_of(after) == renamed
    later = planter(()).plant(clean, planted.memory)
    assert later.ledger == []
    assert list(map(rows_of, later.extracts)) == list(map(rows_of, planted.extracts))


@pytest.mark.parametrize("kind", kinds_of(MISSING_MODULE))
def test_a_module_that_is_not_sent_is_no_file(kind, clean, memory):
    planted = planter([kind], rate=1.0).plant(clean, memory)
    assert [one for one in clean if (one.source, one.table) != kind.sheet] == planted.extracts
    (entry,) = planted.ledger
    assert (entry.row, entry.source, entry.table) == (-1, *kind.sheet)


@pytest.mark.parametrize("rate", [0.005, 0.02, 0.05])
def test_as_many_rows_are_given_a_fault_as_asked(rate, clean, memory):
    kinds = [one for one in KINDS if one.kind != MISSING_MODULE]
    planted = planter(kinds, rate=rate).plant(clean, memory)
    assert abs(len(planted.ledger) - rate * sum(map(len, clean))) <= len(clean)


def test_no_faults_are_asked_for_and_nothing_is_changed(clean, memory):
    planted = planter(KINDS, rate=0.0).plant(clean, memory)
    assert (planted.extracts, planted.ledger) == (clean, [])


def test_a_seed_gives_the_same_faults_and_another_seed_others(clean, memory):
    first, second = (planter(KINDS).plant(clean, memory) for _ in range(2))
    other = planter(KINDS, seed=8).plant(clean, memory)
    assert first.ledger == second.ledger != other.ledger
    assert first.extracts == second.extracts


def test_a_child_is_given_one_fault_a_year(clean, memory):
    ledger = planter(KINDS).plant(clean, memory).ledger
    known = [
        entry.right if entry.kind in {"changed_id", "unknown_child"} else entry.la_child_id
        for entry in ledger
        if entry.la_child_id
    ]
    assert Counter(known).most_common(1)[0][1] == 1
    assert len(known) > 200


def test_a_year_is_compared_with_the_last_only_for_children_without_a_fault_then(clean, memory):
    kind = next(one for one in KINDS if one.kind == "restated_start")
    before = planter([kind], rate=0.02).plant(clean, memory).ledger
    at_fault = frozenset(entry.la_child_id for entry in before)
    told = Memory(memory.new_ids, memory.last_year, at_fault)
    after = planter([kind], rate=0.5).plant(clean, told).ledger
    assert at_fault
    assert after
    assert at_fault.isdisjoint(entry.la_child_id for entry in after)


@pytest.mark.parametrize("kind", kinds_of("restated_start", "restated_episode", "closed_late"))
def test_nothing_is_restated_in_the_first_year(kind, clean):
    assert planter([kind]).plant(clean, Memory()).ledger == []


def test_a_file_of_the_ledger_has_a_row_an_entry(tmp_path, clean, memory):
    ledger = planter(KINDS).plant(clean, memory).ledger
    write_ledger(tmp_path / "faults" / "ledger.csv", ledger)
    lines = (tmp_path / "faults" / "ledger.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("la_code,collection_year,source,table,row,field,")
    assert len(lines) == len(ledger) + 1


def test_the_seed_of_kinds_fits_its_schema(tmp_path):
    for path in (find_project_dir() / "seeds" / "calibration").glob("fault_kind.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with open_warehouse() as connection:
        seed = load_seeds(tmp_path)["seed_fault_kind"]
        load_seed(connection, seed)
        found = connection.execute(f"SELECT COUNT(*) FROM {quote('seed_fault_kind')}").fetchall()
    assert found == [(len(KINDS),)]
    keys = Counter((one.kind, one.source, one.table, one.column) for one in KINDS)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_kind_names_columns_that_its_table_has():
    for kind in KINDS:
        names = made.FORMS.of(*kind.sheet, made.THIS).headings
        assert kind.column in names
        if kind.other_column:
            table, _, column = kind.other_column.rpartition(".")
            other = made.FORMS.of(kind.source, table or kind.table, made.THIS).headings
            assert column in other


def test_a_kind_that_nothing_plants_is_refused(tmp_path):
    text = (find_project_dir() / "seeds" / "calibration" / "fault_kind.csv").read_text("utf-8")
    (tmp_path / "fault_kind.csv").write_text(text.replace("gapped_", "capped_"), encoding="utf-8")
    with pytest.raises(ProjectError, match="capped_episodes"):
        load_fault_kinds(tmp_path)


def day(text):
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone


def episode_before(planted, entry):
    table = tables_of(planted.extracts)[entry.source, entry.table]
    before, row = (
        {name: values[at].as_py() for name, values in table.columns.items()}
        for at in (entry.row - 2, entry.row - 1)
    )
    assert before["la_child_id"] == row["la_child_id"] == entry.la_child_id
    return before, row


def test_overlapping_episodes_overlap(clean, memory):
    kind = next(one for one in KINDS if one.kind == "overlapping_episodes")
    planted = planter([kind]).plant(clean, memory)
    for entry in planted.ledger:
        before, row = episode_before(planted, entry)
        assert day(before["start_date"]) < day(row["start_date"]) < day(before["end_date"])


def test_gapped_episodes_have_a_gap(clean, memory):
    kind = next(one for one in KINDS if one.kind == "gapped_episodes")
    planted = planter([kind]).plant(clean, memory)
    for entry in planted.ledger:
        before, row = episode_before(planted, entry)
        assert before["reason_episode_ceased_code"] == "X1"
        assert day(before["end_date"]) < day(row["start_date"])
        assert not row["end_date"] or day(row["start_date"]) < day(row["end_date"])


@pytest.mark.parametrize("kind", kinds_of("end_before_start", "swapped_day_month"))
def test_an_end_comes_before_the_start(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    table = tables_of(planted.extracts)[kind.sheet]
    turn = day if kind.source != "cin_census" else str
    for entry in planted.ledger:
        start = table.columns[kind.other_column][entry.row - 1].as_py()
        assert turn(entry.planted) < turn(start)


@pytest.mark.parametrize("kind", kinds_of("future_date"))
def test_a_future_date_is_after_the_year(kind, clean, memory):
    planted = planter([kind]).plant(clean, memory)
    for entry in planted.ledger:
        shown = entry.planted if kind.source == "cin_census" else f"{day(entry.planted):%Y-%m-%d}"
        assert shown > f"{made.THIS}-03-31"
