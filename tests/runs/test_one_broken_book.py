"""One broken book does not stop the house: its rows alone are left out, and that is said."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import typed
from helpers import Desk, save_book, write_settings
from runs.sync_help import SUMMARY, files, rewrite, rows, run

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.sync import Options, check
from sheets_sync.workspace import load

DAY, NEXT, LATER = date(2021, 2, 18), date(2021, 2, 19), date(2021, 2, 25)
TUTORS = ("Астахова", "Белов")


@pytest.fixture
def house(folder: Path) -> Path:
    """The small centre, its journal in three books: one of the centre's, two of tutors."""
    desk = Desk()
    head, _, second, third = desk.rows("Журнал")
    desk.rows("Журнал")[2:] = []
    rewrite(folder, desk)
    (folder / "тьюторы").mkdir()
    for name, row in zip(TUTORS, (second, third), strict=True):
        save_book(folder / "тьюторы" / f"Журнал {name}.xlsx", {"Журнал": [head, row]})
    write_settings(folder, [*Desk().books, "тьюторы/*.xlsx"])
    return folder


def book(house: Path, name: str = "Астахова") -> Path:
    return house / "тьюторы" / f"Журнал {name}.xlsx"


def tops(folder: Path, title: str) -> list[str]:
    """The lines above a tab's tables."""
    return [str(row[0]) for row in rows(folder, title)[:9] if row[0]]


def said(folder: Path, title: str) -> list[str]:
    return [line for line in tops(folder, title) if line.startswith("Не вошло")]


def visits(content: Any) -> int:
    return int(content["figures"]["consultations"]["visits"])


def broken(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 no more")


def with_password(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


def web_page(path: Path) -> None:
    path.write_text("<html>", encoding="utf-8")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "fault",
    [
        broken,
        gone,
        *(pytest.param(one, marks=pytest.mark.slow) for one in (with_password, web_page)),
    ],
)
def test_the_rows_of_the_others_are_computed(house: Path, fault: Callable[[Path], None]) -> None:
    assert visits(run(house, today=DAY)) == 6
    fault(book(house))
    content = run(house, today=NEXT)
    assert (content["skipped"], visits(content)) == ({}, 5)
    (one,) = content["left_out"]
    assert (one["book"], one["tab"]) == ("тьюторы/Журнал Астахова.xlsx", None)
    assert (one["last_read"], bool(one["reason"]), bool(one["fix"])) == ("2021-02-18", True, True)
    for title in ("Сводка", "Консультации", "Что сделать", "Охват ШНОР"):
        (line,) = said(house, title)
        assert line.startswith("Не вошло: Журнал Астахова.xlsx – ")
        assert line.endswith("последний раз прочитана 18.02.2021")
    for title in ("Явка тьюторов", "Исполнение дорожной карты", "Замечания"):
        assert said(house, title) == []
    (problem,) = [p for p in content["problems"] if p["check"] == "book.unread"]
    assert (problem["book"], problem["cell"]) == ("тьюторы/Журнал Астахова.xlsx", None)


@pytest.mark.slow
def test_status_names_what_is_left_out_until_it_is_in(house: Path) -> None:
    whole = book(house).read_bytes()
    typed("sync", house, "--today", "2021-02-18")
    broken(book(house))
    typed("sync", house, "--today", "2021-02-18")
    assert "Не вошло в неё: тьюторы/Журнал Астахова.xlsx – " in typed("status", house).out
    (one,) = json.loads(typed("status", house, "--json").out)["left_out"]
    assert one.startswith("тьюторы/Журнал Астахова.xlsx – ")
    book(house).write_bytes(whole)
    typed("sync", house, "--today", "2021-02-18")
    assert "Не вошло в неё" not in typed("status", house).out


@pytest.mark.slow
def test_the_day_of_the_last_good_reading_stays_for_a_week(house: Path) -> None:
    run(house, today=DAY)
    broken(book(house))
    for day in (NEXT, LATER):
        assert run(house, today=day)["left_out"][0]["last_read"] == "2021-02-18"
    before = files(house)[SUMMARY]
    assert run(house, today=LATER)["written"] == []
    assert files(house)[SUMMARY] == before


@pytest.mark.slow
def test_a_book_that_is_whole_again_is_in_again(house: Path) -> None:
    whole = book(house).read_bytes()
    first = run(house, today=DAY)
    shown = rows(house, "Консультации")
    broken(book(house))
    run(house, today=DAY)
    book(house).write_bytes(whole)
    content = run(house, today=DAY)
    assert (content["left_out"], content["figures"]) == ([], first["figures"])
    assert rows(house, "Консультации") == shown


@pytest.mark.slow
def test_what_failed_once_is_tried_again_though_nothing_changed(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (house / "workspace.toml").read_text("utf-8")
    run(house, today=DAY)
    with monkeypatch.context() as patch:
        patch.setattr("sheets_sync.stores.xlsx.kept_reading.KeptReadings.recall", lambda *a: None)
        (house / "workspace.toml").write_text(f"{text}[limits]\nseconds = 0.001\n", "utf-8")
        with pytest.raises(SheetsSyncError):
            run(house, today=DAY)
    (house / "workspace.toml").write_text(text, "utf-8")
    assert run(house, today=DAY)["left_out"] == []


@pytest.mark.slow
def test_nothing_is_said_to_be_absent_that_may_stand_in_the_book(house: Path) -> None:
    before = {(p["check"], p["cell"]) for p in run(house, today=DAY)["problems"]}
    broken(book(house))
    after = {(p["check"], p["cell"]) for p in run(house, today=DAY)["problems"]}
    assert after - before == {("book.unread", None)}


@pytest.mark.slow
def test_a_consultation_of_a_schedule_that_is_left_out_is_no_unknown_one(house: Path) -> None:
    desk = Desk()
    schedule = desk.rows("График")
    save_book(house / "График 2.xlsx", {"График": [schedule[0], schedule[2], schedule[3]]})
    desk.rows("График")[2:] = []
    desk.rows("Журнал")[2:] = []
    rewrite(house, desk)
    write_settings(house, [*Desk().books, "тьюторы/*.xlsx", "График 2.xlsx"])
    before = {(p["check"], p["cell"]) for p in run(house, today=DAY)["problems"]}
    broken(house / "График 2.xlsx")
    content = run(house, today=DAY)
    assert {(p["check"], p["cell"]) for p in content["problems"]} - before == {
        ("book.unread", None)
    }
    assert visits(content) == 6


# A header that is bad


@pytest.mark.slow
@pytest.mark.parametrize("header", ["Дата", "Школа"])
def test_a_book_whose_header_is_bad_leaves_out_its_own_rows(house: Path, header: str) -> None:
    run(house, today=DAY)
    head, first = Desk().rows("Журнал")[0], Desk().rows("Журнал")[2]
    head = ["Когда-то" if name == header else name for name in head]
    save_book(book(house), {"Журнал": [head, first]})
    content = run(house, today=NEXT)
    (one,) = content["left_out"]
    assert (content["skipped"], visits(content)) == ({}, 5)
    assert (one["tab"], one["last_read"]) == ("Журнал", "2021-02-18")
    assert header in one["reason"]
    (line,) = said(house, "Консультации")
    assert line.startswith("Не вошло: Журнал Астахова.xlsx, лист «Журнал» – нет обязательного")
    (count,) = [t for t in content["tabs"] if "Астахова" in t["book"]]
    assert (count["read"], count["counted"], count["rejected"]) == (1, 0, 1)


@pytest.mark.slow
def test_a_header_that_is_gone_leaves_out_its_own_rows(house: Path) -> None:
    run(house, today=DAY)
    save_book(book(house), {"Журнал": [["просто"], ["текст"], ["и всё"]]})
    content = run(house, today=NEXT)
    assert (content["skipped"], visits(content)) == ({}, 5)
    assert said(house, "Сводка")


# What can't be done without


@pytest.mark.slow
@pytest.mark.parametrize("fault", [broken, gone])
def test_without_a_directory_nothing_is_computed(
    house: Path, fault: Callable[[Path], None]
) -> None:
    run(house, today=DAY)
    before = files(house)[SUMMARY]
    fault(house / "Справочники.xlsx")
    with pytest.raises(SheetsSyncError, match=r"Справочники\.xlsx") as caught:
        run(house, today=NEXT)
    assert caught.value.exit_code == 3
    assert files(house)[SUMMARY] == before


@pytest.mark.slow
@pytest.mark.parametrize("known", [False, True])
def test_where_nothing_can_be_read_it_is_said(house: Path, known: bool) -> None:
    if known:
        run(house, today=DAY)
    for path in (*house.glob("*.xlsx"), *(house / "тьюторы").iterdir()):
        if path.name != SUMMARY:
            broken(path)
    with pytest.raises(SheetsSyncError) as caught:
        run(house, today=NEXT)
    assert caught.value.exit_code == 3


@pytest.mark.slow
def test_a_book_that_was_never_read_is_left_out_too(house: Path) -> None:
    broken(book(house))
    content = run(house, today=DAY)
    (one,) = content["left_out"]
    assert (content["skipped"], visits(content), one["last_read"]) == ({}, 5, None)
    assert len(said(house, "Консультации")) == 1


@pytest.mark.slow
def test_a_directory_broken_from_the_start_is_exit_code_three(house: Path) -> None:
    broken(house / "Справочники.xlsx")
    with pytest.raises(SheetsSyncError, match=r"Справочники\.xlsx"):
        run(house, today=DAY)


@pytest.mark.slow
def test_a_table_without_any_book_leaves_its_tabs_as_they_were(house: Path) -> None:
    run(house, today=DAY)
    before = rows(house, "Исполнение планов")
    broken(house / "Отчёты тьюторов.xlsx")
    for day in (NEXT, LATER):
        content = run(house, today=day)
        assert "Исполнение планов" in content["skipped"]
        assert "Исполнение планов" not in content["written"]
        assert "plans_by_tutor" not in content["figures"]
        after = rows(house, "Исполнение планов")
        assert after[3:] == before[3:]
        mark = "Не обновлено с 18.02.2021: не прочитана книга «Отчёты тьюторов.xlsx»"
        assert after[2][0] == mark
    assert [p["check"] for p in content["problems"] if p["check"] == "tab.missing"] == []


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Повестка", "Календарь"])
def test_agenda_and_calendar_may_be_absent(folder: Path, title: str) -> None:
    rewrite(folder, Desk().drop(title))
    content = run(folder)
    assert content["skipped"] == {}
    assert [p for p in content["problems"] if p["check"] == "tab.missing"] == []


@pytest.mark.slow
def test_the_terminal_says_what_did_not_enter(house: Path) -> None:
    broken(book(house))
    for command in ("sync", "check"):
        out = typed(command, str(house), "--today", "2021-02-19").out
        assert "\nНе вошло: тьюторы/Журнал Астахова.xlsx – " in out


@pytest.mark.slow
def test_check_says_it_too_and_writes_nothing(house: Path) -> None:
    run(house, today=DAY)
    broken(book(house))
    before = files(house)
    content = check(load(house), Options(today=NEXT)).as_json()
    assert [one["book"] for one in content["left_out"]] == ["тьюторы/Журнал Астахова.xlsx"]
    assert files(house) == before
    json.dumps(content)
