"""The tabs of the assignments: by protocol, what is carried over until it is done, what is done."""

from typing import Any

import pandas as pd

from sheets_sync.duties.deeds import late_rows, open_rows
from sheets_sync.figures.events import TASKS_NEEDS, needed
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.deeds import ASSIGNMENTS, OVER
from sheets_sync.figures.rounding import natural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Row
from sheets_sync.summary.cells import head, heads, measured
from sheets_sync.summary.deeds import (
    ASSIGNED,
    WIDTHS,
    days_left,
    done_rows,
    note,
    parted,
    state,
    term,
    total,
)
from sheets_sync.summary.view import Summary, View, notes, tab
from sheets_sync.tables.tasks import TASKS

TITLE = "Исполнение поручений"
OPEN_TITLE = "Неисполненные поручения"
_ABOUT = "Поручения совещаний"
_WIDTHS = (44, *WIDTHS)
_NOTE = note(ASSIGNMENTS, "исполнено")
CARRIED = (
    f"Поручение остаётся в этом списке, пока на листе {TASKS.sheet} не появится «исполнено» или "
    "«отменено» (повторяющееся — до 31 мая). Просроченные — от самых давних, остальные — по дате "
    "совещания."
)


def build(view: View) -> Grid:
    """The tab by protocol, from the assignments' events."""
    return tab(view, TITLE, _ABOUT, (_by_protocol(view), notes(_NOTE, of=ASSIGNED)), _WIDTHS)


def build_open(view: View) -> Grid:
    """The tab of everything that is not done, and below it of what was done in this half-year."""
    about = f"{_ABOUT}: что не исполнено и что исполнено в этом полугодии"
    return tab(view, OPEN_TITLE, about, (_open(view),), _LIST_WIDTHS)


def _meetings(view: View) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """Code → (how the protocol is called, what it is sorted by)."""
    rows = view.analysis.counted["meetings"].every
    known = rows[rows["code"].notna() & rows["date"].notna()].drop_duplicates("code")
    return {row.code: (_protocol(row), (row.date, natural(row.code))) for row in each(known)}


def _protocol(row: Any) -> str:
    number = f"протокол № {row.number} · " if row.number else ""
    return f"{row.code} · {number}{row.date:%d.%m.%Y} · {row.topic or ''}".rstrip(" ·")


_LATEST: tuple[Any, ...] = (pd.Timestamp.max, [])


def _by_protocol(view: View) -> Block:
    events = needed(view.analysis.facts.tasks)
    names = _meetings(view)
    figures = execution(events, ["meeting"])
    rows = [
        (
            Cell(names.get(r.meeting, (r.meeting, ()))[0]),
            *measured("assignments", ASSIGNED, r, meeting=r.meeting),
        )
        for r in sorted(each(figures), key=lambda r: names.get(r.meeting, ("", _LATEST))[1])
    ]
    return Block(
        "protocols", (Head("Протокол", wrap=True), *heads(ASSIGNED)), tuple(rows),
        total=total(view.analysis.figures["assignments"], "assignments", Cell("Всего")),
        empty="Поручений ещё не было", long=True, known_as="Поручения_по_протоколам",
    )  # fmt: skip


_LIST = (
    Head("Совещание"),
    Head("Поручение", wrap=True),
    Head("Пункт"),
    Head("Ответственный", wrap=True),
    Head("Срок", Format.DATE),
    head(OVER, align=Align.CENTER),
    Head("Статус", wrap=True),
    Head("Результат", wrap=True),
)
_LIST_WIDTHS = (11.5, 41, 7.5, 23, 10.5, 12, 15, 27)
_TO_COME = "Срок не наступил или повторяется"
_DONE = "Исполнено в этом полугодии"


def _open(view: View) -> Block:
    """What is overdue, the longest delay first, what is not due yet, what was done in this
    half-year."""
    waiting = open_rows(view.analysis, "tasks")
    parts = (
        (ASSIGNMENTS["overdue"].head, late_rows(view.analysis, "tasks")),
        (_TO_COME, _by_meeting(view, waiting[waiting["overdue"].eq(0)])),
        (_DONE, done_rows(view, "tasks")),
    )
    rows = [line for name, found in parts for line in parted(name, found, _LIST, _line)]
    return Block(
        "open", _LIST, tuple(rows), note=CARRIED, empty="Поручений ещё не было", long=True,
        known_as="Неисполненные_поручения",
    )  # fmt: skip


def _by_meeting(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    names = _meetings(view)
    ordered = sorted(
        each(rows),
        key=lambda r: (names.get(r.meeting, ("", _LATEST))[1], natural(r.item or "")),
    )
    return rows.loc[[row.Index for row in ordered]]


def _line(row: Any) -> Row:
    return (
        Cell(row.meeting),
        Cell(row.task),
        Cell(row.item),
        Cell(row.responsible),
        term(row),
        days_left(row, "tasks") if row.overdue else None,
        state(row),
        Cell(row.result),
    )


SUMMARIES = (
    Summary(TITLE, TASKS_NEEDS, build),
    Summary(OPEN_TITLE, TASKS_NEEDS, build_open),
)
