"""What a notice is, what it says, and what to do now: fixed phrases and reasoning over them."""

from poa.triage.advice import Advice
from poa.triage.kinds import Confidence, Kind
from poa.triage.reading import Evidence, Reading, read_notice

__all__ = ["Advice", "Confidence", "Evidence", "Kind", "Reading", "read_notice"]
