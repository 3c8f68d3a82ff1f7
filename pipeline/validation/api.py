"""What other modules may use of validation. Everything else in `validation` is its own affair."""

from pipeline.validation.definition import Finding, Request, Unread, Verdict
from pipeline.validation.judge import choose_rules, validate
from pipeline.validation.workbook import write_workbook

__all__ = [
    "Finding",
    "Request",
    "Unread",
    "Verdict",
    "choose_rules",
    "validate",
    "write_workbook",
]
