"""A book that has another name now is the same book: nothing is gone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command_line import typed
from helpers import Desk, save_book, write_settings
from runs.sync_help import rewrite, run

from sheets_sync.stores.xlsx.nearest_file import nearest_file

DAY, NEXT = date(2021, 2, 18), date(2021, 2, 19)
TUTORS = ("Астахова", "Белов")


@pytest.fixture
def house(folder: Path) -> Path:
    """The small centre, its journal in books of two tutors."""
    desk = Desk()
    head, *journal = desk.rows("Журнал")
    desk.rows("Журнал")[1:] = []
    rewrite(folder, desk)
    (folder / "тьюторы").mkdir()
    for name, rows in zip(TUTORS, (journal[:2], journal[2:]), strict=True):
        save_book(book(folder, name), {"Журнал": [["Журнал консультаций"], head, *rows]})
    write_settings(folder, [*Desk().books, "тьюторы/*.xlsx"])
    return folder


def book(house: Path, name: str) -> Path:
    return house / "тьюторы" / f"Журнал {name}.xlsx"


def saved_anew(old: Path, new: Path) -> None:
    """Another program's bytes, a row more."""
    head, *journal = Desk().rows("Журнал")
    save_book(new, {"Журнал": [["Журнал консультаций"], head, *journal[:2], journal[0]]})
    old.unlink()


@pytest.mark.parametrize("way", [Path.rename, pytest.param(saved_anew, marks=pytest.mark.slow)])
def test_a_renamed_book_is_not_gone(house: Path, way: Callable[[Path, Path], object]) -> None:
    before = run(house, today=DAY)
    way(book(house, "Астахова"), book(house, "Астахова Е.Л., 44 школа"))
    content = run(house, today=DAY)
    assert (content["left_out"], content["skipped"]) == ([], {})
    assert sum(tab["read"] for tab in content["tabs"]) >= sum(tab["read"] for tab in before["tabs"])


NAMED = "Консультации.xlsx"


@pytest.mark.slow
@pytest.mark.parametrize("missed", [False, True])
@pytest.mark.parametrize("now", ["Консультации 2021.xlsx", "новое/График.xlsx", "Конс*.xlsx"])
def test_a_book_that_the_settings_call_otherwise_now_is_not_gone(
    folder: Path, now: str, missed: bool
) -> None:
    rewrite(folder, Desk())
    run(folder, today=DAY)
    new = folder / now.replace("*", "ультации за год")
    new.parent.mkdir(exist_ok=True)
    (folder / NAMED).rename(new)
    if missed:
        (one,) = run(folder, today=DAY)["left_out"]
        assert one["book"] == NAMED
    write_settings(folder, [now if book == NAMED else book for book in Desk().books])
    content = run(folder, today=NEXT)
    assert (content["left_out"], content["skipped"]) == ([], {})


@pytest.mark.parametrize(
    ("beside", "near"),
    [
        (["Явка.xlsx", "Консультации 2021.xlsx"], "Консультации 2021.xlsx"),
        (["Консультации (1).ods"], "Консультации (1).ods"),
        (["Консултации.xlsx", "Консультации.docx"], "Консултации.xlsx"),
        (["консультации.XLSX", "Конс.xlsx"], "консультации.XLSX"),
        (["Явка.xlsx", "~$Консультации 2.xlsx", ".Консультации.xlsx"], None),
        ([], None),
    ],
)
def test_of_a_name_that_is_not_there_the_nearest_is_told(
    tmp_path: Path, beside: list[str], near: str | None
) -> None:
    for name in beside:
        (tmp_path / name).touch()
    found = nearest_file(tmp_path / NAMED, ())
    assert (found and found.name) == near
    assert nearest_file(tmp_path / NAMED, [tmp_path / name for name in beside]) is None


@pytest.mark.slow
def test_the_missing_book_is_told_with_the_file_beside_it(folder: Path) -> None:
    rewrite(folder, Desk())
    (folder / NAMED).rename(folder / "Консультации 2021.xlsx")
    said = typed("sync", folder, "--today", "2021-02-18")
    assert "рядом есть «Консультации 2021.xlsx»: если это она, впишите её имя в books" in (
        said.out + said.err
    )


@pytest.mark.slow
def test_the_log_names_no_tutor_of_a_book_that_was_renamed_or_is_gone(house: Path) -> None:
    typed("sync", house, "--today", "2021-02-18")
    book(house, "Астахова").rename(book(house, "новый"))
    typed("sync", house, "--today", "2021-02-18")
    book(house, "Белов").unlink()
    typed("sync", house, "--today", "2021-02-18")
    log = (house / ".sheets_sync" / "log.txt").read_text("utf-8")
    assert "теперь называется «тьюторы/*.xlsx № 2»: строки те же" in log
    assert "не вошло: книга «…»" in log
    assert not {"Астахова", "Белов"} & set(log.replace(".", " ").split())
    assert "Не вошло в неё: тьюторы/Журнал Белов.xlsx" in typed("status", house).out


@pytest.mark.slow
def test_two_books_renamed_at_once_are_each_found(house: Path) -> None:
    run(house, today=DAY)
    for name in TUTORS:
        book(house, name).rename(book(house, f"{name} 2021"))
    content = run(house, today=NEXT)
    assert (content["left_out"], content["skipped"]) == ([], {})


@pytest.mark.slow
def test_a_book_renamed_and_then_broken_was_last_read_under_its_new_name(house: Path) -> None:
    run(house, today=DAY)
    book(house, "Астахова").rename(book(house, "новый"))
    run(house, today=NEXT)
    book(house, "новый").write_bytes(b"PK\x03\x04")
    (one,) = run(house, today=date(2021, 2, 20))["left_out"]
    assert (one["book"], one["last_read"]) == ("тьюторы/Журнал новый.xlsx", "2021-02-19")


@pytest.mark.slow
def test_a_book_that_is_gone_while_another_tutors_comes_is_gone(house: Path) -> None:
    run(house, today=DAY)
    book(house, "Астахова").unlink()
    head, first = Desk().rows("Журнал")[:2]
    other = ["вне графика", *first[1:]]
    save_book(book(house, "Зимина"), {"Журнал": [["Журнал консультаций"], head, other]})
    (one,) = run(house, today=NEXT)["left_out"]
    assert one["book"] == "тьюторы/Журнал Астахова.xlsx"


@pytest.mark.slow
def test_a_copy_beside_the_old_one_is_no_renaming(house: Path) -> None:
    run(house, today=DAY)
    copy = book(house, "Астахова (копия)")
    copy.write_bytes(book(house, "Астахова").read_bytes())
    content = run(house, today=DAY)
    assert "book.copy" in {problem["check"] for problem in content["problems"]}


@pytest.mark.slow
def test_an_empty_book_that_is_deleted_is_missed_by_nobody(house: Path) -> None:
    save_book(book(house, "Пустой"), {"Журнал": [Desk().rows("Журнал")[0]]})
    run(house, today=DAY)
    book(house, "Пустой").unlink()
    assert run(house, today=DAY)["left_out"] == []
