"""What other packages may use of quality. Everything else in `quality` is its own affair."""

from pipeline.quality.asking import FINDINGS
from pipeline.quality.data_docs.definition import JudgedSuite
from pipeline.quality.data_docs.pages import write_data_docs
from pipeline.quality.definition import RULE_COLUMNS, Rule
from pipeline.quality.evidence import (
    Evidence,
    FailedCheck,
    Module,
    ModuleFacts,
    as_record,
    failed_checks,
    from_record,
    heaviest_rules,
    read_facts,
    released_rows,
)
from pipeline.quality.gate import Finding, decide, findings_of, run_gate
from pipeline.quality.gx_duckdb import preload
from pipeline.quality.history import history_state, record_history
from pipeline.quality.policy import PolicyRow, load_policy
from pipeline.quality.restricted import write_finding_lists
from pipeline.quality.result import Decision, ExpectationResult, GateResult, RuleRun, SuiteResult
from pipeline.quality.rules import asked, run_rules
from pipeline.quality.suites import ExpectationSpec, Suite, load_suites, run_suites
from pipeline.quality.tables import COMPUTED_TABLES, ComputedColumn, ComputedTable
from pipeline.quality.waivers import Waiver, Waivers, load_waivers

__all__ = [
    "COMPUTED_TABLES",
    "FINDINGS",
    "RULE_COLUMNS",
    "ComputedColumn",
    "ComputedTable",
    "Decision",
    "Evidence",
    "ExpectationResult",
    "ExpectationSpec",
    "FailedCheck",
    "Finding",
    "GateResult",
    "JudgedSuite",
    "Module",
    "ModuleFacts",
    "PolicyRow",
    "Rule",
    "RuleRun",
    "Suite",
    "SuiteResult",
    "Waiver",
    "Waivers",
    "as_record",
    "asked",
    "decide",
    "failed_checks",
    "findings_of",
    "from_record",
    "heaviest_rules",
    "history_state",
    "load_policy",
    "load_suites",
    "load_waivers",
    "preload",
    "read_facts",
    "record_history",
    "released_rows",
    "run_gate",
    "run_rules",
    "run_suites",
    "write_data_docs",
    "write_finding_lists",
]
