"""What tests of several folders share. What one folder needs alone lies in its own conftest."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.settings import Settings
from pipeline.workspace import load_workspace

KEY = "a key for tests, of no secrecy"
ROOT = Path(__file__).parents[1]
LEAN_SUITES = {"mart_looked_after", "mart_starts", "mart_measure", "bench_measure"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the slow ones, in whatever order the rest is: one that begins last keeps one worker alone."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def _pseudonym_key():
    """Every test uses one known key; none touches the key of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CJW_PSEUDONYM_KEY", KEY)
        patch.delenv("CJW_HOME", raising=False)
        yield


@pytest.fixture(scope="session")
def workspace():
    """The real project, compiled once."""
    return load_workspace(Settings())


@pytest.fixture(scope="session")
def lean_workspace(workspace):
    """The project with a few suites of what is released: those of all models cost half a minute of every run."""
    kept = [one for one in workspace.suites if one.model in LEAN_SUITES]
    return replace(workspace, suites=tuple(kept))


@pytest.fixture(scope="session")
def lean_project(lean_workspace, tmp_path_factory):
    """A folder with what the released models need of the project, for commands that run many times over."""
    project = lean_workspace.project
    released = {model.name for model in lean_workspace.released_models}
    needed = released.union(*(project.ancestors(name) for name in released))
    rules = [rule for rule in project.rules.values() if rule.file.path.parent.name == "ssda903"]
    needed |= {name for rule in rules for name in (*rule.refs, *_above(project, rule.refs))}
    folder = tmp_path_factory.mktemp("lean project")
    models = [project.models[name] for name in needed if name in project.models]
    suites = [
        ROOT / "expectations" / m.layer / f"{m.name}.yaml" for m in models if m.name in LEAN_SUITES
    ]
    for path in (*(model.file.path for model in (*models, *rules)), *suites):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for name in ("seeds", "contracts", "dagster.yaml"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def _above(project, names):
    return set().union(*(project.ancestors(name) for name in names if name in project.models))


@pytest.fixture(scope="session")
def run_pipeline(lean_workspace):
    """Take files in, build, judge and release in this process, without Dagster; returns receipts and judgement.

    A few of the released tables are judged by suites, and no other.
    """
    return partial(_run, lean_workspace)


@pytest.fixture(scope="session")
def run_whole_pipeline(workspace):
    """Do as `run_pipeline` does, with every suite there is."""
    return partial(_run, workspace)


def _run(workspace, home, *paths, now=datetime(2026, 11, 22, 2, tzinfo=UTC)):
    from pipeline.errors import RefusedError
    from pipeline.nightly import build_and_judge, release, take_in
    from pipeline.sources.api import Order

    settings = Settings(home=home)
    receipts = take_in(settings, Order(paths), now=now, on_event=lambda _: None)
    _, judgement = build_and_judge(settings, workspace, on_event=lambda _: None)
    try:
        release(settings, workspace, now=now, on_event=lambda _: None)
    except RefusedError:
        assert judgement.gate.stopped
    return receipts, judgement


@pytest.fixture(scope="session")
def build_models(workspace):
    """Take files in and build the models named with all they are made from; nothing is judged or released."""
    from pipeline.nightly import build_and_judge, take_in
    from pipeline.sources.api import Order

    def build(home, *paths, models):
        project = workspace.project
        wanted = set(models).union(*(project.ancestors(name) for name in models))
        kept = {name: model for name, model in project.models.items() if name in wanted}
        narrow = replace(
            workspace, project=replace(project, models=kept, rules={}), suites=(), rules=()
        )
        settings, now = Settings(home=home), datetime(2026, 11, 22, 2, tzinfo=UTC)
        receipts = take_in(settings, Order(paths), now=now, on_event=lambda _: None)
        build_and_judge(settings, narrow, on_event=lambda _: None)
        return receipts

    return build


@pytest.fixture(scope="session")
def write_returns(tmp_path_factory, worker_id):
    """Write fictional returns of six authorities, three years and three tables, about 3,000 rows.

    Another seed gives other children. What one worker has made, the others copy.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def write(folder, *, seed=7):
        country = shared / f"country {seed}"
        with FileLock(f"{country}.lock"):
            if not (country / "kept").exists():
                _small_returns(country, seed)
        shutil.copytree(country / "kept", folder, dirs_exist_ok=True)
        return folder

    return write


def _small_returns(out, seed):
    """Make a country; of it keep `<la_code>/<year>/<table>.csv` of three tables, and add a file of nobody."""
    from pipeline.synthetic.choice import choose_authorities
    from pipeline.synthetic.country import Order, make_country
    from pipeline.synthetic.plan import Calendar, Plan

    names = "Walsall,Sandwell,Dudley,Leeds,Camden,Croydon"
    plan = Plan(
        authorities=choose_authorities(names, seeds=ROOT / "seeds", last_year=2025),
        calendar=Calendar(2023, 2025),
        scale=0.06,
        fault_rate=0.006,
        troubled=frozenset({("E08000027", 2023)}),
        seed=seed,
    )
    make_country(Order(plan, out, ROOT, sources=("ssda903",)))
    kept = out / "unfinished"
    for year in sorted(out.glob("extracts/E*/*")):
        folder = kept / year.parent.name.split()[0] / year.name
        folder.mkdir(parents=True)
        for table in ("header", "episodes", "uasc"):
            path = year / "ssda903" / f"{table}.csv"
            content = path.read_bytes() if path.exists() else b"CHILD,DOB,SEX,DUC\r\n"
            (folder / path.name).write_bytes(content)
    stray = kept / "from the old laptop" / "episodes.csv"
    stray.parent.mkdir()
    heading = (
        (kept / "E08000030" / "2022-23" / "episodes.csv").read_bytes().splitlines(keepends=True)[0]
    )
    stray.write_bytes(heading)
    kept.rename(out / "kept")
