"""Rules for letters: would a careful consultant send this one?"""

from poa.check.engine import check_text
from poa.check.expected import Expected, Place, Suppression
from poa.check.finding import CheckResult, Finding, Severity, Verdict

__all__ = [
    "CheckResult",
    "Expected",
    "Finding",
    "Place",
    "Severity",
    "Suppression",
    "Verdict",
    "check_text",
]
