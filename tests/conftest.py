"""What tests of several folders share. What one folder needs alone lies in its own conftest."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from pipeline.settings import Settings
from pipeline.workspace import load_workspace

KEY = "a key for tests, of no secrecy"
ROOT = Path(__file__).parents[1]
LEAN_SUITES = {"mart_looked_after", "mart_starts", "mart_measure", "bench_measure"}
LEAN_RELEASE = LEAN_SUITES | {"mart_data_quality"}
LEAN_THEMES = {"mart_measure_count__looked_after", "mart_measure_count__starts"}

# How long an example takes says more of the machine than of us.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


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
def lean_project(workspace, tmp_path_factory):
    """A folder with a third of the project, for commands that run many times over.

    Two themes are counted of all, with the models that these are made from and the rules of SSDA903 on them.
    """
    project, folder = workspace.project, tmp_path_factory.mktemp("lean project")
    names = _with_all_above(project, LEAN_RELEASE)
    models = [project.models[name] for name in names if name in project.models]
    rules = [rule for name, rule in project.rules.items() if "_ssda903_" in name]
    rules = [rule for rule in rules if names.issuperset(rule.refs)]
    suites = [
        ROOT / "expectations" / m.layer / f"{m.name}.yaml" for m in models if m.name in LEAN_SUITES
    ]
    for path in (*(model.file.path for model in (*models, *rules)), *suites):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    counts = folder / "sql_models" / "marts" / "mart_measure_count.sql"
    themes = "\n    UNION ALL\n".join(f"    SELECT * FROM {name}" for name in sorted(LEAN_THEMES))
    every_theme = re.compile(r"(?<=^WITH counts AS \(\n).*?(?=\n\))", re.DOTALL | re.MULTILINE)
    counts.write_text(every_theme.sub(themes, counts.read_text()))
    for name in ("seeds", "contracts", "dagster.yaml"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def _with_all_above(project, names):
    """Return the names and all that they are made from, without the themes that are left out."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        left_out = name.startswith("mart_measure_count__") and name not in LEAN_THEMES
        if name not in found and not left_out:
            found.add(name)
            waiting.extend(project.upstream(name))
    return found


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


def _run(workspace, home, *paths, now=datetime(2026, 11, 22, 2, tzinfo=UTC), releases=True):
    from pipeline.errors import RefusedError
    from pipeline.nightly import build_and_judge, release, take_in
    from pipeline.sources.api import Order

    settings = Settings(home=home)
    receipts = take_in(settings, Order(paths), now=now, on_event=lambda _: None)
    _, judgement = build_and_judge(settings, workspace, on_event=lambda _: None)
    try:
        if releases:
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
        wanted = project.with_ancestors(models)
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
