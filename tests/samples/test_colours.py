"""Templates colour a mistake while it is typed: what the program would say, and nothing else."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typed_town import COLOURS, coloured, place_of, row_of, typed

from sheets_sync.problems import Check
from sheets_sync.samples.demo.build import WORKSPACE, made
from sheets_sync.samples.demo.paint import workbook_bytes
from sheets_sync.samples.templates import template_files
from sheets_sync.samples.templates.dropdowns import Menus
from sheets_sync.samples.templates.rules import rules_of
from sheets_sync.samples.templates.rules.spot import SHEET_END, Names, Rule, Spot
from sheets_sync.samples.templates.rules.words import SAYS
from sheets_sync.tables.books import BOOKS
from sheets_sync.tables.schema import Book

FILES = template_files()

UNLIT = {
    "школа ШНОР без консультации в этом месяце": "журнал стоит в другой книге",
    "отметка неприглашённого": "направления тьютора стоят в другой книге",
    "тьютор уже не работает": "даты работы стоят в другой книге",
    "не его направление": "направления тьютора стоят в другой книге",
    "во время совещания": "совещания стоят в другой книге",
    "кабинет уже занят": "время другой консультации набрано текстом",
    "нет отчёта: Фадеева О.Д.": "нет ячейки, которую можно окрасить",
    "отчёт не сдан": "срок сдачи стоит в «Календаре» другой книги",
    "сдан позже срока": "срок сдачи стоит в «Календаре» другой книги",
    "две консультации в графике отклонены из-за ошибок": "журнал стоит в другой книге",
    "заявлено больше, чем в журнале": "журнал стоит в другой книге",
    "заявлено меньше, чем в журнале": "журнал стоит в другой книге",
}
"""What a template cannot know of the demo's faults, and why."""

AMBER_WHILE_TYPED = {"тьютор не указан", "число не вписано"}
"""A gap is amber though the program counts it an error: its row is still being typed."""


def rules_in(book: Book) -> Iterator[tuple[str, Rule]]:
    menus = Menus(book)
    for table in book.tables:
        yield from ((table.title, rule) for rule in rules_of(Spot(book, table, menus, Names())))


EVERY = [(book, title, rule) for book in BOOKS for title, rule in rules_in(book)]


def test_a_rule_for_each_check_that_a_row_or_its_book_can_tell():
    assert {rule.check for *_, rule in EVERY} == SAYS.keys()
    assert {Check.KEY_REPEATED, Check.RESULTS_SUM, Check.CONSULTATION_OVERLAP} <= SAYS.keys()


def test_a_rule_has_the_colour_of_a_severity_its_check_has():
    assert all(rule.severity in rule.check.severities for *_, rule in EVERY)


def test_rules_reach_the_end_of_the_sheet():
    assert all(
        rule.area.endswith((str(SHEET_END), "1"))
        for *_, rule in EVERY
        if rule.check is not Check.REGISTER_NO_MEETING
    )


@pytest.mark.parametrize("book", BOOKS, ids=lambda one: one.title)
def test_excel_and_google_take_every_formula(book: Book):
    """Excel: no array constants, 8,192 characters, texts of 255; Google: no other tab by name."""
    for title, rule in rules_in(book):
        said = f"{title}: {rule.check}"
        outside = re.sub(r'"[^"]*"', '""', rule.formula)
        assert len(rule.formula) <= 8_192, said
        assert not re.search(r"[{}!]", outside), said
        assert all(len(text) <= 255 for text in re.findall(r'"([^"]*)"', rule.formula)), said
        assert set(re.findall(r"([A-Z]+)\(", outside)) <= FUNCTIONS, said


FUNCTIONS = set(
    """AND OR NOT IF IFERROR ISERROR ISNUMBER ISTEXT LEN TRIM LEFT RIGHT MID FIND SEARCH SUBSTITUTE
    REPT LOWER UPPER COUNT COUNTA COUNTIF COUNTIFS SUM MIN MEDIAN MOD INT ROUND DATE DAY MONTH YEAR
    WEEKDAY TODAY INDIRECT""".split()  # noqa: SIM905
)
"""What all three programs have, by one meaning."""


@pytest.mark.parametrize("book", BOOKS, ids=lambda one: one.title)
def test_a_name_stands_for_a_column_of_the_book(book: Book):
    workbook = load_workbook(BytesIO(FILES[f"{book.title}.xlsx"]))
    for _, rule in rules_in(book):
        for name in re.findall(r'INDIRECT\("(\w+)"\)', rule.formula):
            ((title, _),) = workbook.defined_names[name].destinations
            assert title in workbook.sheetnames


def test_a_header_tells_what_turns_red_and_what_amber():
    sheet = load_workbook(BytesIO(FILES["Консультации.xlsx"]))["График"]
    note = next(cell for cell in sheet[1] if cell.value == "Новая дата").comment.text
    assert "Жёлтым: " in note
    assert "перенесена, а новой даты нет" in note
    assert "Красным: " in note


libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.mark.slow
@libreoffice
def test_the_demos_faults_light_up(tmp_path: Path):
    demo, faults = made()
    books = {book.name: book for book in (typed(d, FILES, set()) for d in demo)}
    colours = coloured(list(books.values()), tmp_path)
    lit = {fault: colours.get(place_of(fault, books) or ("", "", "")) for fault in faults}
    assert {fault.description for fault, colour in lit.items() if not colour} <= UNLIT.keys()
    assert sum(map(bool, lit.values())) >= 65
    other = {fault.description for fault, c in lit.items() if c not in (None, fault.severity)}
    assert other <= AMBER_WHILE_TYPED


@pytest.mark.slow
@libreoffice
def test_a_clean_book_lights_nothing(tmp_path: Path):
    """Clean is what the program itself finds nothing in."""
    demo, _ = made(faults=False)
    problems = checked(tmp_path)
    books = [typed(book, FILES, problems.get(book.path, set())) for book in demo]
    for book in books:
        _without_column(book.workbook, "25.02.2021")
    assert coloured(books, tmp_path) == {}


def _without_column(workbook, head: str) -> None:
    """The register without the column of a day on which there was no meeting."""
    for sheet in workbook:
        for cell in sheet[1]:
            if cell.value == head:
                cell.value = None


def checked(folder: Path) -> dict[str, set[tuple[str, int]]]:
    """Book → (tab, row) of every problem that the program finds in the demo without faults."""
    town = folder / "town"
    for book in made(faults=False)[0]:
        path = town / book.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook_bytes(book))
    (town / "workspace.toml").write_text(WORKSPACE, encoding="utf-8")
    command = [sys.executable, "-m", "sheets_sync", "check", str(town), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    found: dict[str, set[tuple[str, int]]] = {}
    for problem in json.loads(done.stdout)["problems"]:
        if problem["cell"]:
            found.setdefault(problem["book"], set()).add((problem["tab"], row_of(problem["cell"])))
    return found


def test_red_and_amber_are_the_summarys():
    assert set(COLOURS.values()) == {"ошибка", "предупреждение"}
