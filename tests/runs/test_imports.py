"""What a run imports: a workspace where nothing changed is answered without the libraries."""

import subprocess
import sys
from pathlib import Path

from helpers import Desk

HEAVY = ("pandas", "numpy", "openpyxl", "gspread", "holidays", "smtplib", "ssl", "email", "docx")
"""None of these has anything to say where nothing changed."""


def imported(folder: Path) -> set[str]:
    """The modules that `sync` of a workspace imports."""
    command = [sys.executable, "-X", "importtime", "-m", "sheets_sync", "sync", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if "|" in line}


def test_an_unchanged_workspace_is_answered_without_the_libraries(tmp_path: Path):
    folder = Desk().set("Журнал", 4, "Школа", "9").save(tmp_path / "ИМЦ")
    imported(folder)
    found = imported(folder)
    assert "sheets_sync.runs.sync" in found
    assert found & set(HEAVY) == set()
    assert "sheets_sync.tables.books" not in found
