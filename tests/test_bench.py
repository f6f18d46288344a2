"""The benchmark's workspaces are what they claim to be; nothing here is timed."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench.__main__ import CHILD
from bench.generate import BOOKS, Expected, workspace

ROWS = 1000


def test_a_small_workspace_checks_with_the_expected_numbers(tmp_path: Path) -> None:
    folder, expected = workspace(ROWS, tmp_path), Expected(ROWS)
    command = [sys.executable, "-m", "sheets_sync", "check", str(folder), "--json"]
    run = subprocess.run(command, capture_output=True, check=False)
    assert run.returncode == 1, run.stderr.decode()
    report = json.loads(run.stdout)
    read, rejected = Counter[str](), Counter[str]()
    for tab in report["tabs"]:
        read[tab["tab"]] += tab["read"]
        rejected[tab["tab"]] += tab["rejected"]
    assert read["Журнал"] == ROWS
    assert read["График"] == expected.consultations
    assert +rejected == {"Журнал": expected.rejected}
    kinds = Counter(problem["severity"] for problem in report["problems"])
    assert kinds["ошибка"] == expected.rejected
    vague = [p for p in report["problems"] if p["check"] == "number.vague"]
    assert len(vague) == expected.vague
    assert {p["check"] for p in report["problems"] if p["severity"] == "предупреждение"} <= {
        "number.vague",
        "shnor.no_help",
    }


def test_a_workspace_is_made_once(tmp_path: Path) -> None:
    first = workspace(ROWS, tmp_path)
    made = (first / "Журнал 1.xlsx").stat().st_mtime_ns
    assert workspace(ROWS, tmp_path) == first
    assert (first / "Журнал 1.xlsx").stat().st_mtime_ns == made


def test_the_price_of_a_child_is_asked_of_what_is_there(tmp_path: Path) -> None:
    book = workspace(ROWS, tmp_path) / BOOKS[0]
    run = subprocess.run([sys.executable, "-c", CHILD, str(book)], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert float(run.stdout) > 0
