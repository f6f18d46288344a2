"""The tab «Сводка»: one page for the head of the department."""

from dataclasses import replace
from typing import Any

from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD, HELD_RATE, PLANNED
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.deeds import DEEDS, DONE_RATE
from sheets_sync.letters import capital
from sheets_sync.reading.frames import each
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
    Look,
    Piece,
    Row,
    Series,
    Spacer,
    Target,
)
from sheets_sync.summary import assignments, plans, roadmap
from sheets_sync.summary.attention import attention, nothing_yet
from sheets_sync.summary.cells import heads, measured
from sheets_sync.summary.comparison import LAST_YEAR, LEAST, half_pair, month_pair, year_pair
from sheets_sync.summary.contents import contents
from sheets_sync.summary.history import TITLE as HISTORY
from sheets_sync.summary.indicators import comparison
from sheets_sync.summary.key_figures import said_of_arrows, tiles
from sheets_sync.summary.months import month_blocks
from sheets_sync.summary.most_urgent import most_urgent
from sheets_sync.summary.view import OVERVIEW_TITLE, Summary, View, notes, page_of, stale, top
from sheets_sync.summary.years import YEARS
from sheets_sync.tables.kinds.sides import place_of_side

WIDTHS = (4.1,) * 32


def build(view: View) -> Grid:
    """The page: tiles, what to do, what needs attention, what was carried out; then months and
    half-years."""
    begun = any(tab.read for tab in view.analysis.tabs)
    pieces = [
        top(view, OVERVIEW_TITLE, "Работа учителей-тьюторов"),
        stale(view.stamp),
        *(_page(view) if begun else [nothing_yet()]),
        Spacer(),
        contents(view, _changes(view) if begun else ()),
        *([notes(NOTE, of=_SHOWN)] if begun else []),
    ]
    return lay_out(OVERVIEW_TITLE, pieces, WIDTHS, page_of(view))


_CHANGES = (
    Cell("По месяцам", to=Target(OVERVIEW_TITLE, "months")),
    Cell("Месяц к месяцу", to=Target(OVERVIEW_TITLE, "Месяц")),
    Cell("Полугодие к полугодию", to=Target(OVERVIEW_TITLE, "Полугодие")),
)


def _changes(view: View) -> tuple[Cell, ...]:
    year = Cell(LAST_YEAR, to=Target(OVERVIEW_TITLE, LAST_YEAR))
    against = (year,) if view.last_year else ()
    first = next((one.name for one in view.years), "")
    years = (Cell(f"По годам, с {first}", to=Target(HISTORY, YEARS)),) if first else ()
    return (*_CHANGES, *against, *years)


def _page(view: View) -> list[Piece]:
    month, year, deeds = month_pair(view), year_pair(view), carried_out(view)
    done: list[Piece] = [deeds, Spacer()] if deeds.rows else []
    against: list[Piece] = [Spacer(), comparison(view, year)] if year else []
    return [
        said_of_arrows(month),
        tiles(view, month),
        Spacer(),
        most_urgent(view, WIDTHS[0]),
        Spacer(),
        attention(view),
        Spacer(),
        *done,
        month_blocks(view),
        *([_charts(view, deeds)] if view.analysis.figures else []),
        Spacer(),
        comparison(view, month),
        Spacer(),
        comparison(view, half_pair(view)),
        *against,
    ]


NOTE = (
    f"{capital(RATE.formula)}; {HELD_RATE.formula} на сегодня без отменённых. Рядом с процентом — "
    f"из каких чисел он получен; изменение — в процентных пунктах или в штуках, где в обоих "
    f"периодах от {LEAST} случаев. Незаконченный период сравнивается с теми же днями прежнего. "
    "Полные формулы — под таблицами остальных листов."
)


def carried_out(view: View) -> Block:
    """What was to be done: the road map by side, plans, assignments."""
    facts, figures = view.analysis.facts, view.analysis.figures
    rows: list[Row] = []
    sides = figures.get("roadmap_by_executor")
    for row in () if sides is None else sorted(each(sides), key=_side):
        name = Cell(f"Карта: {view.side(row.executor)}", to=Target(roadmap.TITLE, "sides"))
        rows.append(_deeds_row(name, row, "roadmap_by_executor", executor=row.executor))
    for name, part, figure in _OTHER_DEEDS:
        events = getattr(facts, part)
        if events is not None:
            (row,) = each(execution(events, []))
            rows.append(_deeds_row(name, row, figure))
    columns = (replace(one, span=3) for one in heads(_SHOWN, Align.RIGHT))
    return Block(
        "execution", (Head("Что", span=8), *columns), tuple(rows),
        title="Исполнение на отчётную дату", known_as="Исполнение_на_дату",
    )  # fmt: skip


def _side(row: Any) -> int:
    return place_of_side(row.executor)


_OTHER_DEEDS = (
    (Cell("Планы", to=Target(plans.TITLE, "tutors")), "plans", "plans_by_tutor"),
    (Cell("Поручения", to=Target(assignments.TITLE, "protocols")), "tasks", "assignments"),
)
_SHOWN = (
    *pick(DEEDS, "total", "due", "due_done"),
    replace(DONE_RATE, beside=""),
    *pick(DEEDS, "overdue", "days"),
)


def _deeds_row(name: Cell, row: Any, figure: str, **side: str) -> Row:
    return (name, *measured(figure, _SHOWN, row, None, **side))


def _charts(view: View, deeds: Block) -> Charts:
    """What the months show; nothing is drawn of figures that could not be computed."""
    figures = view.analysis.figures
    drawn = (
        ("attendance" in figures, _CAME),
        ("consultations" in figures, _HELD),
        (bool(deeds.rows), _DONE),
    )
    return Charts(tuple(chart for known, chart in drawn if known), height=12)


_CAME = Chart(
    ChartKind.COLUMN,
    "Доля пришедших на совещания",
    "months",
    0,
    (Series(RATE.head, 1),),
    Format.PERCENT,
)
_HELD = Chart(
    ChartKind.COLUMN,
    "Консультации: план и проведено",
    "months",
    0,
    (Series(PLANNED.head, 5, Look.MUTED), Series(HELD.head, 4)),
)
_DONE = Chart(
    ChartKind.BAR,
    "Выполнено из того, чей срок наступил",
    "execution",
    0,
    (Series(DONE_RATE.head, 4),),
    Format.PERCENT,
)


SUMMARY = Summary(OVERVIEW_TITLE, (), build, of_all=True)
