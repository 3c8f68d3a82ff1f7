"""What other modules may use of validation. Everything else in `validation` is its own affair."""

from pipeline.validation.definition import Finding, Request, Unread, Verdict
from pipeline.validation.findings import Findings, Kind
from pipeline.validation.findings_json import findings_as_json
from pipeline.validation.judge import choose_rules, validate
from pipeline.validation.workbook import write_workbook

__all__ = [
    "Finding",
    "Findings",
    "Kind",
    "Request",
    "Unread",
    "Verdict",
    "choose_rules",
    "findings_as_json",
    "validate",
    "write_workbook",
]
