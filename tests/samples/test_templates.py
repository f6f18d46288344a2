"""The templates: fresh, complete, never forbidding, and read back by the product without a word."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.letters import split_list
from sheets_sync.reading.list_sheet import standing_lists
from sheets_sync.samples.templates import template_files
from sheets_sync.samples.templates.dropdowns import LISTS
from sheets_sync.samples.templates.guide import GUIDE
from sheets_sync.samples.templates.starters import MARKS, STARTERS, SUBJECTS
from sheets_sync.samples.templates.workbook import workbook_of
from sheets_sync.sheet.cells import Place, tab_of
from sheets_sync.tables.books import BOOKS
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.choice import Choice
from sheets_sync.tables.kinds.dates import DATE
from sheets_sync.tables.kinds.entries import MarkNames, Names
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.text import TEXT
from sheets_sync.tables.menus import MENUS
from sheets_sync.tables.schema import Book, Column, Table

REPOSITORY = Path(__file__).parents[2]
FILES = template_files()
TODAY = "2021-02-26"
TABLES = [(book, table) for book in BOOKS for table in book.tables]
COLUMNS = [(book, table, column) for book, table in TABLES for column in table.columns]


@pytest.fixture(scope="module")
def books() -> dict[str, Workbook]:
    return {book.title: load_workbook(BytesIO(FILES[f"{book.title}.xlsx"])) for book in BOOKS}


def head_of(sheet: Worksheet, header: str) -> Any:
    return next(cell for cell in sheet[1] if cell.value == header)


def rules_at(sheet: Worksheet, cell: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


@pytest.mark.parametrize("name", FILES)
def test_the_committed_files_are_fresh(name: str):
    committed = (REPOSITORY / "templates" / name).read_bytes()
    assert committed == FILES[name], "run: python -m sheets_sync.samples.templates"


def test_two_runs_give_the_same_bytes():
    assert template_files() == FILES


def test_the_files_are_small():
    assert max(map(len, FILES.values())) < 60_000


@pytest.mark.parametrize(("book", "table"), TABLES, ids=lambda one: one.title)
def test_a_tab_has_the_declared_columns_in_order(book: Book, table: Table, books):
    heads = [cell.value for cell in books[book.title][table.title][1] if cell.value is not None]
    assert heads == [column.header for column in table.columns]


@pytest.mark.parametrize(
    ("book", "table", "column"), COLUMNS, ids=lambda one: getattr(one, "title", None) or one.name
)
def test_a_header_says_all_about_its_column(book: Book, table: Table, column: Column, books):
    note = head_of(books[book.title][table.title], column.header).comment
    assert column.hint in note.text
    assert column.example in note.text
    assert ("обязательно" in note.text) is column.required
    assert note.author in ("", "None")  # openpyxl reads an empty author as "None"


@pytest.mark.parametrize(("book", "table"), TABLES, ids=lambda one: one.title)
def test_the_guide_tells_of_every_tab_and_column(book: Book, table: Table, books):
    rows = list(books[book.title][GUIDE].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == f"Лист «{table.title}»")
    told = {row[0]: (row[1], row[3]) for row in rows[start : start + 5 + len(table.columns)]}
    for column in table.columns:
        need = "обязательно" if column.required else "можно не заполнять"
        need += ", если «вне графика»" if column.given_by else ""
        assert told[column.header] == (need, column.example or None)


def test_required_headers_look_different(books):
    sheet = books["Справочники"]["Школы"]
    required, optional = head_of(sheet, "Код"), head_of(sheet, "Куратор ИМЦ")
    assert required.fill.fgColor.rgb != optional.fill.fgColor.rgb
    assert required.font.b
    assert not optional.font.b


@pytest.mark.parametrize(("book", "table"), TABLES, ids=lambda one: one.title)
def test_below_the_header_stand_the_first_rows_alone(book: Book, table: Table, books):
    rows = list(books[book.title][table.title].iter_rows(min_row=2, values_only=True))
    expected = [tuple(word or None for word in row) for row in STARTERS.get(table.name, ())]
    assert [row[: len(table.columns)] for row in rows] == [
        row + (None,) * (len(table.columns) - len(row)) for row in expected
    ]


@pytest.mark.parametrize("book", BOOKS, ids=lambda one: one.title)
def test_nothing_is_forbidden(book: Book, books):
    rules = chain.from_iterable(s.data_validations.dataValidation for s in books[book.title])
    for rule in rules:
        assert rule.errorStyle == "warning" or not rule.showErrorMessage
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.error or "") <= 225
        assert len(rule.formula1) <= 257


@pytest.mark.parametrize(
    ("book", "table", "column"), COLUMNS, ids=lambda one: getattr(one, "title", None) or one.name
)
def test_a_cell_offers_what_its_kind_offers(book: Book, table: Table, column: Column, books):
    workbook = books[book.title]
    sheet = workbook[table.title]
    letter = head_of(sheet, column.header).column_letter
    first, last = rules_at(sheet, f"{letter}2"), rules_at(sheet, f"{letter}1048576")
    assert first == last
    if column.kind.offers and not column.kind.listed:
        assert first[0].formula1 == f'"{",".join(column.kind.offers)}"'
    elif column.kind.offers_from or column.kind.listed:
        sheet_name, area = first[0].formula1.replace("'", "").split("!")
        letters, start = area.split(":")[0].strip("$").split("$")
        there = workbook[sheet_name][f"{letters}{int(start) - 1}"].value
        assert (sheet_name, there) in {column.kind.offers_from, (LISTS, column.kind.listed)}
        assert area.endswith("$2000")
        strict = bool(column.kind.offers) and column.kind.entry == "list"
        assert bool(first[0].showErrorMessage) is strict
        stand = [
            cell.value for (cell,) in workbook[sheet_name][area.replace("$", "")] if cell.value
        ]
        assert not column.kind.offers or tuple(stand) == column.kind.offers
    elif isinstance(column.kind, ListOf):
        assert not first


def test_dates_warn_and_times_do_not(books):
    sheet = books["Посещаемость"]["Совещания"]
    (rule,) = rules_at(sheet, "B2")
    assert (rule.type, rule.errorStyle) == ("date", "warning")
    assert not rules_at(sheet, "C2")
    assert sheet.column_dimensions["B"].number_format == "dd.mm.yyyy"
    assert sheet.column_dimensions["C"].number_format == "hh:mm"


def test_codes_and_numbers_of_points_stay_text(books):
    assert books["Справочники"]["Школы"].column_dimensions["A"].number_format == "@"
    assert books["Посещаемость"]["Поручения"].column_dimensions["B"].number_format == "@"


def test_the_register_has_room_for_meetings(books):
    sheet = books["Посещаемость"]["Явка"]
    assert sheet["D1"].value is None
    assert rules_at(sheet, "D2")[0].formula1.startswith(f"'{LISTS}'!")
    assert "дату" in sheet["D1"].comment.text
    assert not any("Совещания — в столбцах" in sheet[f"{c}1"].comment.text for c in "ABC")


@pytest.mark.parametrize(("book", "table"), TABLES, ids=lambda one: one.title)
def test_an_empty_required_cell_is_coloured(book: Book, table: Table, books):
    areas = books[book.title][table.title].conditional_formatting
    (area,) = (a for a in areas if any("COUNTA($A2:" in rule.formula[0] for rule in a.rules))
    for number, column in enumerate(table.columns, 1):
        needed = column.required and not column.given_by
        for row in (2, 1_048_576):
            assert (f"{get_column_letter(number)}{row}" in area.sqref) is needed


@pytest.mark.parametrize(("book", "table"), TABLES, ids=lambda one: one.title)
def test_a_tab_prints_well(book: Book, table: Table, books):
    sheet = books[book.title][table.title]
    assert sheet.freeze_panes == "B2"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def small_book(*columns: Column) -> Book:
    return Book("Проба", (Table("trial", "Проба", "Для проверки.", columns),))


def test_a_changed_column_changes_the_template():
    column = Column("due", "Когда", DATE, True, hint="Какой день.", example="18.02.2021")
    sheet = workbook_of(small_book(column))["Проба"]
    assert sheet["A1"].value == "Когда"
    assert "Какой день." in sheet["A1"].comment.text


def test_a_list_too_long_for_a_cell_stands_on_its_own_sheet():
    words = tuple(f"длинное слово № {number}" for number in range(40))
    book = workbook_of(small_book(Column("word", "Слово", Choice(*words))))
    (rule,) = rules_at(book["Проба"], "A2")
    assert rule.formula1 == f"'{LISTS}'!$A$3:$A$2000"
    assert [book[LISTS].cell(row, 1).value for row in (2, 3, 42)] == ["Слово", words[0], words[-1]]


@pytest.mark.parametrize("book", BOOKS, ids=lambda one: one.title)
def test_the_lists_are_left_as_the_program_leaves_them(book: Book, books):
    rows = [list(row) for row in books[book.title][LISTS].iter_rows(values_only=True)]
    found = standing_lists(tab_of(Place(book.title, LISTS), rows))
    assert found is not None
    assert found.words.keys() == {head for head in rows[1] if head}
    assert found.holds(found.words)


def test_every_list_that_a_column_offers_is_declared():
    kinds = [column.kind for _, _, column in COLUMNS]
    assert {kind.listed for kind in kinds if kind.listed} <= MENUS.keys()


def test_a_book_without_foreign_lists_has_no_sheet_for_them():
    assert workbook_of(small_book(Column("word", "Слово", TEXT))).sheetnames == [GUIDE, "Проба"]


MARK_SPELLINGS = [
    (spelling, meaning)
    for mark, variants, meaning in MARKS
    for spelling in (mark, *split_list(variants))
]


@pytest.mark.parametrize(("spelling", "meaning"), MARK_SPELLINGS)
def test_every_usual_mark_has_one_meaning(spelling: str, meaning: str):
    names = MarkNames([(mark, split_list(others), what) for mark, others, what in MARKS])
    for typed in (spelling, spelling.upper()):
        reading = names(typed)
        assert (reading.value, reading.faults) == (meaning, ())


def test_marks_that_mean_opposite_things_are_left_to_staff():
    typed = {spelling.casefold() for spelling, _ in MARK_SPELLINGS}
    assert typed.isdisjoint({"п", "к", "-", "–", "0", "1"})


@pytest.mark.parametrize(("subject", "variants"), SUBJECTS)
def test_every_subject_is_known_by_its_spellings(subject: str, variants: str):
    names = Names([(name, split_list(others)) for name, others in SUBJECTS], "Предметы", "предмета")
    for typed in (subject, *split_list(variants)):
        assert (names(typed).value, names(typed).faults) == (subject, ())


# --- templates in use ---

Row = dict[str, Any]


def example(table: Table, **changed: Any) -> Row:
    """A row of the columns' examples, typed as the cells' formats have it."""
    return {column.name: typed(column) for column in table.columns if column.example} | changed


def typed(column: Column) -> Any:
    if column.kind.entry == "date":
        return DATE.read(column.example, Context(2020)).value
    if column.kind.entry == "time":
        return time.fromisoformat(column.example)
    return int(column.example) if column.kind.entry == "whole" else column.example


def municipality() -> dict[str, list[Row]]:
    """Two tutors of two schools, a third school, a meeting and a consultation for each subject."""
    table = {table.name: table for _, table in TABLES}
    maths = {"tutor": "Сомова И.П.", "subject": "математика", "start": time(9), "end": time(10)}
    maths |= {"code": "К-015", "date": date(2021, 2, 19), "schools": "СОШ № 44", "place": "каб. 7"}
    held = {"new_date": None, "reason": None}
    undeclared = dict.fromkeys(("consultations", "teachers", "schools"))
    return {
        "schools": [
            example(table["schools"]),
            example(
                table["schools"], code="Ш-09", name="МБОУ СОШ № 9", full=None, variants="СОШ 9"
            ),
            example(table["schools"], code="Ш-02", name="МБОУ СОШ № 2", full=None, variants=None),
        ],
        "shnor": [example(table["shnor"])],
        "tutors": [
            example(table["tutors"], until=None),
            example(
                table["tutors"],
                code="Т-08",
                surname="Сомова",
                first_name="Ирина",
                patronymic="Павловна",
                former=None,
                school="Ш-44",
                subject="математика",
                until=None,
            )
            | {"post": "учитель математики"},
        ],
        "calendar": [example(table["calendar"])],
        "meetings": [example(table["meetings"])],
        "agenda": [example(table["agenda"])],
        "register": [
            example(table["register"], **{"18.02.2021": "+"}),
            {"tutor": "Т-08", "18.02.2021": "б"},
        ],
        "tasks": [example(table["tasks"], done_on=None)],
        "schedule": [
            example(table["schedule"], **held),
            example(table["schedule"], **held, **maths),
        ],
        "journal": [
            example(table["journal"]),
            example(table["journal"], consultation="К-015", date=date(2021, 2, 19), visitors=None)
            | {"tutor": "Т-08", "need": "предметный"},
        ],
        "plans": [example(table["plans"], done_on=None)],
        "reports": [
            example(table["reports"], **undeclared),
            example(table["reports"], **undeclared) | {"tutor": "Т-08"},
        ],
        "roadmap": [example(table["roadmap"], done_on=None)],
        "results": [example(table["results"])],
    }


def fill(folder: Path, rows: dict[str, list[Row]]) -> None:
    """Type rows below what stands in the templates of a folder."""
    for book in BOOKS:
        path = folder / f"{book.title}.xlsx"
        workbook = load_workbook(path)
        for table in book.tables:
            fill_tab(workbook[table.title], table, rows.get(table.name, []))
        workbook.save(path)


def fill_tab(sheet: Worksheet, table: Table, rows: list[Row]) -> None:
    places = {column.name: number for number, column in enumerate(table.columns, 1)}
    heads = dict.fromkeys(name for row in rows for name in row if name not in places)
    for number, head in enumerate(heads, len(places) + 1):
        sheet.cell(1, number, datetime.strptime(head, "%d.%m.%Y"))
        places[head] = number
    for number, row in enumerate(rows, len(STARTERS.get(table.name, ())) + 2):
        for name, value in row.items():
            cell = sheet.cell(number, places[name], value)
            letter = get_column_letter(places[name])
            cell.number_format = sheet.column_dimensions[letter].number_format


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def checked(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "sheets_sync", "check", str(folder), "--json", "--all"]
    done = subprocess.run(
        [*command, "--today", TODAY], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert not done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def complaints(content: dict[str, Any]) -> Iterator[str]:
    """All problems but «лист программе не знаком» of our two sheets."""
    for problem in content["problems"]:
        if problem["tab"] in (GUIDE, LISTS) and problem["severity"] == "сведение":
            continue
        yield f"{problem['tab']} {problem['cell']} {problem['severity']}: {problem['message']}"


def counts(content: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {tab["tab"]: (tab["read"], tab["counted"]) for tab in content["tabs"]}


def expected_counts(rows: dict[str, list[Row]]) -> dict[str, tuple[int, int]]:
    sizes = {t.title: len(rows.get(t.name, ())) + len(STARTERS.get(t.name, ())) for _, t in TABLES}
    return {title: (size, size) for title, size in sizes.items()}


@pytest.mark.slow
def test_empty_templates_have_no_rows_and_no_problems(folder: Path):
    content = checked(folder)
    assert counts(content) == expected_counts({})
    assert list(complaints(content)) == []


def test_templates_filled_with_their_examples_have_no_problems(folder: Path):
    rows = municipality()
    fill(folder, rows)
    content = checked(folder)
    assert counts(content) == expected_counts(rows)
    assert list(complaints(content)) == []
    assert content["figures"]["attendance"]["present"] == 1


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_templates_that_went_through_libreoffice_have_no_problems(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, suffix: str
):
    rows = municipality()
    fill(folder, rows)
    there = through_libreoffice(folder, tmp_path_factory.mktemp("saved"), suffix)
    content = checked(there)
    assert counts(content) == expected_counts(rows)
    assert list(complaints(content)) == []


def through_libreoffice(folder: Path, target: Path, suffix: str) -> Path:
    profile = f"-env:UserInstallation={(target / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(target)]
    subprocess.run([*command, *map(str, folder.glob("*.xlsx"))], check=True, capture_output=True)
    settings = (folder / "workspace.toml").read_text(encoding="utf-8")
    (target / "workspace.toml").write_text(
        settings.replace('.xlsx",\n', f'.{suffix}",\n'), encoding="utf-8"
    )
    return target


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "import sys; sys.modules['lxml'] = None; "])
def test_the_bytes_are_the_same_with_lxml_and_without(before: str):
    program = (
        f"{before}from hashlib import sha256; from sheets_sync.samples.templates import "
        "template_files; print(*(sha256(c).hexdigest() for c in template_files().values()))"
    )
    line = [sys.executable, "-c", program]
    run = subprocess.run(line, capture_output=True, text=True, check=True, cwd=REPOSITORY)
    committed = (REPOSITORY / "templates" / name for name in FILES)
    assert run.stdout.split() == [sha256(file.read_bytes()).hexdigest() for file in committed]
