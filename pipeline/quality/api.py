"""What other packages may use of quality. Everything else in `quality` is its own affair."""

from pipeline.quality.definition import RULE_COLUMNS, Rule
from pipeline.quality.gate import ModuleFacts, decide, read_facts, run_gate
from pipeline.quality.gx_duckdb import preload
from pipeline.quality.policy import PolicyRow, load_policy
from pipeline.quality.restricted import write_finding_lists
from pipeline.quality.result import Decision, ExpectationResult, GateResult, RuleRun, SuiteResult
from pipeline.quality.rules import run_rules
from pipeline.quality.suites import ExpectationSpec, Suite, load_suites, run_suites
from pipeline.quality.tables import COMPUTED_TABLES, ComputedColumn, ComputedTable

__all__ = [
    "COMPUTED_TABLES",
    "RULE_COLUMNS",
    "ComputedColumn",
    "ComputedTable",
    "Decision",
    "ExpectationResult",
    "ExpectationSpec",
    "GateResult",
    "ModuleFacts",
    "PolicyRow",
    "Rule",
    "RuleRun",
    "Suite",
    "SuiteResult",
    "decide",
    "load_policy",
    "load_suites",
    "preload",
    "read_facts",
    "run_gate",
    "run_rules",
    "run_suites",
    "write_finding_lists",
]
