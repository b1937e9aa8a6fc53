"""What each sample becomes. The files are read like prose when they change."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.table import Table

from poa.appeal import prepare_appeal, render_documents
from poa.case import parse_case
from poa.readers.encoding import read_bytes
from poa.readers.json_case import read_json
from poa.resources import shipped

FOLDERS = sorted(path.parent for path in shipped("samples").glob("*/case.json"))


def outline(content: bytes) -> Iterator[str]:
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield f"| {' | '.join(cell.text for cell in row.cells)} |"
        else:
            yield f"{block.style.name if block.style else ''}: {block.text}".rstrip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_sample_becomes_the_appeal_that_was_reviewed(
    folder: Path, today: date, golden: Callable[[str, str], None]
) -> None:
    raw = read_json(read_bytes(folder / "case.json"), "case.json")
    appeal = prepare_appeal(parse_case(raw, today=today, folder=folder), today=today)
    assert appeal.missing == ()
    documents = {each.name: each.content for each in render_documents(appeal, folder)}
    golden(f"{folder.name}/appeal.txt", documents["appeal.txt"].decode())
    lines = outline(documents["appeal.docx"])
    golden(f"{folder.name}/outline.txt", "\n".join(lines).replace("\u00a0", " ") + "\n")
