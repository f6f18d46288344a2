"""The demo's files: workspace.toml and the workbooks with their faults, from one seed."""

from functools import cache
from random import Random

from sheets_sync.demo.books import all_books
from sheets_sync.demo.faults import Planted, Planter
from sheets_sync.demo.faults_consultations import plant_journal, plant_schedule, prepare
from sheets_sync.demo.faults_others import plant_attendance, plant_directories
from sheets_sync.demo.paint import workbook_bytes
from sheets_sync.demo.sheets import DemoBook
from sheets_sync.demo.town import TODAY, YEAR
from sheets_sync.demo.world import build

SEED = "sheets-sync demo"
WORKSPACE = f"""\
organisation = "МКУ ИМЦ"
school_year = "{YEAR}"
today = {TODAY}                      # отчётная дата; уберите строку, чтобы считать на сегодня
timezone = "Europe/Moscow"
books = ["Справочники.xlsx", "Посещаемость.xlsx", "Консультации.xlsx", "тьюторы/*.xlsx"]
summary = "Сводка ИМЦ.xlsx"

[owners]
"Справочники.xlsx" = "методист Орехова Н.В."
"Посещаемость.xlsx" = "методист Стрельцова О.И."
"Консультации.xlsx" = "методист Тихонова В.А."

[headers."График"]
"Дата консультации" = "Дата"
"""


@cache
def _made() -> tuple[tuple[DemoBook, ...], tuple[Planted, ...]]:
    world = build(SEED)
    prepare(world)
    books = all_books(world)
    planter = Planter(books, Random(f"{SEED}: faults"))
    plant_directories(planter)
    plant_attendance(planter)
    plant_schedule(planter, world)
    plant_journal(planter, world)
    return tuple(books), tuple(planter.planted())


def planted() -> list[Planted]:
    """Every fault of the demo: exactly the errors and warnings that `check` finds."""
    return list(_made()[1])


def files(first_line: str) -> dict[str, bytes]:
    """Path from the workspace → content of every file."""
    books, _ = _made()
    made = {"workspace.toml": f"{first_line}\n{WORKSPACE}".encode()}
    return made | {book.path: workbook_bytes(book) for book in books}
