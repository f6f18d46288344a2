"""The demo's files: workspace.toml and the workbooks with their faults, from one seed."""

from functools import cache
from random import Random

from sheets_sync.samples.demo.books import all_books
from sheets_sync.samples.demo.faults import Planted, Planter
from sheets_sync.samples.demo.faults_consultations import plant_journal, plant_schedule, prepare
from sheets_sync.samples.demo.faults_others import plant_attendance, plant_directories
from sheets_sync.samples.demo.faults_reports import plant_plans, plant_reports
from sheets_sync.samples.demo.faults_roadmap import plant_results, plant_roadmap
from sheets_sync.samples.demo.half import first_half
from sheets_sync.samples.demo.paint import workbook_bytes
from sheets_sync.samples.demo.plans import plans
from sheets_sync.samples.demo.reports import reports
from sheets_sync.samples.demo.results import results
from sheets_sync.samples.demo.roadmap import roadmap
from sheets_sync.samples.demo.sheets import DemoBook
from sheets_sync.samples.demo.town import TODAY, YEAR
from sheets_sync.samples.demo.world import World, build

SEED = "sheets-sync demo"
WORKSPACE = f"""\
organisation = "МКУ ИМЦ"
school_year = "{YEAR}"
today = {TODAY}                      # отчётная дата; уберите строку, чтобы считать на сегодня
timezone = "Europe/Moscow"
books = [
    "Справочники.xlsx", "Посещаемость.xlsx", "Консультации.xlsx", "тьюторы/*.xlsx",
    "Отчёты тьюторов.xlsx", "Дорожная карта ШНОР.xlsx",
]
summary = "Сводка ИМЦ.xlsx"

[owners]
"Справочники.xlsx" = "методист Орехова Н.В."
"Посещаемость.xlsx" = {{ name = "методист Стрельцова О.И.", mail = "streltsova@imc.example" }}
"Консультации.xlsx" = {{ name = "методист Тихонова В.А.", mail = "tikhonova@imc.example" }}
"Отчёты тьюторов.xlsx" = "методист Орехова Н.В."
"Дорожная карта ШНОР.xlsx" = "методист Стрельцова О.И."

[documents]
organisation = "Муниципальное казённое учреждение «Информационно-методический центр»"
city = "Верхнереченск"
community = "учителей-тьюторов"
head = "Меркулова Ольга Денисовна, начальник отдела МКУ ИМЦ"

[headers."График"]
"Дата консультации" = "Дата"

[headers."Дорожная карта"]
"Дата фактического исполнения" = "Дата исполнения"
"""


Made = tuple[tuple[DemoBook, ...], tuple[Planted, ...]]


@cache
def made(faults: bool = True) -> Made:
    """The town's books and what is at fault in them; without `faults` nobody slipped while typing,
    and only what happened late or never is told."""
    return year_of(SEED, faults)


def year_of(seed: str, faults: bool) -> Made:
    """As `made`, of the year that follows from a seed."""
    world = build(seed)
    if faults:
        prepare(world)
    books = all_books(world)
    planter = Planter(books, _luck(seed, "faults"))
    if faults:
        plant_directories(planter)
        plant_attendance(planter)
        plant_schedule(planter, world)
        plant_journal(planter, world)
    later, found = _later(world, planter, faults, seed)
    return (*books, *later), (*planter.planted(), *found)


def _later(
    world: World, planter: Planter, faults: bool, seed: str
) -> tuple[list[DemoBook], list[Planted]]:
    """The books that follow from the finished schedule and journal, and their faults."""
    work = first_half(world, planter)
    kept = [plans(world, _luck(seed, "plans")), reports(work, _luck(seed, "reports"))]
    carried = [roadmap(_luck(seed, "road map")), results(_luck(seed, "results"))]
    books = [
        DemoBook("Отчёты тьюторов.xlsx", kept, "Орехова Н.В."),
        DemoBook("Дорожная карта ШНОР.xlsx", carried, "Стрельцова О.И."),
    ]
    later = Planter(books, _luck(seed, "later faults"))
    if faults:
        plant_plans(later)
        plant_reports(later, work)
        plant_roadmap(later)
        plant_results(later)
    return books, later.planted()


def _luck(seed: str, what: str) -> Random:
    """A source of its own for each sheet: a change in one leaves the others as they are."""
    return Random(f"{seed}: {what}")


def planted() -> list[Planted]:
    """Every fault of the demo: exactly the errors and warnings that `check` finds."""
    return list(made()[1])


def files(first_line: str) -> dict[str, bytes]:
    """Path from the workspace → content of every file."""
    books, _ = made()
    settings = {"workspace.toml": f"{first_line}\n{WORKSPACE}".encode()}
    return settings | {book.path: workbook_bytes(book) for book in books}
