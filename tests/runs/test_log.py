"""The log is written wherever the books of a pattern lie, and names no file that a person named."""

import logging
from pathlib import Path

import pytest

from sheets_sync.runs.log import logging_to
from sheets_sync.workspace import Workspace


@pytest.mark.parametrize("where", ["..", "inside"])
def test_books_of_a_pattern_are_called_by_their_number(tmp_path: Path, where: str) -> None:
    root = tmp_path / "ИМЦ"
    books = (root if where == "inside" else tmp_path) / "книги"
    books.mkdir(parents=True)
    root.mkdir(exist_ok=True)
    (books / "Зимина.xlsx").touch()
    pattern = "книги/*.xlsx" if where == "inside" else "../книги/*.xlsx"
    with logging_to(Workspace(root, (pattern,), "Сводка.xlsx")):
        logging.getLogger("sheets_sync").info("не вошло: %s", "Зимина.xlsx")
    said = (root / ".sheets_sync" / "log.txt").read_text(encoding="utf-8")
    assert "Зимина" not in said
    assert "№ 1" in said
