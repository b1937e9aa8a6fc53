"""One module per file we hand over. Layout only: no sentence is born here."""

from poa.documents.document import Document

__all__ = ["Document"]
