"""Another program opens what we write: LibreOffice makes a PDF of each sample."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from poa.appeal import prepare_appeal, render_documents
from poa.case import Case
from poa.resources import shipped

NAMES = sorted(path.parent.name for path in shipped("samples").glob("*/case.json"))
REQUIRED = os.environ.get("POA_REQUIRE_LIBREOFFICE") == "1"
PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def test_libreoffice_makes_pages_of_every_letter_and_checklist(
    make_case: Callable[..., Case], tmp_path: Path
) -> None:
    if not PROGRAM:
        assert not REQUIRED, "LibreOffice is required here and is not installed"
        pytest.skip("LibreOffice is not installed; nothing else depends on it")
    for name in NAMES:
        appeal = prepare_appeal(make_case(sample=name), today=date(2026, 6, 30))
        for each in render_documents(appeal, Path(shipped(f"samples/{name}"))):
            if each.name.endswith(".docx"):
                (tmp_path / f"{name}-{each.name}").write_bytes(each.content)
    files = sorted(tmp_path.glob("*.docx"))
    # A profile of its own: another LibreOffice may be open on this machine.
    subprocess.run(
        [
            PROGRAM, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(tmp_path / "pdf"), *map(str, files),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for file in files:
        pdf = (tmp_path / "pdf" / f"{file.stem}.pdf").read_bytes()
        assert pdf.startswith(b"%PDF-"), file.name
        assert 1 <= len(re.findall(rb"/Type ?/Page\b", pdf)) <= 5, file.name
