"""The small centre in books made from our templates, their «Списки» not filled yet."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from helpers import Desk, Rows, write_settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.samples.templates import template_files
from sheets_sync.samples.templates.dropdowns import LISTS
from sheets_sync.tables.menus import FIRST_ROW, HEAD_ROW

TEMPLATES = template_files()
FOR_JOURNAL = "Консультации.xlsx"


def save_from_templates(folder: Path, desk: Desk | None = None, settings: str = "") -> Path:
    """The books of a desk typed into our templates; → the folder."""
    books = (desk or Desk()).books
    folder.mkdir(parents=True, exist_ok=True)
    for name, tabs in books.items():
        book = load_workbook(BytesIO(TEMPLATES[name]))
        for title, rows in tabs.items():
            _type(book[title], rows)
        book.save(folder / name)
    write_settings(folder, list(books), f"today = 2021-02-18\n{settings}")
    return folder


def _type(sheet: Worksheet, rows: Rows) -> None:
    sheet.delete_rows(2, sheet.max_row)
    heads = [cell.value for cell in sheet[1] if cell.value]
    for head in rows[0]:
        if head not in heads:
            heads.append(head)  # type: ignore[arg-type]
            sheet.cell(1, len(heads), head)
    for number, row in enumerate(rows[1:], 2):
        for head, value in zip(rows[0], row, strict=False):
            sheet.cell(number, heads.index(head) + 1, value)


def listed(path: Path, title: str) -> list[object]:
    """The words of a list in a book."""
    sheet = load_workbook(path)[LISTS]
    column = next(cell.column for cell in sheet[HEAD_ROW] if cell.value == title)
    words = [sheet.cell(row, column).value for row in range(FIRST_ROW, sheet.max_row + 1)]
    return [word for word in words if word is not None]


def parts(path: Path) -> dict[str, bytes]:
    """What a file's zip holds, in order."""
    with ZipFile(path) as book:
        return {entry.filename: book.read(entry) for entry in book.infolist()}


def retype(path: Path, cell: str, value: object, title: str = LISTS) -> None:
    """Overtype one cell of a book, as a person does."""
    book: Workbook = load_workbook(path)
    book[title][cell] = value
    book.save(path)
