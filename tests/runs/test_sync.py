"""A run from books on disk to the summary: what it writes, when, and what it leaves alone."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

import openpyxl
import pytest
from helpers import TODAY, Desk, save_book, workspace, write_settings
from read_back import read_values
from runs.sync_help import HOUR, NOW, SUMMARY, files, history, rewrite, rows, run, stamp

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.runs.full_run import Run, full_run
from sheets_sync.runs.memory import Memo, Remembered
from sheets_sync.runs.sync import Options, check, sync
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.stores.xlsx import children
from sheets_sync.summary.tabs import TITLES
from sheets_sync.workspace import load

# What a run writes, and when


def test_the_first_run_writes_everything_and_no_staff_book(folder: Path) -> None:
    before = files(folder)
    content = run(folder)
    assert content["written"] == list(TITLES)
    after = files(folder)
    assert after.keys() - before.keys() == {SUMMARY}
    assert {name: after[name] for name in before} == before
    assert [t.place.tab for t in read_values(folder / SUMMARY)] == list(TITLES)


def test_check_writes_nothing_at_all(folder: Path) -> None:
    def everything() -> dict[str, float]:
        return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}

    before = everything(), folder.stat().st_mtime_ns
    assert check(load(folder), Options()).as_json()["written"] == []
    assert (everything(), folder.stat().st_mtime_ns) == before


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize(
    "later",
    [10 * HOUR, *(pytest.param(one * HOUR, marks=pytest.mark.slow) for one in (0, 1 / 60, -2))],
)
def test_the_second_run_writes_nothing(
    folder: Path, at: Callable[[datetime], None], forget: bool, later: timedelta
) -> None:
    first = run(folder)
    before = files(folder)
    if forget:
        rmtree(folder / ".sheets_sync")
    at(NOW + later)
    again = run(folder)
    assert (again["written"], again["skipped"]) == ([], {})
    assert files(folder) == before
    assert {**again, "written": 0, "made_at": 0, "next": 0} == {
        **first, "written": 0, "made_at": 0, "next": 0
    }  # fmt: skip


def test_a_run_that_wrote_nothing_does_not_say_open_the_summary(folder: Path) -> None:
    run(folder)
    assert not any("Откройте сводку" in step for step in run(folder)["next"])


@pytest.mark.slow
@pytest.mark.parametrize("forget", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_after_twelve_hours_the_stamp_alone_is_renewed(
    folder: Path, at: Callable[[datetime], None], forget: bool
) -> None:
    run(folder, today=TODAY)
    before = {title: rows(folder, title) for title in TITLES}
    if forget:
        rmtree(folder / ".sheets_sync")
    at(NOW + 12 * HOUR)
    assert run(folder, today=TODAY)["written"] == ["Сводка"]
    assert stamp(folder) == "Данные на 18.02.2021 · проверено 19.02.2021 01:05"
    assert history(folder) == [r for r in before["История"] if isinstance(r[0], datetime)]
    for title in TITLES:
        changed = [n for n, r in enumerate(rows(folder, title), 1) if r != before[title][n - 1]]
        assert changed == [3]
    assert run(folder, today=TODAY)["written"] == []


def nothing_overdue() -> Desk:
    """No delay that grows from day to day, nothing that comes nearer."""
    desk = Desk().set("Индивидуальные планы", 3, "Статус", "отменено")
    for row in (3, 4):
        desk.set("Дорожная карта", row, "Статус", "отменено")
    return desk.set("Поручения", 3, "Статус", "отменено")


@pytest.mark.slow
def test_the_first_page_is_of_its_day(folder: Path, at: Callable[[datetime], None]) -> None:
    """It compares the month's days so far, and what is to be done comes a day nearer."""
    rewrite(folder, nothing_overdue())
    run(folder)
    at(NOW + 24 * HOUR)
    assert run(folder)["written"] == ["Сводка", "Что сделать"]
    assert stamp(folder) == "Данные на 19.02.2021 · проверено 19.02.2021 13:05"
    rewrite(folder, nothing_overdue().set("Журнал", 4, "Количество", 5))
    at(NOW + 25 * HOUR)
    assert "Консультации" in run(folder)["written"]
    assert stamp(folder) == "Данные на 19.02.2021 · проверено 19.02.2021 14:05"


def test_a_change_in_a_book_rewrites_what_it_touches(folder: Path) -> None:
    run(folder)
    rewrite(folder, Desk().set("Журнал", 4, "Количество", 5))
    content = run(folder)
    tabs = ["Сводка", "Консультации", "Консультации по предметам", "История"]
    assert content["written"] == tabs


@pytest.mark.slow
def test_history_without_a_new_row_is_not_written(folder: Path) -> None:
    run(folder)
    rewrite(folder, Desk().set("Школы", 2, "Краткое название", "МБОУ СОШ № 44 города"))
    content = run(folder)
    assert len(history(folder)) == 1
    assert "Охват ШНОР" in content["written"]
    assert "История" not in content["written"]


@pytest.mark.slow
def test_a_change_that_shows_nowhere_writes_nothing(folder: Path) -> None:
    run(folder)
    before = files(folder)[SUMMARY]
    rewrite(folder, Desk().set("График", 2, "Тема", "Критерии оценивания"))
    assert run(folder)["written"] == []
    assert files(folder)[SUMMARY] == before


@pytest.mark.slow
def test_history_gets_a_row_a_change_and_keeps_the_earlier(
    folder: Path, at: Callable[[datetime], None]
) -> None:
    run(folder)
    earlier = history(folder)
    assert len(earlier) == 1
    for number in (1, 2, 3):
        at(NOW + number * HOUR)
        rewrite(folder, Desk().set("Журнал", 4, "Количество", 4 + number))
        run(folder)
        run(folder)
        now = history(folder)
        assert now[:-1] == earlier
        assert now[-1][0] == (NOW + number * HOUR).replace(tzinfo=None)
        earlier = now
    at(NOW + 30 * HOUR)
    run(folder, today=TODAY)
    assert history(folder) == earlier


@pytest.mark.slow
def test_a_deleted_summary_is_written_anew(folder: Path) -> None:
    run(folder)
    (folder / SUMMARY).unlink()
    assert run(folder)["written"] == list(TITLES)
    assert (folder / SUMMARY).exists()


@pytest.mark.slow
def test_a_cell_overtyped_in_the_summary_is_put_right(folder: Path) -> None:
    run(folder)
    good = rows(folder, "Консультации")
    book = openpyxl.load_workbook(folder / SUMMARY)
    book["Консультации"]["B8"] = 999
    book.save(folder / SUMMARY)
    assert "Консультации" in run(folder)["written"]
    assert rows(folder, "Консультации")[3:] == good[3:]


@pytest.mark.parametrize("command", [sync, check])
def test_a_foreign_summary_is_never_touched(folder: Path, command: Any) -> None:
    save_book(folder / SUMMARY, {"Мой лист": [["важное"]]})
    before = files(folder)
    with pytest.raises(UsageError, match="не этой программой") as caught:
        command(load(folder), Options())
    assert caught.value.exit_code == 2
    assert files(folder) == before


def test_no_folder_for_the_summary(folder: Path) -> None:
    write_settings(folder, list(Desk().books))
    text = (folder / "workspace.toml").read_text("utf-8").replace(SUMMARY, f"нет/{SUMMARY}")
    (folder / "workspace.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SheetsSyncError, match="папки нет") as caught:
        run(folder)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        with pytest.raises(SheetsSyncError, match="Нет права записать") as caught:
            run(folder)
    finally:
        folder.chmod(0o755)
    assert caught.value.exit_code == 3


# A pattern among the books that finds none yet


def with_pattern(folder: Path) -> Path:
    write_settings(folder, [*Desk().books, "тьюторы/*.xlsx"])
    return folder


@pytest.mark.slow
def test_a_pattern_without_a_book_is_a_warning_and_the_summary_is_written(folder: Path) -> None:
    content = run(with_pattern(folder))
    assert content["written"] == list(TITLES)
    (found,) = [p for p in content["problems"] if p["check"] == "book.not_found"]
    assert (found["book"], found["tab"], found["cell"]) == ("тьюторы/*.xlsx", "", None)
    assert found["severity"] == "предупреждение"
    said = "По шаблону «тьюторы/*.xlsx» пока нет ни одной книги"
    assert len([row for row in rows(folder, "Замечания") if said in row]) == 1


def test_a_file_that_a_pattern_misses_by_its_ending_is_told(folder: Path) -> None:
    (folder / "тьюторы").mkdir()
    (folder / "тьюторы" / "Белов.XLSX").touch()
    (found,) = [p for p in run(with_pattern(folder))["problems"] if p["check"] == "book.passed_by"]
    assert (found["book"], found["tab"], found["cell"]) == ("тьюторы/Белов.XLSX", "", None)
    assert "впишите в books «тьюторы/Белов.XLSX»" in found["fix"]


@pytest.mark.slow
def test_when_the_first_book_of_a_pattern_comes_the_warning_is_gone(folder: Path) -> None:
    run(with_pattern(folder))
    (folder / "тьюторы").mkdir()
    journal = {"Журнал": Desk().rows("Журнал")[:1]}
    save_book(folder / "тьюторы" / "Белов.xlsx", journal)
    assert "book.not_found" not in {p["check"] for p in run(folder)["problems"]}


@pytest.mark.slow
def test_when_the_books_of_a_pattern_go_their_rows_are_left_out_till_that_is_agreed_to(
    folder: Path,
) -> None:
    (folder / "тьюторы").mkdir()
    save_book(folder / "тьюторы" / "Белов.xlsx", {"Журнал": Desk().rows("Журнал")})
    run(with_pattern(folder))
    (folder / "тьюторы" / "Белов.xlsx").unlink()
    (gone,) = run(folder)["left_out"]
    assert (gone["book"], gone["reason"]) == ("тьюторы/Белов.xlsx", "файла больше нет")
    assert run(folder, accept_shrink=True)["left_out"] == run(folder)["left_out"] == []


# The same run over books in memory


def in_memory(store: MemoryStore, root: Path, now: datetime = NOW) -> Mapping[str, Any]:
    work = Run(workspace(root=root), store, Memo(root), TODAY, now)
    return full_run(work, Remembered(), lambda step: None).report.as_json()


@pytest.mark.slow
def test_a_run_needs_no_files(tmp_path: Path) -> None:
    store = MemoryStore(Desk().tabs())
    assert in_memory(store, tmp_path)["written"] == list(TITLES)
    assert list(store.written) == list(TITLES)
    assert in_memory(store, tmp_path)["written"] == []
    assert in_memory(store, tmp_path, NOW + 13 * HOUR)["written"] == ["Сводка"]


def test_the_second_run_opens_no_book(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    begun: list[object] = []
    monkeypatch.setattr(children, "spawn", begun.append)
    assert run(folder)["written"] == []
    assert begun == []
