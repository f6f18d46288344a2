"""The tabs of a subject each: a table by municipality, and the cuts of the region."""

from collections.abc import Sequence

from sheets_sync.figures.measures.attendance import ATTENDANCE, RATE, RATE_WITHOUT_EXCUSED
from sheets_sync.figures.measures.consultations import CONSULTATIONS, HELD_RATE, VISITS
from sheets_sync.figures.measures.declared import Measure, pick
from sheets_sync.figures.measures.deeds import DEEDS, DONE_RATE
from sheets_sync.figures.measures.region import COVERAGE, LOW, REPORTS
from sheets_sync.letters import capital
from sheets_sync.region.pages.region_tab import Tab, View, tab
from sheets_sync.region.pages.tables import by_key, by_municipality, widths
from sheets_sync.sheet.pieces import Block, Grid, Piece
from sheets_sync.summary.cells import month_name
from sheets_sync.summary.roadmap import NO_SECTION
from sheets_sync.summary.view import notes
from sheets_sync.tables.kinds.sides import place_of_side

_CAME = (
    *pick(ATTENDANCE, "expected", "marked", "present", "remote", "late", "excused", "absent"),
    *pick(ATTENDANCE, "unmarked", "rate", "rate_without_excused"),
)
_HELD = (
    *pick(CONSULTATIONS, "planned", "held", "held_rate", "failed", "overdue", "waiting"),
    *pick(CONSULTATIONS, "moved", "cancelled", "unplanned", "teachers", "visits", "schools"),
    *pick(CONSULTATIONS, "low_schools", "minutes"),
)
_DONE = pick(DEEDS, "total", "due", "done_rate", "done", "partial", "late", "overdue", "days")
_HELPED = tuple(COVERAGE.values())
_REPORTED = tuple(REPORTS.values())
_LOW = tuple(LOW.values())
ADDED = (
    "Строка «Всего» и доли в ней посчитаны из сумм, а не как среднее долей. Педагоги и школы "
    "считаются в своём муниципалитете и складываются."
)
LONGEST = "Просрочка во «Всего» — самая долгая из всех."
LOW_NOTE = (
    "Результаты ВПР не служат для оценки школ, учителей и муниципалитетов; признак стоит рядом с "
    "официальным перечнем и его не меняет."
)


def _laid_out(
    view: View,
    title: str,
    about: str,
    blocks: Sequence[Piece],
    widest: tuple[str, tuple[Measure, ...]],
) -> Grid:
    return tab(view, title, about, blocks, widths(view, *widest))


def _attendance(view: View) -> Grid:
    blocks = (
        by_municipality(view, "attendance", _CAME, "По муниципалитетам"),
        by_key(view, "attendance_by_stream", _CAME, "По направлениям", "Направление",
               lambda row: row.stream),
        notes(f"{capital(RATE.formula)}; {RATE_WITHOUT_EXCUSED.formula}. {ADDED}", of=_CAME),
    )  # fmt: skip
    return _laid_out(
        view, "Явка", "Явка приглашённых тьюторов на совещания", blocks, ("attendance", _CAME)
    )


def _consultations(view: View) -> Grid:
    blocks = (
        by_municipality(view, "consultations", _HELD, "По муниципалитетам"),
        by_key(view, "consultations_by_subject", _HELD, "По предметам", "Предмет",
               lambda row: row.subject),
        by_key(view, "consultations_by_month", _HELD, "По месяцам", "Месяц",
               lambda row: month_name(row.month)),
        notes(f"{capital(HELD_RATE.formula)}; {VISITS.note}. {ADDED}", of=_HELD),
    )  # fmt: skip
    return _laid_out(
        view, "Консультации", "График и журнал консультаций", blocks, ("consultations", _HELD)
    )


def _coverage(view: View) -> Grid:
    blocks = (
        by_municipality(view, "coverage_total", _HELPED, "По муниципалитетам"),
        by_key(view, "coverage_by_subject", _HELPED, "По предметам риска", "Предмет",
               lambda row: row.subject),
        notes(f"{capital(COVERAGE['helped_rate'].formula)}. {ADDED}", of=_HELPED),
    )  # fmt: skip
    about = "Консультации школам с низкими образовательными результатами по предметам риска"
    return _laid_out(view, "Охват ШНОР", about, blocks, ("coverage_total", _HELPED))


def _roadmap(view: View) -> Grid:
    sides = by_key(view, "roadmap_by_executor", _DONE, "ИМЦ, ИРО, ОО и другие", "Кто отвечает",
                   lambda row: row.executor)  # fmt: skip
    blocks = (
        by_municipality(view, "roadmap_total", _DONE, "По муниципалитетам"),
        by_key(view, "roadmap", _DONE, "По разделам", "Раздел",
               lambda row: row.section or NO_SECTION),
        _in_order(sides),
        notes(f"{capital(DONE_RATE.formula)}. {LONGEST} {ADDED}", of=_DONE),
    )  # fmt: skip
    about = "Дорожные карты поддержки школ с низкими результатами"
    return _laid_out(view, "Исполнение дорожной карты", about, blocks, ("roadmap_total", _DONE))


def _in_order(sides: Block) -> Block:
    """Whose side in the order of the municipalities' own summaries."""
    rows = sorted(sides.rows, key=lambda row: place_of_side(str(row[0].value if row[0] else "")))
    return Block(sides.name, sides.heads, tuple(rows), title=sides.title, empty=sides.empty)


def _reports(view: View) -> Grid:
    halves = [(row.year, row.half) for row in view.every("reports_by_half")]
    blocks = [
        by_municipality(view, "reports_by_half", _REPORTED, f"{half} полугодие, {year}", year=year,
                        half=half)
        for year, half in halves
    ]  # fmt: skip
    note = notes(f"{capital(REPORTS['handed_rate'].formula)}. {ADDED}", of=_REPORTED)
    about = "Отчёты тьюторов за полугодие"
    return _laid_out(view, "Отчёты", about, (*blocks, note), ("reports_by_half", _REPORTED))


def _low(view: View) -> Grid:
    years = sorted({row.year for row in view.every("low_results_by_year")}, reverse=True)
    blocks = [
        by_municipality(view, "low_results_by_year", _LOW, f"{year} учебный год", year=year)
        for year in years[:2]
    ]
    note = notes(f"{capital(LOW['sign_rate'].formula)}. {LOW_NOTE}", of=_LOW)
    about = "Школы с признаком низких результатов"
    return _laid_out(
        view, "Признаки низких результатов", about, (*blocks, note), ("low_results_by_year", _LOW)
    )


ATTENDANCE_TAB = Tab("Явка", _attendance, ("attendance",))
CONSULTATIONS_TAB = Tab("Консультации", _consultations, ("consultations",))
COVERAGE_TAB = Tab("Охват ШНОР", _coverage, ("coverage_total",))
ROADMAP_TAB = Tab("Исполнение дорожной карты", _roadmap, ("roadmap_total",))
REPORTS_TAB = Tab("Отчёты", _reports, ("reports_by_half",))
LOW_TAB = Tab("Признаки низких результатов", _low, ("low_results_by_year",))
