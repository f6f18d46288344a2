"""The tab «Сводка»: one page for the head of the department."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sheets_sync.figures.execution import EXECUTORS, execution
from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD, HELD_RATE, PLANNED
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.deeds import DEEDS, DONE_RATE, DUE
from sheets_sync.figures.reports import handed_in
from sheets_sync.figures.rounding import percent_text, whole
from sheets_sync.figures.totals import Numbers, totals
from sheets_sync.letters import plural
from sheets_sync.problems import Severity, capital
from sheets_sync.reading.frames import each
from sheets_sync.sheet.formulas import StaleAfter
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Meaning,
    Page,
    Piece,
    Row,
    Series,
    Spacer,
    Tiles,
)
from sheets_sync.summary.attention import attention
from sheets_sync.summary.cells import heads, measured
from sheets_sync.summary.indicators import INDICATORS, Indicator, indicators
from sheets_sync.summary.months import month_blocks
from sheets_sync.summary.view import OVERVIEW_TITLE, Summary, View, top

WIDTHS = (16.5,) * 8


def build(view: View) -> Grid:
    """The page: tiles, indicators against earlier periods, months, charts, what needs attention."""
    pieces: list[Piece] = [
        top(view, OVERVIEW_TITLE, "Работа учителей-тьюторов"),
        *_stale(view),
        Tiles(tuple(_tiles(view)), columns=2),
        Spacer(),
        indicators(view),
        Spacer(),
        attention(view),
        Spacer(),
        *_deeds(view),
        month_blocks(view),
        *([_charts(view)] if view.analysis.figures else []),
        Lines((Cell(NOTE, Look.NOTE),)),
    ]
    return lay_out(OVERVIEW_TITLE, pieces, WIDTHS, Page(one=True))


NOTE = (
    f"{capital(RATE.formula)}; {HELD_RATE.formula} на сегодня без отменённых. В скобках "
    "— из каких чисел получен процент; изменение — в процентных пунктах или в штуках; "
    "текущие месяц и полугодие — по отчётную дату. Полные "
    "формулы — под таблицами остальных листов."
)


def _stale(view: View) -> list[Lines | Spacer]:
    """A line that turns «УСТАРЕЛО» by itself a day after the last check."""
    if view.stamp.fixed:
        return [Spacer()]
    text = "УСТАРЕЛО: сводка не проверялась больше суток, числа могут быть неверны"
    formula = StaleAfter(view.stamp.checked, text)
    return [Lines((Cell("", Look.ALERT, formula=formula, stamp=True),))]


def _tiles(view: View) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The key figures, each saying which one it is."""
    numbers = totals(view.analysis.facts)
    for one in INDICATORS:
        if one.tile and one.known(numbers):
            yield _share_tile(one, numbers)
            if one.measure is HELD_RATE:
                yield _teachers_tile(numbers)
    yield from _reports_tile(view)
    errors = sum(p.severity is Severity.ERROR for p in view.analysis.problems)
    warnings = sum(p.severity is Severity.WARNING for p in view.analysis.problems)
    words = plural(warnings, "предупреждение", "предупреждения", "предупреждений")
    look = Look.BAD if errors else Look.GOOD
    value = Cell(whole(errors), look, means=Meaning("problems", "errors"))
    yield Cell("Ошибок в таблицах"), value, Cell(f"и ещё {words}")


def _share_tile(one: Indicator, numbers: Numbers) -> tuple[Cell, Cell, Cell]:
    n, total = one.share(numbers)
    value = Cell(percent_text(n, total), means=Meaning(one.figure, one.measure.name))
    return Cell(one.name), value, Cell(f"{whole(n)} из {whole(total)} ({one.tile})")


def _teachers_tile(numbers: Numbers) -> tuple[Cell, Cell, Cell]:
    visits, schools = numbers["consultations.visits"], numbers["consultations.schools"]
    value = Cell(
        whole(numbers["consultations.teachers"]), means=Meaning("consultations", "teachers")
    )
    detail = f"посещений {whole(visits)}, школ {schools}"
    return Cell("Педагогов получили помощь"), value, Cell(detail)


def _reports_tile(view: View) -> Iterator[tuple[Cell, Cell, Cell]]:
    """Reports of the last half whose due date has come."""
    reports = view.analysis.facts.reports
    due = [h for h, day in view.analysis.shelf.due.items() if day <= view.analysis.today]
    if reports is None or not due:
        return
    rows = reports[reports["half"].eq(due[-1])]
    n, total = int(handed_in(rows).sum()), len(rows)
    value = Cell(
        percent_text(n, total), means=Meaning("reports", "handed_in", (("half", due[-1]),))
    )
    yield Cell(f"Отчёты за {due[-1]} полугодие"), value, Cell(f"{n} из {total} (сданы)")


def _deeds(view: View) -> list[Piece]:
    """The block of what was to be done, if any of it is known."""
    block = _execution(view)
    return [block, Spacer()] if block.rows else []


def _execution(view: View) -> Block:
    """What was to be done: the road map by side, plans, assignments."""
    facts, figures = view.analysis.facts, view.analysis.figures
    rows: list[Row] = []
    sides = figures.get("roadmap_by_executor")
    for row in () if sides is None else sorted(each(sides), key=_side):
        name = f"Карта: {row.executor}"
        rows.append(_deeds_row(name, row, "roadmap_by_executor", executor=row.executor))
    for name, part, figure in _OTHER_DEEDS:
        events = getattr(facts, part)
        if events is not None:
            (row,) = each(execution(events, []))
            rows.append(_deeds_row(name, row, figure))
    columns = (Head("Что", span=2), *heads(_SHOWN, Align.RIGHT))
    return Block("execution", columns, tuple(rows), title="Исполнение на отчётную дату")


def _side(row: Any) -> int:
    return EXECUTORS.index(row.executor)


_OTHER_DEEDS = (("Планы", "plans", "plans_by_tutor"), ("Поручения", "tasks", "assignments"))
_SHOWN = (
    *pick(DEEDS, "total", "due", "due_done"),
    replace(DONE_RATE, format=Format.TEXT, beside=""),
    *pick(DEEDS, "overdue", "days"),
)


def _deeds_row(name: str, row: Any, figure: str, **side: str) -> Row:
    return (Cell(name), *measured(figure, _SHOWN, row, None, **side))


def _charts(view: View) -> Charts:
    """What the months show; nothing is drawn of figures that could not be computed."""
    figures = view.analysis.figures
    drawn = (
        ("attendance" in figures, _CAME),
        ("consultations" in figures, _HELD),
        (bool(_execution(view).rows), _DONE),
    )
    return Charts(tuple(chart for known, chart in drawn if known), height=12)


_CAME = Chart(
    ChartKind.COLUMN,
    "Явка на совещания по месяцам",
    "months",
    0,
    (Series(RATE.head, 1),),
    Format.PERCENT,
)
_HELD = Chart(
    ChartKind.COLUMN,
    "Консультации",
    "months",
    0,
    (Series(PLANNED.head, 4, Look.MUTED), Series(HELD.head, 3)),
)


_DONE = Chart(
    ChartKind.COLUMN,
    "Исполнение: срок наступил и выполнено",
    "execution",
    0,
    (Series(DUE.head, 2, Look.MUTED), Series("Выполнено", 3)),
)


SUMMARY = Summary(OVERVIEW_TITLE, (), build)
