"""`init --google АДРЕС`: an empty spreadsheet gets what the templates have, a filled one stays."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import Done, typed
from google_server import GoogleServer, Sheet, batch, book_of
from google_server.errors import RefusalError

from sheets_sync.commands.init_text import init_words
from sheets_sync.runs.sync import Options, sync
from sheets_sync.samples.templates.to_google import all_tabs
from sheets_sync.stores.google import foreign
from sheets_sync.tables.books import BOOKS, HELPERS
from sheets_sync.workspace import FILE, load

ADDRESS = "https://docs.google.com/spreadsheets/d/new/edit"
TABLES = [table.title for book in BOOKS for table in book.tables]
TITLES = [HELPERS[0], *TABLES, HELPERS[1]]


@contextmanager
def centre(folder: Path) -> Iterator[GoogleServer]:
    """An empty spreadsheet that is shared with us, and a folder with the key."""
    (folder / "имц").mkdir()
    with GoogleServer() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        patch.chdir(folder)
        server.add(book_of("new", {"Лист1": []}, title="Наши таблицы"))
        server.key_file(folder / "имц")
        yield server


@pytest.fixture
def google(tmp_path: Path) -> Iterator[GoogleServer]:
    with centre(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[GoogleServer, Done]:
    """The spreadsheet filled once, for all who only look at it."""
    with centre(tmp_path_factory.mktemp("made")) as server:
        done = typed("init", "--google", ADDRESS, "имц", "--json")
        listed = sorted(os.listdir("имц"))
        assert listed == ["credentials.json", FILE, "письма"]
    return server, done


def tabs(google: GoogleServer) -> list[str]:
    return [sheet.title for sheet in google.book("new").sheets]


def cell(sheet: Sheet, row: int, column: int) -> dict[str, Any]:
    return sheet.cells.get((row, column), {})


def head(sheet: Sheet, header: str) -> int:
    """The column of a header."""
    return next(c for (r, c), one in sheet.cells.items()
                if r == 0 and one["userEnteredValue"]["stringValue"] == header)  # fmt: skip


def test_an_empty_spreadsheet_gets_every_tab_in_one_batch(made: tuple[GoogleServer, Done]):
    google, done = made
    assert (done.code, done.err) == (0, "")
    assert tabs(google) == [*TITLES, "Лист1"]
    assert (google.count("read"), google.count("write")) == (1, 1)
    (write,) = (one for one in google.log if one.kind == "write")
    assert len(write.body) < 2_000_000
    assert json.loads(done.out) == {
        "folder": "имц",
        "files": ["письма/напоминание.txt", FILE],
        "spreadsheet": ADDRESS,
        "title": "Наши таблицы",
        "tabs": TITLES,
        "requests": {"read": 1, "write": 1},
    }


def test_the_tabs_are_those_of_the_templates(made: tuple[GoogleServer, Done]):
    book = made[0].book("new")
    for sheet in all_tabs().worksheets:
        its = book[sheet.title]
        for row in sheet.iter_rows():
            for one in row:
                found = cell(its, one.row - 1, one.column - 1)
                value = found.get("userEnteredValue", {}).get("stringValue", "")
                note = one.comment.text if one.comment else None
                assert value == (one.value or "").replace(" книги «Справочники»", "")
                assert found.get("note") == note
    schools = book["Школы"]
    assert schools.grid["frozenRowCount"] == schools.grid["frozenColumnCount"] == 1
    assert cell(schools, 0, 0)["userEnteredFormat"]["textFormat"]["bold"] is True
    assert book["Как заполнять"].merges
    assert [one["name"] for one in book.named_ranges if one["name"].startswith("list_")]


@pytest.mark.parametrize(
    ("title", "header", "condition"),
    [
        ("График", "Дата", {"type": "DATE_IS_VALID"}),
        ("График", "План участников", {"type": "NUMBER_GREATER_THAN_EQ", "values": ["0"]}),
        ("График", "Предмет", {"type": "ONE_OF_RANGE", "values": ["='Предметы'!$A$2:$A$1000"]}),
        ("Журнал", "Отметка", {"type": "ONE_OF_RANGE", "values": ["='Отметки'!$A$2:$A$1000"]}),
        ("Журнал", "Тьютор", {"type": "ONE_OF_RANGE", "values": ["='Списки'!$A$3:$A$2000"]}),
        ("Отчёты", "Полугодие", {"type": "ONE_OF_LIST", "values": ["I", "II"]}),
    ],
)
def test_cells_offer_and_warn_as_in_the_templates(
    made: tuple[GoogleServer, Done], title: str, header: str, condition: dict[str, Any]
):
    sheet = made[0].book("new")[title]
    for row in (1, 500, 999):
        rule = cell(sheet, row, head(sheet, header))["dataValidation"]
        values = [one["userEnteredValue"] for one in rule["condition"].get("values", [])]
        assert rule["condition"]["type"] == condition["type"]
        assert values == condition.get("values", [])
        assert not rule.get("strict")  # nothing typed is ever forbidden


def test_mistakes_are_coloured_as_in_the_templates(made: tuple[GoogleServer, Done]):
    for sheet in all_tabs().worksheets:
        rules = [rule for areas in sheet.conditional_formatting for rule in areas.rules]
        assert len(made[0].book("new")[sheet.title].conditional_formats) == len(rules)


@pytest.mark.slow
def test_without_colours_when_google_takes_a_condition_from_nobody(
    google: GoogleServer, monkeypatch: pytest.MonkeyPatch
):
    def refused(change: object, body: object) -> None:
        raise RefusalError("нельзя")

    monkeypatch.setitem(batch.HANDLERS, "addConditionalFormatRule", refused)
    assert typed("init", "--google", ADDRESS, "имц").code == 0
    assert tabs(google) == [*TITLES, "Лист1"]
    assert not google.book("new")["График"].conditional_formats


@pytest.mark.slow
def test_names_left_of_tabs_that_were_deleted_are_in_nobodys_way(google: GoogleServer):
    typed("init", "--google", ADDRESS, "имц")
    book = google.book("new")
    book.sheets = book.sheets[-1:]
    for one in book.named_ranges:
        del one["range"]
    book.renumber()
    assert typed("init", "--google", ADDRESS, "центр").code == 2  # no key there
    for name in (FILE, "письма/напоминание.txt"):
        (Path("имц") / name).unlink()
    assert typed("init", "--google", ADDRESS, "имц").code == 0
    there = {one["name"] for one in google.book("new").named_ranges if "range" in one}
    assert "list_tutors_2" in there
    conditions = json.dumps(google.book("new")["Журнал"].conditional_formats)
    used = set(re.findall(r'INDIRECT\(\\"(\w+)\\"\)', conditions))
    assert used
    assert used <= there


@pytest.mark.slow
def test_the_workspace_names_the_spreadsheet_and_runs(google: GoogleServer):
    typed("init", "--google", ADDRESS, "имц")
    workspace = load(Path("имц"))
    assert (workspace.books, workspace.summary) == ((ADDRESS,), ADDRESS)
    report = sync(workspace, Options())
    assert [p["message"] for p in report.as_json()["problems"]] == []
    assert {tab.tab for tab in report.tabs} == set(TABLES)
    assert typed("doctor", "имц").code == 0
    filled = typed("lists", "имц")
    assert (filled.code, "не заполнены" in filled.out) == (0, False)


@pytest.mark.parametrize(
    ("folder", "google", "meant"),
    [
        ("имц", ADDRESS, ("имц", ADDRESS)),
        (None, ADDRESS, (".", ADDRESS)),
        ("имц", "docs.google.com/spreadsheets/d/new", ("имц", f"{ADDRESS.removesuffix('/edit')}")),
        ("имц", None, ("имц", "")),
        ("имц", "", ("имц", "")),
        (None, "имц", ("имц", "")),
    ],
)
def test_which_word_is_the_folder_and_which_the_address(
    folder: str | None, google: str | None, meant: tuple[str, str]
):
    assert init_words(folder, google) == meant


@pytest.mark.slow
def test_what_was_done_and_what_comes_next_is_said(
    google: GoogleServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir("имц")
    done = typed("init", "--google", f"{ADDRESS}?usp=sharing#gid=0")
    assert done.code == 0
    assert "таблице «Наши таблицы» 19 листов, от «Как заполнять» до «Списки»" in done.out
    assert done.out.endswith("запустите: sheets-sync sync\n")
    assert load(Path(".")).books == (ADDRESS,)
    assert load(Path(".")).summary == ADDRESS


@pytest.mark.parametrize("words", [("--google", "центр"), ("центр", "--google"), ("центр",)])
def test_without_an_address_it_is_as_it_was(google: GoogleServer, words: tuple[str, ...]):
    assert typed("init", *words).code == 0
    assert "Справочники.xlsx" in os.listdir("центр")
    assert google.log == []


def filled(google: GoogleServer) -> None:
    google.book("new")["Лист1"].write("C7", "важное")


def another_tab(google: GoogleServer) -> None:
    google.book("new").add("Бюджет", [["Статья", 1]])


def a_tab_of_ours(google: GoogleServer) -> None:
    google.book("new").add("школы")


def a_summary(google: GoogleServer) -> None:
    google.book("new").sheets[0].filter_views.append(
        {"filterViewId": 1, "title": "моё", "range": {"endRowIndex": 2}}
    )


@pytest.mark.slow
def test_a_huge_spreadsheet_is_not_read_to_its_end(
    google: GoogleServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(foreign, "LARGEST_FOREIGN", 1_000)
    google.book("new").add("Архив", [["строка"] * 20] * 5_000)
    done = typed("init", "--google", ADDRESS, "имц")
    assert done.code == 2
    assert "не пустая (лист «Архив»), поэтому она не тронута" in done.err
    assert google.count("write") == 0


@pytest.mark.kinds
@pytest.mark.parametrize("spoil", [filled, another_tab, a_tab_of_ours, a_summary])
def test_a_spreadsheet_that_is_not_empty_is_not_touched(
    google: GoogleServer, spoil: Callable[[GoogleServer], None]
):
    spoil(google)
    before = google.book("new").copy()
    done = typed("init", "--google", ADDRESS, "имц")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Ошибка: Таблица «Наши таблицы» не пустая (лист «")
    assert done.err.count("\n") == 1
    assert google.count("write") == 0
    assert google.book("new") == before
    assert os.listdir("имц") == ["credentials.json"]


@pytest.mark.slow
def test_what_looks_empty_stays_where_it_is(google: GoogleServer):
    """Sizes, looks and notes of a blank tab are people's own."""
    blank = google.book("new")["Лист1"]
    blank.cells[3, 3] = {"note": "сюда — план", "userEnteredFormat": {"textFormat": {"bold": True}}}
    assert typed("init", "--google", ADDRESS, "имц").code == 0
    assert google.book("new")["Лист1"].cells == blank.cells


@pytest.mark.parametrize("name", [FILE, "письма/напоминание.txt"])
def test_a_folder_that_has_our_files_is_not_touched(google: GoogleServer, name: str):
    path = Path("имц") / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("моё", encoding="utf-8")
    done = typed("init", "--google", ADDRESS, "имц")
    assert done.code == 2
    assert "уже есть" in done.err
    assert (google.log, path.read_text(encoding="utf-8")) == ([], "моё")


def no_key(google: GoogleServer) -> None:
    (Path("имц") / "credentials.json").unlink()


def no_access(google: GoogleServer) -> None:
    google.book("new").role = None


def reader(google: GoogleServer) -> None:
    google.book("new").role = "reader"


def office(google: GoogleServer) -> None:
    google.book("new").office_file = True


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (no_key, 2, "Нет ключа"),
        (no_access, 3, "закрыта для программы"),
        (reader, 3, "роль «Редактор»"),
        (office, 3, "лежит файл Excel, а не таблица Google"),
    ],
)
def test_what_is_missing_is_said_in_the_usual_words(
    google: GoogleServer, fault: Callable[[GoogleServer], None], code: int, said: str
):
    fault(google)
    done = typed("init", "--google", ADDRESS, "имц")
    assert done.code == code
    assert said in done.err
    assert done.err.count("\n") == 1
    assert tabs(google) == ["Лист1"]
    assert not (Path("имц") / FILE).exists()


@pytest.mark.parametrize(
    "words", [(ADDRESS,), ("--google", "имц", "центр"), (ADDRESS, "--google"),
              ("--google", "https://example.org/x", "имц")]
)  # fmt: skip
def test_what_is_no_address_is_said(google: GoogleServer, words: tuple[str, ...]):
    done = typed("init", *words)
    assert done.code == 2
    assert "https://docs.google.com/spreadsheets/d/" in done.err
    assert google.log == []


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["503", "reset"])
def test_an_answer_that_is_lost_is_looked_for(google: GoogleServer, fault: str):
    google.faults.add(fault, at=1, kind="write", times=1)
    done = typed("init", "--google", ADDRESS, "имц")
    assert done.code == 0
    assert tabs(google) == [*TITLES, "Лист1"]


@pytest.mark.slow
def test_after_a_disk_that_was_full_it_goes_on(
    google: GoogleServer, monkeypatch: pytest.MonkeyPatch
):
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sheets_sync.samples.init.put_new", full)
        assert typed("init", "--google", ADDRESS, "имц").code == 3
    assert tabs(google) == [*TITLES, "Лист1"]
    assert typed("init", "--google", ADDRESS, "имц").code == 0
    assert google.count("write") == 1
