"""The house rules of the Python code, each as a test whose message says what to do."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
ALL_PYTHON = sorted(
    path for folder in ("pipeline", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)
LONGEST_BODY = 60
LONGEST_FILE = 400
SAYING_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
HEAVY = (
    "dagster", "duckdb", "great_expectations", "numpy", "pandas", "pyarrow", "sqlalchemy", "sqlglot",
)  # fmt: skip


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def syntax(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_is_code_to_look_at():
    assert len(MODULES) > 40
    assert len(ALL_PYTHON) > len(MODULES)


def test_every_module_opens_with_a_charter():
    bare = [name_of(path) for path in MODULES if len(ast.get_docstring(syntax(path)) or "") < 25]
    assert bare == [], "open these modules with a docstring: what belongs here, what does not"


def test_a_package_says_what_it_is_and_nothing_else():
    full = [
        name_of(path)
        for path in MODULES
        if path.name == "__init__.py" and len(syntax(path).body) > 1
    ]
    assert full == [], "move the code of these packages into modules; others import `api`"


def body_length(function):
    """Lines of a function's body, without its docstring."""
    has_docstring = ast.get_docstring(function, clean=False) is not None
    body = function.body[1:] if has_docstring else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return (node for node in ast.walk(syntax(path)) if isinstance(node, kinds))


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in ALL_PYTHON
        for function in functions(path)
        if body_length(function) > LONGEST_BODY
    ]
    assert long == [], f"split these functions: no body has more than {LONGEST_BODY} lines"


def test_no_file_is_longer_than_a_reader_can_hold():
    long = [
        name_of(path)
        for path in ALL_PYTHON
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    assert long == [], f"split these files by what changes together: at most {LONGEST_FILE} lines"


def test_no_module_is_named_for_nothing():
    vague = [
        name_of(path)
        for path in ALL_PYTHON
        if SAYING_NOTHING & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    assert vague == [], "name these modules after what they do"


def calls_duckdb_connect(path):
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "connect"
        and isinstance(node.value, ast.Name)
        and node.value.id == "duckdb"
        for node in ast.walk(syntax(path))
    )


def test_one_module_opens_duckdb():
    found = [name_of(path) for path in MODULES if calls_duckdb_connect(path)]
    message = "call open_warehouse() of pipeline.modelling.api; it alone sets DuckDB up"
    assert found == ["pipeline/modelling/engines/duckdb.py"], message


def test_no_result_is_left_open():
    """`execute(...).fetchone()` leaves a result open, and the next statement is refused."""
    found = [name_of(path) for path in MODULES if ".fetchone(" in path.read_text(encoding="utf-8")]
    found = [name for name in found if name != "pipeline/modelling/engines/duckdb.py"]
    assert found == [], "read with fetchall(), .df() or a relation"


def modules_after(statement):
    """Heavy packages that a fresh interpreter holds after a statement."""
    code = f"import sys\n{statement}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return run.stdout.split()


@pytest.mark.parametrize(
    "module",
    [
        "pipeline.cli",
        *(f"pipeline.{name}.api" for name in ("modelling", "quality", "sources", "release")),
    ],
)
def test_the_command_starts_without_heavy_libraries(module):
    assert modules_after(f"import {module}") == [], (
        "import these inside the function that needs them"
    )


def test_the_check_for_heavy_libraries_sees_them():
    assert modules_after("import duckdb") == ["duckdb"]
