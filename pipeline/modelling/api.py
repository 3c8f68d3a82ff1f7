"""What other packages may use of the SQL-model compiler. Everything else in `modelling` is its own affair."""

from pipeline.modelling.compile import compile_project, try_compile
from pipeline.modelling.definition import (
    Column,
    ColumnRef,
    CompiledModel,
    CompileError,
    Diagnostic,
    ExternalTable,
    Project,
)
from pipeline.modelling.engines.duckdb import (
    NEVER,
    literal,
    open_warehouse,
    quote,
    read_warehouse,
    setting,
)
from pipeline.modelling.fingerprint import combine
from pipeline.modelling.header import RuleHeader
from pipeline.modelling.lineage import trace
from pipeline.modelling.run import (
    ModelResult,
    RawFiles,
    drop_unknown_tables,
    load_inputs,
    run_models,
    without_values,
)
from pipeline.modelling.seeds import Seed, load_seed, load_seeds
from pipeline.modelling.state import TableState, read_states, transaction, write_state
from pipeline.modelling.testing.run import TestResult, run_all_tests
from pipeline.modelling.yaml_text import read_yaml

__all__ = [
    "NEVER",
    "Column",
    "ColumnRef",
    "CompileError",
    "CompiledModel",
    "Diagnostic",
    "ExternalTable",
    "ModelResult",
    "Project",
    "RawFiles",
    "RuleHeader",
    "Seed",
    "TableState",
    "TestResult",
    "combine",
    "compile_project",
    "drop_unknown_tables",
    "literal",
    "load_inputs",
    "load_seed",
    "load_seeds",
    "open_warehouse",
    "quote",
    "read_states",
    "read_warehouse",
    "read_yaml",
    "run_all_tests",
    "run_models",
    "setting",
    "trace",
    "transaction",
    "try_compile",
    "without_values",
    "write_state",
]
