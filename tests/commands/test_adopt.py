"""`adopt`: what books that are not ours look like, and the workspace.toml drafted for them."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from sheets_sync.workspace import load
from tests.command_line import typed
from tests.helpers import Desk, Rows, save_book

HEAD = ["Код консультации", "Дата проведения занятия", "ФИО тьютора", "Школа", "Педагог",
        "Количество человек", "Дефицит", "Минуты", "Отметка", "Заметки"]  # fmt: skip
JOURNAL: Rows = [
    ["Журнал учёта консультаций"],
    [],
    [*HEAD],
    ["К-01", "02.02.2021", "Барсукова Е.Л.", "СОШ № 44", "Орлова А.А.", 1,
     "предметный", 30, "+", "x"],
    ["К-02", "09.02.2021", "Белов П.И.", "СОШ № 9", "Лебедь И.И.", 2,
     "методический", 45, "+", None],
]  # fmt: skip
CALLS: Rows = [["Кому", "Зачем"], ["в школу", "узнать"]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    save_book(tmp_path / "Учёт.xlsx", {"Журнал декабрь": JOURNAL, "Звонки": CALLS})
    return tmp_path / "Учёт.xlsx"


def test_each_tab_and_column_is_named_with_its_sample(book: Path):
    done = typed("adopt", book)
    assert (done.code, done.err) == (0, "")
    assert "лист «Журнал декабрь» — «Журнал», шапка в строке 3" in done.out
    assert "✓ «Количество человек» → «Количество» (читается 2 из 2: 1, 2)" in done.out
    assert "— «Заметки»: останется вашим столбцом (x)" in done.out
    assert "лист «Звонки» — ни на одну таблицу не похож" in done.out
    assert '"Журнал декабрь" = "Журнал"' in done.out


def test_whose_books_they_are_is_for_people_to_say(book: Path):
    lines = json.loads(typed("adopt", book, "--json").out)["workspace"].splitlines()
    assert '# organisation = "МКУ ИМЦ"' in lines
    assert not any(line.startswith("organisation") for line in lines)


def test_what_is_unsure_is_a_line_that_does_nothing(tmp_path: Path):
    rows = [[*row] for row in JOURNAL]
    rows[2][1] = "Когда"
    save_book(tmp_path / "Учёт.xlsx", {"Журнал декабрь": rows})
    done = typed("adopt", tmp_path / "Учёт.xlsx", "--json")
    lines = json.loads(done.out)["workspace"].splitlines()
    assert any(line.startswith('# "Журнал декабрь" = "Журнал"') for line in lines)
    assert '# "Когда" = "Дата"  # читается значений: 2 из 2' in lines


@pytest.mark.slow
def test_the_draft_is_a_workspace_that_check_reads(tmp_path: Path):
    desk = Desk()
    books = desk.books["Консультации.xlsx"]
    head = books["Журнал"][0]
    head[head.index("Дата")] = "Дата занятия"
    books["Журнал за год"] = books.pop("Журнал")
    folder = desk.save(tmp_path / "ИМЦ")
    (folder / "workspace.toml").unlink()
    done = typed("adopt", *sorted(folder.glob("*.xlsx")), "--to", folder)
    assert done.code == 0
    found = load(folder)
    assert found.tabs == {"Журнал за год": "Журнал"}
    assert found.headers == {"Журнал": {"Дата занятия": "Дата"}}
    before = json.loads(typed("check", Desk().save(tmp_path / "как было"), "--json").out)
    after = json.loads(typed("check", folder, "--json").out)
    assert after["figures"] == before["figures"]


def test_a_workspace_that_is_there_is_never_written_over(book: Path):
    there = book.parent / "workspace.toml"
    there.write_text("# наш\n", encoding="utf-8")
    done = typed("adopt", book, "--to", book.parent)
    assert done.code == 2
    assert "не перезаписывается" in done.err
    assert there.read_text(encoding="utf-8") == "# наш\n"


def test_a_spreadsheets_address_is_no_file():
    assert typed("adopt", "https://docs.google.com/spreadsheets/d/x").code == 2


@pytest.mark.slow
def test_journals_of_months_and_answers_of_a_form_stand_on_tabs_of_one_book(tmp_path: Path):
    desk = Desk()
    book = desk.books["Консультации.xlsx"]
    head, *rows = book.pop("Журнал")
    book["Журнал январь"] = [head]
    book["Журнал февраль"] = [head, *rows[:2]]
    stamped = [[datetime(2021, 2, 9, 17, 5), *row] for row in rows[2:]]
    book["Журнал (ответы)"] = [["Отметка времени", *head], *stamped]
    folder = desk.save(tmp_path / "ИМЦ")
    with (folder / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write('[tabs]\n"Журнал *" = "Журнал"\n')
    usual = json.loads(typed("check", Desk().save(tmp_path / "как было"), "--json").out)
    found = json.loads(typed("check", folder, "--json").out)
    assert found["figures"] == usual["figures"]
    read = {tab["tab"]: tab["read"] for tab in found["tabs"] if tab["tab"].startswith("Журнал")}
    assert read == {"Журнал январь": 0, "Журнал февраль": 2, "Журнал (ответы)": len(rows) - 2}
