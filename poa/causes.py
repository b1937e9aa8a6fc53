"""The six things a notice can name, and the keys they have everywhere."""

from enum import StrEnum


class Cause(StrEnum):
    """One of the six causes in Amazon's notice (its text as a seller pasted it)."""

    IMPORTANT_TAG = "important-tag"
    MARKETING = "marketing"
    REVIEW_MANIPULATION = "review-manipulation"
    REPEAT_REQUESTS = "repeat-requests"
    LINKS_ATTACHMENTS = "links-attachments"
    COMPLAINTS = "complaints"
