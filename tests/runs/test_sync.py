"""A run from books on disk to the summary: what it writes, when, and what it leaves alone."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from helpers import K02, TODAY, Desk, save_book, workspace, write_settings

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.runs.full_run import Run, full_run
from sheets_sync.runs.memory import Memo, Remembered
from sheets_sync.runs.sync import Options, check, sync
from sheets_sync.sheet.cells import Raw, Tab
from sheets_sync.stores.memory import MemoryStore
from sheets_sync.stores.xlsx import read as xlsx_read
from sheets_sync.stores.xlsx.write import read_values
from sheets_sync.summary.tabs import TITLES
from sheets_sync.workspace import load

SUMMARY = "Сводка ИМЦ.xlsx"
NOW = datetime(2021, 2, 18, 13, 5, tzinfo=ZoneInfo("Europe/Moscow"))
HOUR = timedelta(hours=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock."""

    def fix(moment: datetime) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))

    fix(NOW)
    return fix


@pytest.fixture
def folder(tmp_path: Path, at: object) -> Path:
    """The workspace on disk, nothing run yet."""
    return Desk().save(tmp_path / "ИМЦ")


def run(folder: Path, **options: Any) -> Mapping[str, Any]:
    return sync(load(folder), Options(**options)).as_json()


def files(folder: Path) -> dict[str, bytes]:
    """Every file but our notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".sheets_sync" not in path.parts
    }


def rewrite(folder: Path, desk: Desk) -> None:
    for book, tabs in desk.books.items():
        save_book(folder / book, tabs)


def tab(folder: Path, title: str) -> Tab:
    (found,) = [t for t in read_values(folder / SUMMARY) if t.place.tab == title]
    return found


def rows(folder: Path, title: str) -> list[list[Raw]]:
    found = tab(folder, title)
    return [list(found.row(row)) for row in range(1, found.height + 1)]


def history(folder: Path) -> list[list[Raw]]:
    return [row for row in rows(folder, "История") if isinstance(row[0], datetime)]


def stamp(folder: Path) -> str:
    return str(tab(folder, "Сводка").at(3, 1))


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


def test_as_of_stays_at_the_last_change(folder: Path, at: Callable[[datetime], None]) -> None:
    rewrite(folder, nothing_overdue())
    run(folder)
    at(NOW + 24 * HOUR)
    assert run(folder)["written"] == ["Сводка"]
    assert stamp(folder) == "Данные на 18.02.2021 · проверено 19.02.2021 13:05"
    rewrite(folder, nothing_overdue().set("Журнал", 4, "Количество", 5))
    at(NOW + 25 * HOUR)
    assert "Консультации" in run(folder)["written"]
    assert stamp(folder) == "Данные на 19.02.2021 · проверено 19.02.2021 14:05"


def test_a_change_in_a_book_rewrites_what_it_touches(folder: Path) -> None:
    run(folder)
    rewrite(folder, Desk().set("Журнал", 4, "Количество", 5))
    content = run(folder)
    assert content["written"] == ["Сводка", "Консультации", "История"]


def test_history_without_a_new_row_is_not_written(folder: Path) -> None:
    run(folder)
    rewrite(folder, Desk().set("Школы", 2, "Краткое название", "МБОУ СОШ № 44 города"))
    content = run(folder)
    assert len(history(folder)) == 1
    assert "Охват ШНОР" in content["written"]
    assert "История" not in content["written"]


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


def test_a_deleted_summary_is_written_anew(folder: Path) -> None:
    run(folder)
    (folder / SUMMARY).unlink()
    assert run(folder)["written"] == list(TITLES)
    assert (folder / SUMMARY).exists()


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


# The same bytes


def synced(folder: Path, **surroundings: str) -> bytes:
    command = [sys.executable, "-m", "sheets_sync", "sync", str(folder), "--json"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))} | surroundings
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout.decode()
    return (folder / SUMMARY).read_bytes()


@pytest.mark.slow
def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Whatever the zone, the hashes, the language and the order in which the folder was filled;
    from nothing, and once more upon the earlier summary."""
    desk = Desk().set("Журнал", 3, "Школа", "9")
    journal = desk.books["Консультации.xlsx"].pop("Журнал")
    for number in (1, 2, 3):
        desk.books[f"тьюторы/{'БАВ'[number - 1]}.xlsx"] = {"Журнал": [journal[0], journal[number]]}
    made: list[bytes] = []
    for name, surroundings in (
        ("раз", {"TZ": "Europe/Moscow", "PYTHONHASHSEED": "1"}),
        ("два", {"TZ": "Asia/Kamchatka", "PYTHONHASHSEED": "2", "LC_ALL": "C"}),
    ):
        folder = tmp_path / name
        (folder / "тьюторы").mkdir(parents=True)
        for book in sorted(desk.books, reverse=name == "два"):
            save_book(folder / book, desk.books[book])
        write_settings(folder, [*list(desk.books)[:3], "тьюторы/*.xlsx"])
        made.append(synced(folder, **surroundings))
        save_book(folder / "тьюторы/Г.xlsx", {"Журнал": [journal[0], [*journal[1]]]})
        made.append(synced(folder, **surroundings))
    assert made[0] == made[2]
    assert made[1] == made[3]
    assert made[0] != made[1]


# Shrinking data


def shrunk_to(folder: Path, count: int) -> None:
    desk = Desk()
    del desk.rows("Журнал")[count + 1 :]
    rewrite(folder, desk)


def test_a_tab_that_lost_over_half_of_its_rows_is_not_believed(folder: Path) -> None:
    run(folder)
    before = files(folder)[SUMMARY]
    shrunk_to(folder, 1)
    for _ in range(2):
        content = run(folder)
        assert content["written"] == []
        assert set(content["skipped"]) == set(TITLES)
        (reason,) = set(content["skipped"].values())
        for word in ("«Консультации.xlsx»", "«Журнал»", "3", "1", "--accept-shrink"):
            assert word in reason
        assert files(folder)[SUMMARY] == before
    assert "Консультации" in run(folder, accept_shrink=True)["written"]
    assert run(folder)["skipped"] == {}


def test_half_of_the_rows_is_believed(folder: Path) -> None:
    desk = Desk()
    desk.add("Журнал", like=4)
    rewrite(folder, desk)
    run(folder)
    shrunk_to(folder, 2)
    assert run(folder)["skipped"] == {}


def test_an_emptied_tab_is_not_believed(folder: Path) -> None:
    run(folder)
    desk = Desk()
    del desk.rows("ШНОР")[1:]
    rewrite(folder, desk)
    assert set(run(folder)["skipped"]) == set(TITLES)


def test_a_book_out_of_many_that_is_gone_is_not_believed(folder: Path) -> None:
    journal = Desk().rows("Журнал")
    save_book(folder / "Вторая.xlsx", {"Журнал": [journal[0], journal[1]]})
    write_settings(folder, [*Desk().books, "Втор*.xlsx", "Трет*.xlsx"])
    save_book(folder / "Третья.xlsx", {"Журнал": [journal[0]]})
    run(folder)
    before = files(folder)[SUMMARY]
    save_book(folder / "Вторая.xlsx", {"Заметки": [["ничего"]]})
    content = run(folder)
    assert (content["written"], set(content["skipped"])) == ([], set(TITLES))
    assert files(folder)[SUMMARY] == before


@pytest.mark.xfail(strict=True, reason="row counts are kept in .sheets_sync alone")
def test_the_shrink_is_noticed_without_the_notes_of_the_last_run(folder: Path) -> None:
    run(folder)
    before = files(folder)[SUMMARY]
    rmtree(folder / ".sheets_sync")
    shrunk_to(folder, 0)
    assert run(folder)["written"] == []
    assert files(folder)[SUMMARY] == before


# A missing tab


def painted(folder: Path, title: str) -> list[tuple[str, object, str, str]]:
    """The cells of a summary tab with number formats and fills, the stamp's line apart."""
    sheet = openpyxl.load_workbook(folder / SUMMARY)[title]
    return [
        (cell.coordinate, cell.value, cell.number_format, cell.fill.fgColor.rgb)
        for row in sheet.iter_rows(min_row=4)
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize("accept_shrink", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_missing_tab_leaves_what_needs_it_as_it_was(folder: Path, accept_shrink: bool) -> None:
    run(folder)
    before = painted(folder, "Консультации")
    rewrite(folder, Desk().drop("Журнал").set("Явка", 3, date(2020, 11, 12), "+"))
    content = run(folder, accept_shrink=accept_shrink)
    assert set(content["skipped"]) == {"Консультации", "Охват ШНОР", "Отчёты тьюторов"}
    assert "«Журнал»" in content["skipped"]["Консультации"]
    assert set(content["written"]) == set(TITLES) - content["skipped"].keys()
    assert painted(folder, "Консультации") == before
    assert "consultations" not in content["figures"]
    assert run(folder, accept_shrink=accept_shrink)["written"] == []
    assert painted(folder, "Консультации") == before


def test_a_tab_left_as_it_was_keeps_its_dates(folder: Path) -> None:
    run(folder)
    before = painted(folder, "Явка тьюторов")
    rewrite(folder, Desk().drop("Явка"))
    content = run(folder, accept_shrink=True)
    assert "Явка тьюторов" in content["skipped"]
    assert "Явка тьюторов" not in content["written"]
    assert painted(folder, "Явка тьюторов") == before


def test_a_tab_missing_from_the_start_is_not_made(folder: Path) -> None:
    rewrite(folder, Desk().drop("Журнал"))
    content = run(folder)
    assert set(content["skipped"]) == {"Консультации", "Охват ШНОР", "Отчёты тьюторов"}
    assert "Консультации" not in content["written"]
    assert [t.place.tab for t in read_values(folder / SUMMARY)] == content["written"]


def test_a_tab_that_came_back_is_written_again(folder: Path) -> None:
    run(folder)
    before = painted(folder, "Консультации")
    rewrite(folder, Desk().drop("Журнал"))
    run(folder)
    rewrite(folder, Desk())
    content = run(folder)
    assert content["skipped"] == {}
    assert painted(folder, "Консультации") == before


# Foreign text


NASTY = ["=1+1", "+7(999)", "-1", "@SUM(A1)", "{{7*7}}", "<b>жирно</b>", "&amp;", "=cmd|'/c'!A1",
         '=HYPERLINK("http://x")', "'кавычка", "]]>"]  # fmt: skip


def test_staff_text_stays_text(folder: Path) -> None:
    desk = Desk()
    for text in NASTY:
        desk.add("Журнал", like=4, Школа=text)
    desk.set("Тьюторы", 2, "Фамилия", "=2+2").set("Школы", 2, "Краткое название", "=3+3")
    desk.set("Предметы", 2, "Предмет", "<i>")
    rewrite(folder, desk)
    run(folder)
    typed = {row[5] for row in rows(folder, "Замечания")}
    assert set(NASTY) <= typed
    book = openpyxl.load_workbook(folder / SUMMARY)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert (cell.coordinate, str(cell.value)) in [("A3", "='Сводка'!A3")] or (
                        sheet.title == "Сводка" and "УСТАРЕЛО" in str(cell.value)
                    )


def formulas(folder: Path) -> list[str]:
    book = openpyxl.load_workbook(folder / SUMMARY)
    return [
        str(cell.value) for s in book for row in s.iter_rows() for cell in row
        if cell.data_type == "f"
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fixed", ["no", "option", "workspace"])
def test_a_fixed_report_date_is_never_stale(folder: Path, fixed: str) -> None:
    if fixed == "workspace":
        write_settings(folder, list(Desk().books), "today = 2021-02-18\n")
    run(folder, today=TODAY if fixed == "option" else None)
    stale = [formula for formula in formulas(folder) if "УСТАРЕЛО" in formula]
    assert len(stale) == (fixed == "no")


def test_the_summary_holds_no_formula_but_the_stamps(folder: Path) -> None:
    run(folder, today=TODAY)
    assert set(formulas(folder)) == {"='Сводка'!A3"}
    with ZipFile(folder / SUMMARY) as book:
        assert not [name for name in book.namelist() if "external" in name.lower()]


# The report date


def test_the_report_date_of_the_option_wins(folder: Path) -> None:
    write_settings(folder, list(Desk().books), "today = 2021-02-18\n")
    assert run(folder)["today"] == "2021-02-18"
    assert run(folder, today=K02)["today"] == "2021-02-09"


def test_the_clock_stands_in_the_workspaces_zone(
    folder: Path, at: Callable[[datetime], None]
) -> None:
    at(datetime(2021, 2, 18, 23, 30, tzinfo=ZoneInfo("Europe/Moscow")))
    write_settings(folder, list(Desk().books), 'timezone = "Asia/Kamchatka"\n')
    content = run(folder)
    assert content["today"] == "2021-02-19"
    assert content["made_at"] == "2021-02-19T08:30:00+12:00"


@pytest.mark.parametrize(
    "fixed",
    ["вчера", "", "-1", "9" * 20],
)  # fmt: skip
def test_a_clock_that_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fixed: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", fixed)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        run(folder)


# Notes of the last run


@pytest.mark.parametrize(
    "text",
    [
        "{",
        *(
            pytest.param(text, marks=pytest.mark.slow)
            for text in ("", "[]", "5", "{}", '{"key": 1}', "\x00", "[" * 200)
        ),
    ],
)
def test_damaged_notes_are_no_notes(folder: Path, text: str) -> None:
    run(folder)
    (folder / ".sheets_sync" / "last.json").write_text(text, encoding="utf-8")
    assert run(folder)["written"] == []


@pytest.mark.slow
@pytest.mark.parametrize("text", ['{"rows": 5}', '{"rows": {"a": 1}}', "[" * 100_000])
def test_notes_of_another_shape_are_no_notes(folder: Path, text: str) -> None:
    run(folder)
    (folder / ".sheets_sync" / "last.json").write_text(text, encoding="utf-8")
    assert run(folder)["written"] == []


def test_notes_that_cannot_be_kept_are_no_error(folder: Path) -> None:
    (folder / ".sheets_sync").write_text("файл на месте папки", encoding="utf-8")
    assert run(folder)["written"] == list(TITLES)


def test_a_moved_workspace_goes_on(folder: Path) -> None:
    run(folder)
    copytree(folder, folder.parent / "Копия")
    assert run(folder.parent / "Копия")["written"] == []


# The same run over books in memory


def in_memory(store: MemoryStore, root: Path, now: datetime = NOW) -> Mapping[str, Any]:
    work = Run(workspace(root=root), store, Memo(root), TODAY, now)
    return full_run(work, Remembered(), lambda step: None).report.as_json()


def test_a_run_needs_no_files(tmp_path: Path) -> None:
    store = MemoryStore(Desk().tabs())
    assert in_memory(store, tmp_path)["written"] == list(TITLES)
    assert list(store.written) == list(TITLES)
    assert in_memory(store, tmp_path)["written"] == []
    assert in_memory(store, tmp_path, NOW + 13 * HOUR)["written"] == ["Сводка"]


def test_the_second_run_opens_no_book(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    begun: list[object] = []
    monkeypatch.setattr(xlsx_read, "spawn", begun.append)
    assert run(folder)["written"] == []
    assert begun == []
