"""The intake sheet that a consultant's clients fill in, as a workbook or as CSV files."""

from poa.sheet.rows import ClientRows, Row, case_rows
from poa.sheet.write import write_sheet

__all__ = ["ClientRows", "Row", "case_rows", "write_sheet"]
