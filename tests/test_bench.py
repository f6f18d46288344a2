"""The benchmark's workspaces are what they claim to be; nothing here is timed."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.__main__ import CHILD
from bench.generate import DIRECTORIES, Expected, workspace
from bench.sizes import Size, everything, journal_alone

SIZE = journal_alone(1000)


@pytest.mark.slow
@pytest.mark.parametrize("size", [SIZE, everything(1000)], ids=["journal", "everything"])
def test_a_small_workspace_checks_with_the_expected_numbers(size: Size, tmp_path: Path) -> None:
    folder, expected = workspace(size, tmp_path), Expected(size)
    command = [sys.executable, "-m", "sheets_sync", "check", str(folder), "--json"]
    run = subprocess.run(command, capture_output=True, check=False)
    assert run.returncode == 1, run.stderr.decode()
    report = json.loads(run.stdout)
    read, rejected = Counter[str](), Counter[str]()
    for tab in report["tabs"]:
        read[tab["tab"]] += tab["read"]
        rejected[tab["tab"]] += tab["rejected"]
    assert read["Журнал"] == size.rows
    assert read["График"] == size.consultations
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
    first = workspace(SIZE, tmp_path)
    made = (first / "Журнал 1.xlsx").stat().st_mtime_ns
    assert workspace(SIZE, tmp_path) == first
    assert (first / "Журнал 1.xlsx").stat().st_mtime_ns == made


def test_the_price_of_a_child_is_asked_of_what_is_there(tmp_path: Path) -> None:
    book = workspace(SIZE, tmp_path) / DIRECTORIES
    run = subprocess.run([sys.executable, "-c", CHILD, str(book)], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert float(run.stdout) > 0
