"""`adopt`: what somebody's books hold, and a workspace.toml that works when the guess is good."""

import json
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import typed
from helpers import BOOKS, Rows

from sheets_sync.workspace import load

BY_MONTH = (1, 3)
"""The journal's rows up to February's, and after."""


def save(path: Path, tabs: dict[str, Rows]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tabs.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def of_their_own() -> dict[str, dict[str, Rows]]:
    """The small centre as somebody else keeps it: other titles, other heads, a tab a month."""
    books = deepcopy(BOOKS)
    journal = books["Консультации.xlsx"].pop("Журнал")
    heads = {"Дата": "День", "Школа": "Наименование ОУ", "Педагог": "ФИО учителя"}
    head = ["Отметка времени", *(heads.get(str(cell), cell) for cell in journal[0])]
    stamped = [["12.02.2021 14:03:22", *row] for row in journal[1:]]
    first, last = BY_MONTH
    books["Журналы.xlsx"] = {
        "Январь": [head, *stamped[:first]],
        "Февраль": [head, *stamped[first:last]],
        "Февраль (2)": [head, *stamped[first:last]],
        "Заметки": [["купить", "бумагу"], ["и", "скрепки"]],
    }
    books["Консультации.xlsx"] = {"План работы": books["Консультации.xlsx"]["График"]}
    return books


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("adopt")
    for name, tabs in of_their_own().items():
        save(where / name, tabs)
    return where


@pytest.fixture(scope="module")
def adopted(folder: Path) -> dict[str, Any]:
    done = typed("adopt", "*.xlsx", "--json", "--to", ".", at=folder)
    assert (done.code, done.err) == (0, "")
    return dict(json.loads(done.out))


@pytest.fixture(scope="module")
def checked(folder: Path, adopted: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(typed("check", "--json", "--today", "2021-02-18", at=folder).out))


@pytest.mark.slow
def test_a_good_guess_works_at_once(checked: dict[str, Any]):
    assert [p for p in checked["problems"] if p["severity"] == "ошибка"] == []
    usual = {"held": 2, "visits": 6, "teachers": 1}
    assert {name: checked["figures"]["consultations"][name] for name in usual} == usual


@pytest.mark.slow
def test_tabs_by_month_add_up_each_with_its_own_address(checked: dict[str, Any]):
    rows = {tab["tab"]: tab["read"] for tab in checked["tabs"] if tab["book"] == "Журналы.xlsx"}
    assert rows == {"Январь": 1, "Февраль": 2}


def test_what_is_sure_is_a_line(folder: Path, adopted: dict[str, Any]):
    settings = tomllib.loads((folder / "workspace.toml").read_text(encoding="utf-8"))
    assert settings["tabs"] == {"Январь": "Журнал", "Февраль": "Журнал", "План работы": "График"}
    assert settings["headers"]["Журнал"] == {
        "День": "Дата",
        "Наименование ОУ": "Школа",
        "ФИО учителя": "Педагог",
    }
    assert settings["school_year"] == "2020–2021"
    assert sorted(settings["books"]) == sorted(of_their_own())


def test_what_is_unsure_is_a_commented_line(adopted: dict[str, Any]):
    lines = adopted["workspace"].splitlines()
    assert any(line.startswith('# "Февраль (2)" = "Журнал"  # может быть копией') for line in lines)
    assert '# Лист "Заметки" (Журналы.xlsx) ни на одну таблицу не похож.' in lines


def test_an_existing_workspace_is_never_overwritten(folder: Path, adopted: dict[str, Any]):
    before = (folder / "workspace.toml").read_bytes()
    done = typed("adopt", "Журналы.xlsx", "--to", ".", at=folder)
    assert (done.code, done.out) == (2, "")
    assert "не перезаписывается" in done.err
    assert (folder / "workspace.toml").read_bytes() == before


def test_the_terminal_names_the_sample_and_what_has_no_place(folder: Path, tmp_path: Path):
    done = typed("adopt", folder / "Журналы.xlsx", "--to", tmp_path / "новая")
    assert done.code == 0
    assert "✓ «ФИО учителя» → «Педагог» (читается 1 из 1: Иванова М.П.)" in done.out
    assert "— «Отметка времени»: останется вашим столбцом (12.02.2021 14:03:22)" in done.out
    assert "лист «Заметки» — ни на одну таблицу не похож" in done.out
    settings = tomllib.loads((tmp_path / "новая" / "workspace.toml").read_text(encoding="utf-8"))
    assert settings["books"] == [(folder / "Журналы.xlsx").resolve().as_posix()]


def test_one_head_that_means_two_things_is_a_question(tmp_path: Path):
    journal = BOOKS["Консультации.xlsx"]["Журнал"]
    renamed = [["День" if cell == "Дата" else cell for cell in journal[0]], *journal[1:]]
    theirs = [[*row, said] for row, said in zip(journal, ("День", 1, 2, 3), strict=True)]
    save(tmp_path / "Книга.xlsx", {"Январь": renamed, "Февраль": theirs})
    text = json.loads(typed("adopt", "Книга.xlsx", "--json", at=tmp_path).out)["workspace"]
    assert '\n# "День" = "Дата"' in text


@pytest.mark.slow
def test_one_title_of_two_tables_is_a_question(tmp_path: Path):
    tabs = BOOKS["Консультации.xlsx"]
    for name in ("График", "Журнал"):
        save(tmp_path / f"{name}.xlsx", {"Лист1": tabs[name]})
    done = json.loads(typed("adopt", "*.xlsx", "--json", at=tmp_path).out)
    assert '\n# "Лист1" = "Журнал"  # в другой книге' in done["workspace"]
    assert tomllib.loads(done["workspace"])["tabs"] == {}


@pytest.mark.slow
def test_our_own_summary_is_no_book(folder: Path, adopted: dict[str, Any], tmp_path: Path):
    typed("sync", "--today", "2021-02-18", at=folder)
    found = json.loads(typed("adopt", folder / "*.xlsx", "--json", "--to", tmp_path).out)
    assert "Сводка ИМЦ.xlsx" not in {Path(book).name for book in found["books"]}


def test_a_foreign_file_with_the_name_of_the_summary_keeps_it(tmp_path: Path):
    save(tmp_path / "Сводка ИМЦ.xlsx", {"Лист1": BOOKS["Консультации.xlsx"]["Журнал"]})
    text = json.loads(typed("adopt", "Сводка ИМЦ.xlsx", "--json", at=tmp_path).out)["workspace"]
    assert tomllib.loads(text)["summary"] == "Сводка ИМЦ 2.xlsx"


REFUSED = {
    "no such file": ("нет такой.xlsx", 3),
    "a pattern of nothing": ("*.ods", 3),
    "a folder": (".", 2),
    "an address": ("https://docs.google.com/spreadsheets/d/1", 2),
    "no workbook": ("текст.xlsx", 3),
}


@pytest.mark.parametrize(("name", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_book_is_one_sentence_and_nothing_written(name: str, code: int, tmp_path: Path):
    (tmp_path / "текст.xlsx").write_text("не книга", encoding="utf-8")
    done = typed("adopt", name, "--to", ".", at=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert not (tmp_path / "workspace.toml").exists()


def proposed(folder: Path, tabs: dict[str, Rows]) -> str:
    """What `adopt` says of words, without the «# » of its lines."""
    save(folder / "Книга.xlsx", tabs)
    text = json.loads(typed("adopt", "Книга.xlsx", "--json", at=folder).out)["workspace"]
    found = text.split("Ниже — то")[1].splitlines()
    at = next((n for n, line in enumerate(found) if line.startswith("# [words")), len(found))
    return "\n".join(line.removeprefix("# ") for line in found[at:])


def test_words_it_does_not_know_are_proposed(tmp_path: Path):
    tabs = deepcopy(BOOKS["Консультации.xlsx"]) | deepcopy(BOOKS["Дорожная карта ШНОР.xlsx"])
    tabs["График"][1][8], tabs["График"][2][12] = "погружение", "прошла на ура"
    tabs["Результаты"][1][1] = "РДР"
    tabs["Журнал"][2][6] = "функциональная грамотность: чтение"
    tabs["Дорожная карта"][1][5] = "специалисты ГМЦ"
    text = proposed(tmp_path, tabs)
    words = tomllib.loads(text)["words"]
    assert words == {
        "График.Вид": {"погружение": []},
        "Процедура": {"РДР": []},
        "Вопрос или дефицит": {"функциональная грамотность": []},
        "График.Статус": {"запланирована": ["прошла на ура"]},
        "Ответственный": {"ИМЦ": ["специалисты ГМЦ"]},
    }
    settings = tmp_path / "workspace.toml"
    settings.write_text(f'books = ["Книга.xlsx"]\nsummary = "С.xlsx"\n{text}', encoding="utf-8")
    assert load(tmp_path).words["Процедура"] == {"РДР": ()}


def test_where_every_word_is_known_no_words_are_proposed(tmp_path: Path):
    assert proposed(tmp_path, BOOKS["Консультации.xlsx"]) == ""
