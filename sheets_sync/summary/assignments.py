"""The tab «Исполнение поручений»: by protocol, and what is carried over until it is done."""

from typing import Any

import pandas as pd

from sheets_sync.figures.events import TASKS_NEEDS, needed
from sheets_sync.figures.execution import DONE, execution
from sheets_sync.figures.measures.deeds import ASSIGNMENTS, OVER
from sheets_sync.figures.rounding import natural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Look, Row
from sheets_sync.summary.cells import head, heads, measured
from sheets_sync.summary.deeds import ASSIGNED, WIDTHS, days_left, note, open_rows, term, total
from sheets_sync.summary.view import Summary, View, notes, tab
from sheets_sync.tables.tasks import TASKS

TITLE = "Исполнение поручений"
_WIDTHS = (12, 40, *WIDTHS)
_NOTE = note(ASSIGNMENTS["done_rate"].formula, "исполнено")
CARRIED = (
    f"Поручение остаётся в этом списке, пока на листе {TASKS.sheet} не появится «исполнено» или "
    "«отменено» (повторяющееся — до 31 мая); сначала самые старые протоколы."
)


def build(view: View) -> Grid:
    """The tab from the assignments' events."""
    blocks = (_by_protocol(view), _open(view), notes(_NOTE))
    return tab(view, TITLE, "Поручения совещаний", blocks, _WIDTHS)


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
        "protocols", (Head("Протокол", wrap=True, span=2), *heads(ASSIGNED)), tuple(rows),
        title="По протоколам",
        total=total(view.analysis.figures["assignments"], "assignments", Cell("Всего")),
        empty="Поручений ещё не было", frozen=True,
    )  # fmt: skip


_LIST = (
    Head("Совещание"),
    Head("Поручение", wrap=True),
    Head("Пункт"),
    Head("Ответственный", wrap=True, span=3),
    Head("Срок", Format.DATE),
    head(OVER, span=2, align=Align.CENTER),
    Head("Статус", wrap=True, span=2),
)


def _open(view: View) -> Block:
    """Everything that is not done, by protocol."""
    names = _meetings(view)
    rows = sorted(
        each(open_rows(view, "tasks")),
        key=lambda r: (names.get(r.meeting, ("", _LATEST))[1], natural(r.item or "")),
    )
    return Block(
        "open", _LIST, tuple(map(_line, rows)), title="Не исполнено",
        note=CARRIED, empty="Неисполненных поручений нет",
    )  # fmt: skip


def _line(row: Any) -> Row:
    late = days_left(row, "tasks") if row.overdue else Cell(0, Look.MUTED, Format.WHOLE)
    return (
        Cell(row.meeting),
        Cell(row.task),
        Cell(row.item),
        Cell(row.responsible),
        term(row),
        late,
        Cell(f"{row.status}, повторяется" if row.status in DONE else row.status),
    )


SUMMARY = Summary(TITLE, TASKS_NEEDS, build)
