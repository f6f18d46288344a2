"""`lists`: what «Списки» offer, and that nothing else of a staff book changes."""

import os
from datetime import date
from pathlib import Path

import pytest
from helpers import Desk, save_book
from list_books import FOR_JOURNAL, listed, parts, retype, save_from_templates
from openpyxl import load_workbook

from sheets_sync.errors import LockedError
from sheets_sync.runs.lists import ListsReport, fill_lists
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.sync import Options, check, clock, sync
from sheets_sync.samples.templates.dropdowns import LISTS
from sheets_sync.workspace import load

REPORTS, REGISTER, MAP = "Отчёты тьюторов.xlsx", "Посещаемость.xlsx", "Дорожная карта ШНОР.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_from_templates(tmp_path / "ИМЦ")


def filled(folder: Path) -> ListsReport:
    return fill_lists(load(folder), Options())


def outcomes(report: ListsReport) -> dict[str, str]:
    return {book.book: book.outcome for book in report.books}


def reason(report: ListsReport, name: str = FOR_JOURNAL) -> str:
    return next(book.reason for book in report.books if book.book == name)


# What the lists offer


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("book", "title", "words"),
    [
        (
            FOR_JOURNAL,
            "Тьюторы",
            ["Барсукова Е.Л. (Т-01)", "Белов П.И. (Т-02)", "Зимина О.Ю. (Т-03)"],
        ),
        (FOR_JOURNAL, "Школы", ["МБОУ СОШ № 44", "МБОУ СОШ № 9", "МБОУ ООШ № 9"]),
        (FOR_JOURNAL, "Предметы", ["русский язык", "математика"]),
        (FOR_JOURNAL, "Отметки", ["+", "д", "оп", "у", "н", "х"]),
        (
            FOR_JOURNAL,
            "Консультации",
            [
                "вне графика",
                "К-01 · 02.02.2021 · Барсукова Е.Л.",
                "К-02 · 09.02.2021 · Белов П.И.",
                "К-03 · 25.02.2021 · Зимина О.Ю.",
            ],
        ),
        (REPORTS, "Учебные годы", ["2021–2022", "2020–2021", "2019–2020"]),
        (REPORTS, "Формы работы", ["консультация", "посещение урока", "мастер-класс"]),
        (MAP, "Классы", [str(number) for number in range(1, 12)]),
        (
            REGISTER,
            "Кто приглашён",
            ["все", "ВПР", "ОГЭ", "ЕГЭ", "ВПР; ОГЭ", "ВПР; ЕГЭ", "ОГЭ; ЕГЭ"],
        ),
    ],
)
def test_the_lists_hold_what_the_tables_say(folder: Path, book: str, title: str, words: list[str]):
    filled(folder)
    assert listed(folder / book, title) == words


def test_words_of_their_own_are_offered_where_ours_are(tmp_path: Path):
    folder = save_from_templates(tmp_path / "ИМЦ", Desk())
    with (folder / "workspace.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[words]\n"Процедура" = ["РДР"]\n"Направление" = ["ВсОШ"]\n')
    filled(folder)
    assert listed(folder / MAP, "Процедуры") == ["ВПР", "ОГЭ", "ЕГЭ", "КДР", "РДР"]
    assert listed(folder / FOR_JOURNAL, "Направление") == ["ВПР", "ОГЭ", "ЕГЭ", "ВсОШ"]
    assert "ЕГЭ; ВсОШ" in listed(folder / REGISTER, "Кто приглашён")


def one_list(tmp_path: Path, desk: Desk, title: str, book: str = FOR_JOURNAL) -> list[object]:
    folder = save_from_templates(tmp_path / "ИМЦ", desk)
    filled(folder)
    return listed(folder / book, title)


@pytest.mark.slow
def test_who_left_before_this_year_is_not_offered_and_who_left_in_it_is(tmp_path: Path):
    desk = Desk().set("Тьюторы", 3, "По", date(2020, 12, 31))
    desk.add("Тьюторы", like=4, Код="Т-04", Имя="Анна", Работает_с=date(2018, 9, 1),
             По=date(2020, 5, 31))  # fmt: skip
    assert one_list(tmp_path, desk, "Тьюторы") == [
        "Барсукова Е.Л. (Т-01)", "Белов П.И. (Т-02)", "Зимина О.Ю. (Т-03)",
    ]  # fmt: skip


@pytest.mark.slow
def test_two_of_one_name_are_told_apart_by_their_codes(tmp_path: Path):
    desk = Desk()
    desk.add("Тьюторы", like=3, Код="Т-04", Имя="Павел")
    words = one_list(tmp_path, desk, "Тьюторы")
    assert words[1:3] == ["Белов П.И. (Т-04)", "Белов П.И. (Т-02)"]


@pytest.mark.slow
def test_a_school_that_is_closed_is_not_offered(tmp_path: Path):
    desk = Desk()
    desk.add("Школы", Код="Ш-1", Краткое_название="МБОУ СОШ № 1", Действует="нет")
    assert "МБОУ СОШ № 1" not in one_list(tmp_path, desk, "Школы")


@pytest.mark.slow
def test_two_schools_of_one_name_are_offered_by_their_codes(tmp_path: Path):
    desk = Desk()
    for code in ("Ш-7", "Ш-8"):
        desk.add("Школы", Код=code, Краткое_название="гимназия", Действует="да")
    assert one_list(tmp_path, desk, "Школы")[-2:] == ["Ш-7", "Ш-8"]


@pytest.mark.slow
def test_a_cancelled_consultation_is_not_offered_and_a_moved_one_with_its_new_day(tmp_path: Path):
    desk = Desk().set("График", 3, "Статус", "отменена").set("График", 4, "Статус", "перенесена")
    desk.set("График", 4, "Новая дата", date(2021, 3, 1)).rows("Журнал")[2:] = []
    assert one_list(tmp_path, desk, "Консультации") == [
        "вне графика", "К-01 · 02.02.2021 · Барсукова Е.Л.", "К-03 · 01.03.2021 · Зимина О.Ю.",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_class_of_the_results_stands_beside_its_parallel(tmp_path: Path):
    desk = Desk().set("Результаты", 2, "Класс", "5б")
    assert one_list(tmp_path, desk, "Классы", MAP)[4:7] == ["5", "5Б", "6"]


@pytest.mark.slow
def test_a_form_is_offered_once_it_is_a_habit(tmp_path: Path):
    desk = Desk().set("Индивидуальные планы", 2, "Форма", "педсовет")
    desk.set("Индивидуальные планы", 3, "Форма", "Педсовет")
    desk.set("Индивидуальные планы", 4, "Форма", "один раз")
    usual = ["консультация", "посещение урока", "мастер-класс"]
    assert one_list(tmp_path, desk, "Формы работы", REPORTS) == [*usual, "педсовет"]


@pytest.mark.slow
def test_what_is_picked_from_the_lists_is_read_without_a_remark(folder: Path):
    filled(folder)
    path = folder / FOR_JOURNAL
    code, *_ = (word for word in listed(path, "Консультации") if str(word).startswith("К-02"))
    tutor = listed(path, "Тьюторы")[1]
    for row in (3, 4):
        retype(path, f"A{row}", code, "Журнал")
        retype(path, f"C{row}", tutor, "Журнал")
    report = check(load(folder), Options(all_severities=True))
    journal = [problem for problem in report.problems if problem.tab == "Журнал"]
    assert journal == []


def test_what_the_program_knows_nothing_of_stays(folder: Path):
    (folder / "workspace.toml").write_text(
        f'books = ["{FOR_JOURNAL}"]\nsummary = "Сводка.xlsx"\ntoday = 2021-02-18\n', "utf-8"
    )
    before = listed(folder / FOR_JOURNAL, "Предметы")
    report = filled(folder)
    assert report.unknown == ("Тьюторы", "Школы", "Предметы", "Отметки")
    assert listed(folder / FOR_JOURNAL, "Предметы") == before


# What is written, and what is not


@pytest.mark.slow
def test_one_part_of_a_book_changes_and_no_other(folder: Path):
    before = {name: parts(folder / name) for name in (FOR_JOURNAL, REPORTS, REGISTER, MAP)}
    filled(folder)
    for name, old in before.items():
        new = parts(folder / name)
        assert list(new) == list(old)
        assert [part for part in new if new[part] != old[part]] == [sheet_part(old)]


def sheet_part(book: dict[str, bytes]) -> str:
    """«Списки» is the last sheet of a template."""
    return max(name for name in book if name.startswith("xl/worksheets/sheet"))


@pytest.mark.slow
def test_heads_notes_and_looks_stay(folder: Path):
    path = folder / FOR_JOURNAL
    before = load_workbook(path)[LISTS]
    filled(folder)
    after = load_workbook(path)[LISTS]
    for old, new in zip(before[2], after[2], strict=True):
        assert (old.value, old.comment.text, old.style_id) == (
            new.value, new.comment.text, new.style_id,
        )  # fmt: skip
    assert after["A3"].number_format == "@"
    assert after.freeze_panes == before.freeze_panes


@pytest.mark.slow
def test_the_second_time_nothing_is_written(folder: Path):
    assert set(outcomes(filled(folder)).values()) == {"written"}
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.xlsx")}
    assert set(outcomes(filled(folder)).values()) == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.xlsx")} == before


@pytest.mark.slow
def test_a_list_that_became_shorter_leaves_no_old_words(tmp_path: Path):
    folder = save_from_templates(tmp_path / "ИМЦ")
    filled(folder)
    retype(folder / "Справочники.xlsx", "F4", "нет", "Школы")
    filled(folder)
    assert listed(folder / FOR_JOURNAL, "Школы") == ["МБОУ СОШ № 44", "МБОУ СОШ № 9"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("A5", "Петрова А.А.", "A5 «Петрова А.А.»"),
        ("B3", "школа другого города", "B3 «школа другого города»"),
        ("H9", "заметка", "H9 «заметка»"),
        ("C1", 5, "C1 «5»"),
        ("B2", "Мои школы", "B2 «Мои школы»"),
    ],
)
def test_what_a_person_typed_there_is_left_and_told(
    folder: Path, cell: str, value: object, said: str
):
    filled(folder)
    retype(folder / FOR_JOURNAL, cell, value)
    retype(folder / "Справочники.xlsx", "B2", "Иванова", "Тьюторы")
    before = (folder / FOR_JOURNAL).read_bytes()
    report = filled(folder)
    assert said in reason(report)
    assert (folder / FOR_JOURNAL).read_bytes() == before
    assert outcomes(report)[REPORTS] == "written"


@pytest.mark.slow
def test_a_formula_among_the_words_is_left_and_told(folder: Path):
    filled(folder)
    retype(folder / FOR_JOURNAL, "A4", "='Журнал'!A2")
    before = (folder / FOR_JOURNAL).read_bytes()
    assert outcomes(filled(folder))[FOR_JOURNAL] == "failed"
    assert (folder / FOR_JOURNAL).read_bytes() == before


@pytest.mark.slow
def test_a_word_that_a_person_took_away_comes_back(folder: Path):
    filled(folder)
    retype(folder / FOR_JOURNAL, "A4", None)
    assert outcomes(filled(folder))[FOR_JOURNAL] == "written"
    assert listed(folder / FOR_JOURNAL, "Тьюторы")[1] == "Белов П.И. (Т-02)"


@pytest.mark.slow
def test_columns_that_a_person_moved_keep_their_lists(folder: Path):
    path = folder / FOR_JOURNAL
    retype(path, "A2", "Школы")
    retype(path, "B2", "Тьюторы")
    filled(folder)
    assert listed(path, "Школы")[0] == "МБОУ СОШ № 44"
    assert listed(path, "Тьюторы")[0] == "Барсукова Е.Л. (Т-01)"


@pytest.mark.slow
def test_a_book_without_the_mark_is_left_and_told(folder: Path):
    retype(folder / FOR_JOURNAL, "A1", "Мой лист")
    before = (folder / FOR_JOURNAL).read_bytes()
    report = filled(folder)
    assert (outcomes(report)[FOR_JOURNAL], (folder / FOR_JOURNAL).read_bytes()) == ("left", before)
    assert "не по шаблону" in reason(report)


@pytest.mark.slow
def test_books_of_other_making_and_kinds_are_left(tmp_path: Path):
    folder = Desk().save(tmp_path / "ИМЦ")
    (folder / FOR_JOURNAL).rename(folder / "Консультации.xlsm")
    settings = folder / "workspace.toml"
    settings.write_text(
        settings.read_text("utf-8").replace(FOR_JOURNAL, "Консультации.xlsm"), "utf-8"
    )
    report = filled(folder)
    assert set(outcomes(report).values()) == {"left"}
    assert ".xlsm" in reason(report, "Консультации.xlsm")
    assert not report.failed


@pytest.mark.slow
@pytest.mark.parametrize("lock", [f"~${FOR_JOURNAL}", f".~lock.{FOR_JOURNAL}#"])
def test_an_open_book_is_left_and_told(folder: Path, lock: str):
    (folder / lock).write_bytes(b"\x06Anna  " if lock.startswith("~") else b"Anna,pc;")
    before = (folder / FOR_JOURNAL).read_bytes()
    report = filled(folder)
    assert "открыта (открыл: Anna)" in reason(report)
    assert (folder / FOR_JOURNAL).read_bytes() == before
    assert outcomes(report)[REPORTS] == "written"


@pytest.mark.slow
def test_a_read_only_book_is_left_and_told(folder: Path):
    (folder / FOR_JOURNAL).chmod(0o444)
    report = filled(folder)
    assert "только для чтения" in reason(report)
    assert listed(folder / FOR_JOURNAL, "Тьюторы") == []


@pytest.mark.slow
def test_a_book_keeps_its_permissions(folder: Path):
    (folder / FOR_JOURNAL).chmod(0o660)
    filled(folder)
    assert (folder / FOR_JOURNAL).stat().st_mode & 0o777 == 0o660


@pytest.mark.slow
def test_a_link_to_a_book_stays_a_link(folder: Path, tmp_path: Path):
    os.replace(folder / FOR_JOURNAL, tmp_path / "настоящая.xlsx")
    (folder / FOR_JOURNAL).symlink_to(tmp_path / "настоящая.xlsx")
    filled(folder)
    assert (folder / FOR_JOURNAL).is_symlink()
    assert listed(tmp_path / "настоящая.xlsx", "Тьюторы")


@pytest.mark.slow
def test_a_book_saved_meanwhile_is_left_as_it_was_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    path = folder / FOR_JOURNAL

    def saved(step: str) -> None:
        if step == "Заполняю списки":
            retype(path, "K2", "поздняя правка", "Журнал")

    report = fill_lists(load(folder), Options(progress=saved))
    assert "сохранили, пока шла работа" in reason(report)
    assert load_workbook(path)["Журнал"]["K2"].value == "поздняя правка"


@pytest.mark.slow
def test_beside_the_books_nothing_is_left_lying(folder: Path):
    before = sorted(os.listdir(folder))
    filled(folder)
    assert sorted(set(os.listdir(folder)) - {".sheets_sync"}) == before


def test_while_another_run_works_nothing_is_written(folder: Path):
    workspace = load(folder)
    with one_at_a_time(folder, clock(workspace)), pytest.raises(LockedError):
        fill_lists(workspace, Options())


# What the other commands make of the sheet


@pytest.mark.slow
def test_the_sheet_is_no_table_and_no_remark(folder: Path):
    before = check(load(folder), Options(all_severities=True))
    filled(folder)
    after = check(load(folder), Options(all_severities=True))
    assert after.problems == before.problems
    assert LISTS not in {tab.tab for tab in after.tabs}


@pytest.mark.slow
def test_sync_reads_the_same_figures_of_filled_books(folder: Path):
    before = sync(load(folder), Options()).figures
    filled(folder)
    assert sync(load(folder), Options()).figures == before


@pytest.mark.slow
def test_a_tutors_own_book_is_filled_too(folder: Path):
    (folder / "тьюторы").mkdir()
    (folder / FOR_JOURNAL).rename(folder / "тьюторы" / "Журнал Белова.xlsx")
    settings = folder / "workspace.toml"
    settings.write_text(settings.read_text("utf-8").replace(FOR_JOURNAL, "тьюторы/*.xlsx"), "utf-8")
    assert outcomes(filled(folder))["тьюторы/Журнал Белова.xlsx"] == "written"


@pytest.mark.slow
def test_a_book_of_another_making_beside_ours_keeps_its_sheet(folder: Path):
    save_book(folder / "своя.xlsx", {LISTS: [["Мои списки"], ["раз"]]})
    settings = folder / "workspace.toml"
    text = settings.read_text("utf-8").replace(f'"{REPORTS}"', f'"{REPORTS}", "своя.xlsx"')
    settings.write_text(text, "utf-8")
    before = (folder / "своя.xlsx").read_bytes()
    assert outcomes(filled(folder))["своя.xlsx"] == "left"
    assert (folder / "своя.xlsx").read_bytes() == before
