"""The demo's rows typed into the templates, and the colours LibreOffice gives their cells."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_from_string, get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.samples.demo.faults import Planted
from sheets_sync.samples.demo.sheets import DemoBook, Row, Sheet
from sheets_sync.samples.demo.town import SCHOOLS, SUBJECTS, TODAY, TUTORS
from sheets_sync.samples.templates.rules.formulas import TODAY as TODAY_FORMULA
from sheets_sync.sheet import theme
from sheets_sync.sheet.pieces import Look
from sheets_sync.tables.books import BOOKS
from sheets_sync.tables.schema import Book, Table

MARKS = ("+", "онл", "оп", "б", "к", "н", "х")
LISTS = {
    "list_tutors": [f"{tutor.short} ({tutor.code})" for tutor in TUTORS],
    "list_schools": [school.name for school in SCHOOLS],
    "list_subjects": list(SUBJECTS),
    "list_marks": list(MARKS),
}
"""What «Списки» holds of the town, by the name of the range."""

COLOURS = {theme.paint(Look.BAD).fill: "ошибка", theme.paint(Look.WARN).fill: "предупреждение"}
"""Fill → the severity it stands for."""


@dataclass
class Typed:
    """A template filled with the rows of one demo book; `places` are (tab, cell in the demo) →
    (tab, cell in the template)."""

    name: str
    book: Book
    workbook: Workbook
    places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


def typed(demo: DemoBook, files: Mapping[str, bytes], left_out: set[tuple[str, int]]) -> Typed:
    """A template with the rows of a demo book but for some: (tab, row in the demo)."""
    titles = {sheet.tab for sheet in demo.sheets}
    book = next(b for b in BOOKS if titles <= {table.title for table in b.tables})
    name = demo.path.removesuffix(".xlsx").replace("/", " ")
    filled = Typed(name, book, load_workbook(BytesIO(files[f"{book.title}.xlsx"])))
    for sheet in demo.sheets:
        table = next(table for table in book.tables if table.title == sheet.tab)
        _type_tab(filled, table, sheet, {row for tab, row in left_out if tab == sheet.tab})
    _fill_lists(filled.workbook)
    for worksheet in filled.workbook:
        _fix_today(worksheet)
    return filled


def _type_tab(filled: Typed, table: Table, sheet: Sheet, left_out: set[int]) -> None:
    target = filled.workbook[table.title]
    target.delete_rows(2, target.max_row)
    places = _columns(table, sheet, target)
    rows = [
        (number, line)
        for number, line in enumerate(sheet.lines, 1)
        if isinstance(line, Row) and number not in left_out
    ]
    header = next(n for n, line in enumerate(sheet.lines, 1) if type(line).__name__ == "HeaderLine")
    for row, (number, line) in enumerate([(header, None), *rows], 1):
        for key, column in places.items():
            there = f"{get_column_letter(sheet.column(key))}{number}"
            cell = target.cell(row, column)
            filled.places[sheet.tab, there] = (sheet.tab, cell.coordinate)
            if line:
                cell.value = line.cells.get(key) or None if line.cells.get(key) != 0 else 0


def _columns(table: Table, sheet: Sheet, target: Worksheet) -> dict[str, int]:
    """The demo's keys → columns of the template; meetings of the register stand behind."""
    places = {column.name: number for number, column in enumerate(table.columns, 1)}
    found = {c.key: places[c.key] for c in sheet.columns if c.key in places}
    if table.register:
        heads = [c for c in sheet.columns if c.key not in places and c.key != "number"]
        for number, column in enumerate(heads, len(places) + 1):
            target.cell(1, number, column.header)  # type: ignore[arg-type]
            found[column.key] = number
    return found


def _fill_lists(workbook: Workbook) -> None:
    for name, words in LISTS.items():
        if name in workbook.defined_names:
            (title, area), *_ = workbook.defined_names[name].destinations
            if title == "Списки":
                column, first, _, last = range_boundaries(area.replace("$", ""))
                for row in range(first, min(last, first + 99)):
                    word = words[row - first] if row - first < len(words) else None
                    workbook[title].cell(row, column).value = word


def _fix_today(worksheet: Worksheet) -> None:
    day = f"DATE({TODAY.year},{TODAY.month},{TODAY.day})"
    for area in worksheet.conditional_formatting:
        for rule in area.rules:
            rule.formula = [formula.replace(TODAY_FORMULA, day) for formula in rule.formula]


def coloured(books: Sequence[Typed], folder: Path) -> dict[tuple[str, str, str], str]:
    """(book, tab, cell) → severity, of every cell that LibreOffice paints by a condition."""
    for book in books:
        book.workbook.save(folder / f"{book.name}.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", str(folder)]
    files = [str(folder / f"{book.name}.xlsx") for book in books]
    subprocess.run([*command, *files], check=True, capture_output=True)
    return {
        (book.name, tab, cell): severity
        for book in books
        for tab, cell, severity in _painted(folder / f"{book.name}.html", book.workbook.sheetnames)
    }


def _painted(file: Path, titles: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    page = _Page()
    page.feed(file.read_text(encoding="utf-8"))
    for table, row, column, fill in page.cells:
        if severity := COLOURS.get(fill):
            yield titles[table], f"{get_column_letter(column)}{row}", severity


class _Page(HTMLParser):
    """The cells of LibreOffice's page: number of the table, row, column, fill."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[int, int, int, str]] = []
        self._table, self._row, self._column = -1, 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._table, self._row = self._table + 1, 0
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag == "td":
            given = dict(attrs)
            self._column += 1
            fill = (given.get("bgcolor") or "").removeprefix("#").upper()
            self.cells.append((self._table, self._row, self._column, fill))
            self._column += int(given.get("colspan") or 1) - 1


def place_of(fault: Planted, books: Mapping[str, Typed]) -> tuple[str, str, str] | None:
    """Where a fault of the demo stands in the templates."""
    if fault.cell is None:
        return None
    name = fault.book.removesuffix(".xlsx").replace("/", " ")
    return name, *books[name].places[fault.tab, fault.cell]


def row_of(cell: str) -> int:
    """A1 → 1."""
    return coordinate_from_string(cell)[1]
