"""`new-year`: the finished year in its folder, the books begun anew, whatever breaks it off."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest
from helpers import Desk, save_book, write_settings
from runs.sync_help import SUMMARY, files, rewrite, rows, run

from sheets_sync import disk
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.runs import new_year as new_year_room
from sheets_sync.runs.new_year import NewYear, new_year
from sheets_sync.runs.sync import Options
from sheets_sync.workspace import load

OVER = date(2021, 9, 1)
LATER = date(2021, 10, 12)
EMPTIED = (
    "Посещаемость.xlsx",
    "Консультации.xlsx",
    "Отчёты тьюторов.xlsx",
    "Дорожная карта ШНОР.xlsx",
)


def begin(folder: Path, today: date = OVER) -> NewYear:
    return new_year(load(folder), Options(today=today))


def old(folder: Path) -> Path:
    return folder / "2020-2021"


def values(book: Path, tab: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(book)[tab].iter_rows()]


def filled(book: Path, tab: str) -> list[list[Any]]:
    """The rows below the head that hold something."""
    return [row for row in values(book, tab)[1:] if any(value is not None for value in row)]


def test_the_year_goes_into_its_folder_and_the_books_begin_anew(folder: Path) -> None:
    run(folder)
    before = files(folder)
    notes = folder / ".sheets_sync"
    (notes / "weekly.json").write_text('{"page": "2021-06-07T08:00:00+03:00"}')
    (notes / "weekly").touch()
    done = begin(folder)
    assert (notes / "weekly.json").exists()  # a page that went does not go again
    assert not (folder / "2020-2021" / ".sheets_sync" / "weekly").exists()
    assert (str(done.finished), str(done.year), done.folder) == (
        "2020–2021",
        "2021–2022",
        "2020-2021",
    )
    assert (done.carried, done.begun) == (("Справочники.xlsx",), EMPTIED)
    after = files(folder)
    for name in Desk().books:
        assert after[f"2020-2021/{name}"] == before[name]
    assert after["Справочники.xlsx"] == before["Справочники.xlsx"]
    for tab in ("График", "Журнал"):
        assert filled(folder / "Консультации.xlsx", tab) == []
    assert SUMMARY not in after
    assert f"2020-2021/{SUMMARY}" in after
    settings = load(folder)
    assert (str(settings.school_year), settings.previous) == ("2021–2022", "2020-2021")


@pytest.mark.slow
def test_the_folder_of_the_year_is_read_only_and_still_checks(folder: Path) -> None:
    run(folder)
    begin(folder)
    for path in (old(folder), *old(folder).rglob("*")):
        assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    kept = load(old(folder))
    assert (str(kept.school_year), kept.today) == ("2020–2021", date(2021, 8, 31))


@pytest.mark.slow
def test_results_of_earlier_years_go_on(folder: Path) -> None:
    begin(folder)
    found = filled(folder / "Дорожная карта ШНОР.xlsx", "Результаты")
    assert len(found) == len(Desk().rows("Результаты")) - 1
    assert filled(folder / "Дорожная карта ШНОР.xlsx", "Дорожная карта") == []
    content = run(folder, today=LATER)
    assert [row["year"] for row in content["figures"]["results"]].count("2020–2021") == 3


@pytest.mark.slow
def test_the_first_sync_of_the_new_year_compares_with_the_last(folder: Path) -> None:
    run(folder)
    begin(folder)
    content = run(folder, today=date(2022, 2, 18))
    assert content["skipped"] == {}
    lines = rows(folder, "Сводка")
    title = "К прошлому году: 01.09.2021–18.02.2022 и 01.09.2020–18.02.2021"
    at = next(number for number, row in enumerate(lines) if row[0] == title)
    held = next(row for row in lines[at:] if row[0] == "Проведено по графику")
    assert [value for value in held if value is not None][1:] == [2, 0, "–"]
    assert run(folder, today=date(2022, 2, 18))["written"] == []


@pytest.mark.slow
def test_last_year_named_by_hand_is_compared_with_too(folder: Path, tmp_path: Path) -> None:
    new = Desk().save(tmp_path / "новый")
    write_settings(new, list(Desk().books))
    text = (new / "workspace.toml").read_text("utf-8").replace("2020–2021", "2021–2022")
    for named in ("../ИМЦ", "../ИМЦ/workspace.toml", f"../ИМЦ/{SUMMARY}"):
        run(folder)
        (new / "workspace.toml").write_text(f'previous = "{named}"\n{text}', "utf-8")
        run(new, today=LATER, accept_shrink=True)
        said = [str(row[0]) for row in rows(new, "Сводка")]
        assert "К прошлому году: 01.09–12.10.2021 и 01.09–12.10.2020" in said


@pytest.mark.slow
@pytest.mark.parametrize("named", ["нет такой", "Справочники.xlsx"])
def test_a_last_year_that_is_not_there_is_said_and_no_failure(folder: Path, named: str) -> None:
    text = (folder / "workspace.toml").read_text("utf-8")
    (folder / "workspace.toml").write_text(f'previous = "{named}"\n{text}', "utf-8")
    assert run(folder)["skipped"] == {}
    said = [str(row[0]) for row in rows(folder, "Сводка")]
    assert any(one.startswith("К прошлому году") and "не с чем" in one for one in said)


@pytest.mark.slow
def test_run_twice_it_says_so(folder: Path) -> None:
    begin(folder)
    before = files(folder)
    assert begin(folder).again
    assert files(folder) == before


@pytest.mark.parametrize("today", [date(2021, 2, 18), date(2021, 5, 31)])
def test_a_year_that_goes_on_is_not_closed(folder: Path, today: date) -> None:
    before = files(folder)
    with pytest.raises(UsageError, match="ещё идёт"):
        begin(folder, today)
    assert files(folder) == before


@pytest.mark.slow
def test_year_after_year(folder: Path) -> None:
    begin(folder)
    run(folder, today=LATER)
    done = begin(folder, date(2022, 6, 20))
    assert (done.folder, done.again) == ("2021-2022", False)
    assert load(folder).previous == "2021-2022"
    assert begin(folder, date(2022, 7, 1)).again


@pytest.mark.slow
def test_without_a_fixed_year_it_is_that_of_the_last_summary(folder: Path) -> None:
    file = folder / "workspace.toml"
    file.write_text(file.read_text("utf-8").replace('school_year = "2020–2021"\n', ""), "utf-8")
    run(folder)
    assert str(begin(folder).year) == "2021–2022"


@pytest.mark.slow
def test_the_job_goes_on_without_a_word_of_shrunken_data(folder: Path) -> None:
    run(folder)
    begin(folder)
    assert run(folder, today=OVER)["skipped"] == {}


# Own books


@pytest.mark.slow
def test_all_in_one_book_of_own_tabs(folder: Path) -> None:
    desk = Desk()
    tabs = {title: desk.rows(title) for book in desk.books.values() for title in book}
    journal = tabs.pop("Журнал")
    tabs |= {"Журнал февраль": journal, "Журнал март": journal[:1], "Заметки": [["наше"]]}
    for book in desk.books:
        (folder / book).unlink()
    save_book(folder / "Всё.xlsx", tabs)
    write_settings(folder, ["Всё.xlsx"], '[tabs]\n"Журнал *" = "Журнал"\n')
    run(folder)
    done = begin(folder)
    assert (done.begun, done.left) == (("Всё.xlsx",), ("«Заметки» (Всё.xlsx)",))
    book = folder / "Всё.xlsx"
    assert len(filled(book, "Тьюторы")) == 3
    assert len(filled(book, "Отметки")) == 6
    assert filled(book, "Журнал февраль") == filled(book, "Журнал март") == []
    content = run(folder, today=LATER)
    assert content["skipped"] == {}
    assert [p for p in content["problems"] if p["check"] in ("tab.not_found", "tab.missing")] == []


@pytest.mark.slow
def test_books_of_a_pattern_keep_their_names(folder: Path) -> None:
    (folder / "тьюторы").mkdir()
    journal = Desk().rows("Журнал")
    for name in ("Белов", "Зимина"):
        save_book(folder / "тьюторы" / f"{name}.xlsx", {"Журнал": journal[:2]})
    write_settings(
        folder, [*Desk().books, "тьюторы/*.xlsx"], '[owners]\n"тьюторы/Белов.xlsx" = "Я"'
    )
    begin(folder)
    for name in ("Белов", "Зимина"):
        assert filled(folder / "тьюторы" / f"{name}.xlsx", "Журнал") == []
        assert filled(old(folder) / "тьюторы" / f"{name}.xlsx", "Журнал")
    assert load(folder).owners == {"тьюторы/Белов.xlsx": "Я"}


def test_spreadsheets_are_said_to_be_begun_by_hand(folder: Path) -> None:
    write_settings(
        folder, [*Desk().books, "https://docs.google.com/spreadsheets/d/abcdefghijkl/edit"]
    )
    before = files(folder)
    with pytest.raises(UsageError, match="новый-год") as caught:
        begin(folder)
    assert files(folder) == before
    for step in (
        "«2020-2021»",
        "Создать копию",
        'previous = "../2020-2021"',
        "init ПАПКА --google",
    ):
        assert step in str(caught.value)


@pytest.mark.slow
def test_what_could_not_be_begun_anew_is_not_begun(folder: Path) -> None:
    run(folder)
    (folder / "Консультации.xlsx").write_bytes(b"PK no more")
    before = files(folder)
    with pytest.raises(SheetsSyncError, match="Консультации"):
        begin(folder)
    assert files(folder) == before
    rewrite(folder, Desk())
    (folder / "Консультации.xlsx").rename(folder / "Консультации.xlsm")
    write_settings(
        folder, [name.replace("Консультации.xlsx", "Консультации.xlsm") for name in Desk().books]
    )
    before = files(folder)
    with pytest.raises(UsageError, match=r"только книгу \.xlsx"):
        begin(folder)
    assert files(folder) == before


def as_ods(book: Path) -> None:
    """The book as LibreOffice saves it in its own format."""
    profile = f"-env:UserInstallation={(book.parent.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir"]
    subprocess.run([*command, str(book.parent), str(book)], check=True, capture_output=True)
    book.unlink()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_journals_of_libreoffice_begin_anew_as_templates(folder: Path) -> None:
    (folder / "тьюторы").mkdir()
    save_book(folder / "тьюторы" / "Белов.xlsx", {"Журнал": Desk().rows("Журнал")[:2]})
    for name in ("Консультации.xlsx", "Справочники.xlsx", "тьюторы/Белов.xlsx"):
        as_ods(folder / name)
    books = [name.replace("Консультации.xlsx", "Консультации.ods") for name in Desk().books]
    books = [name.replace("Справочники.xlsx", "Справочники.ods") for name in books]
    owners = '\n[owners]\n"Консультации.ods" = "Зимина З.З."\n"тьюторы/Белов.ods" = "Белов П.И."\n'
    write_settings(folder, [*books, "тьюторы/*.ods"], owners)
    run(folder, today=date(2021, 6, 15))
    before = files(folder)
    done = begin(folder)
    assert "Консультации.xlsx" in done.begun
    assert filled(folder / "Консультации.xlsx", "Журнал") == []
    assert filled(folder / "тьюторы" / "Белов.xlsx", "Журнал") == []
    assert not (folder / "Консультации.ods").exists()
    after = files(folder)
    for name in ("Консультации.ods", "Справочники.ods", "тьюторы/Белов.ods"):
        assert after[f"2020-2021/{name}"] == before[name]
    assert after["Справочники.ods"] == before["Справочники.ods"]
    settings = load(folder)
    assert "Консультации.xlsx" in settings.books
    assert "тьюторы/*.xlsx" in settings.books
    assert settings.owners == {
        "Консультации.xlsx": "Зимина З.З.",
        "тьюторы/Белов.xlsx": "Белов П.И.",
    }
    assert run(folder, today=LATER)["skipped"] == {}
    assert begin(folder, LATER).again


@pytest.mark.slow
def test_a_book_outside_the_folder_is_not_touched(folder: Path, tmp_path: Path) -> None:
    save_book(tmp_path / "Чужая.xlsx", {"Журнал": Desk().rows("Журнал")})
    write_settings(folder, [*Desk().books, "../Чужая.xlsx"])
    with pytest.raises(UsageError, match="вне рабочей папки"):
        begin(folder)


@pytest.mark.slow
def test_a_book_that_is_open_waits(folder: Path) -> None:
    (folder / "~$Консультации.xlsx").write_bytes(b"\x05Petja" + b" " * 50)
    with pytest.raises(UsageError, match="Закройте"):
        begin(folder)


@pytest.mark.slow
def test_settings_keep_what_people_wrote(folder: Path) -> None:
    file = folder / "workspace.toml"
    text = (
        "# наша папка\n"
        + file.read_text("utf-8")
        + "today = 2021-05-30 # пока\n[rules]\noverdue_days = 5\n"
    )
    file.write_text(text, "utf-8")
    begin(folder)
    new = file.read_text("utf-8")
    assert new.startswith("# наша папка\n")
    assert "# today = 2021-05-30" in new
    assert (load(folder).overdue_days, load(folder).today) == (5, None)


# Broken off


class Killed(BaseException):
    """The process was killed."""


def killed_at(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], bool]:
    """Breaks off before the so manieth change on the disk; → whether there were so many."""
    count = 0

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def change(*given: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return real(*given, **named)

        return change

    for name in ("rename", "replace", "unlink", "mkdir", "rmdir", "chmod"):
        monkeypatch.setattr(os, name, counting(getattr(os, name)))
    return lambda: count >= step


@pytest.mark.slow
def test_killed_at_any_step_it_goes_on(tmp_path: Path, at: object) -> None:
    """Whatever was done, last year is whole in one place or the other, and the next run ends it."""
    start = Desk().save(tmp_path / "начало")
    run(start)
    whole = copytree(start, tmp_path / "целая")
    begin(whole)
    expected = {name: data for name, data in files(whole).items() if not name.endswith(SUMMARY)}
    step, more = 1, True
    while more:
        folder = copytree(start, tmp_path / f"шаг {step}")
        before = files(folder)
        with pytest.MonkeyPatch.context() as patch:
            reached = killed_at(patch, step)
            with suppress(Killed):
                begin(folder)
            more = reached()
        now = files(folder)
        for name in Desk().books:
            assert before[name] in (now.get(name), now.get(f"2020-2021/{name}"))
        begin(folder)
        done = {name: data for name, data in files(folder).items() if not name.endswith(SUMMARY)}
        assert done == expected, step
        step += 7
    assert step > 20


@pytest.mark.slow
def test_a_book_changed_in_between_is_not_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "")

    monkeypatch.setattr(new_year_room, "put", full)
    with pytest.raises(SheetsSyncError, match="не до конца"):
        begin(folder)
    monkeypatch.setattr(new_year_room, "put", disk.put)
    rewrite(folder, Desk().set("Журнал", 2, "Минуты", 46))
    changed = (folder / "Консультации.xlsx").read_bytes()
    with pytest.raises(SheetsSyncError, match="изменилась"):
        begin(folder)
    assert (folder / "Консультации.xlsx").read_bytes() == changed
    (folder / "Консультации.xlsx").write_bytes((old(folder) / "Консультации.xlsx").read_bytes())
