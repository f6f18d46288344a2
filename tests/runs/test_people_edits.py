"""What is said and kept of people's edits before the summary is written anew."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.runs import kept_summaries
from sheets_sync.runs.kept_notes import KeptNote
from sheets_sync.runs.kept_summaries import keep
from sheets_sync.runs.people_edits import edits_kept
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.store import Maker, XlsxStore
from sheets_sync.workspace import Workspace

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BEFORE = KeptNote("2021-02-18", 0, 0, 0)
SUMMARY, TAB = "Сводка ИМЦ.xlsx", "Сводка"


def grid(number: int) -> Grid:
    heads = (Head("Имя"), Head("Число", Format.WHOLE))
    return lay_out(TAB, [Block("Т", heads, ((Cell("а"), Cell(number)),))], (12, 12))


def store(root: Path) -> XlsxStore:
    return XlsxStore([], root / SUMMARY, Limits(), Maker(NOW))


def told(root: Path) -> str:
    workspace = Workspace(root, ("Журнал.xlsx",), SUMMARY)
    return edits_kept(workspace, store(root).read(frozenset()).ours, [TAB], NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The summary that stands is not the one that was kept last: it was restored."""
    for number in (1, 2):
        keep(tmp_path, SUMMARY, {TAB: grid(number)}, NOW.replace(hour=number), BEFORE)
    store(tmp_path).write([grid(1)])
    return tmp_path


def type_over(root: Path) -> None:
    book = openpyxl.load_workbook(root / SUMMARY)
    book[TAB]["A1"].value = "важное"
    book.save(root / SUMMARY)


def test_a_summary_that_nobody_touched_needs_no_word(folder: Path) -> None:
    assert told(folder) == ""


def test_a_cell_that_was_typed_over_is_told_with_its_copy(folder: Path) -> None:
    type_over(folder)
    said = told(folder)
    (copy,) = (folder / ".sheets_sync" / "earlier").glob("* с правками.xlsx")
    assert f"«{TAB}», A1: «важное»" in said
    assert said.endswith(f"копия с правками — .sheets_sync/earlier/{copy.name}.")


def test_where_the_copy_can_not_be_kept_that_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_over(folder)
    monkeypatch.setattr(kept_summaries, "put_quietly", lambda path, content: False)
    assert "копию с правками сохранить не удалось" in told(folder)
