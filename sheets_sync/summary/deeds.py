"""What the tabs about deeds share: their columns, the lists of what is overdue or near."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pandas as pd

from sheets_sync.duties.deeds import SOON, open_rows, rows_of
from sheets_sync.figures.execution import DONE
from sheets_sync.figures.measures.declared import Measure, pick
from sheets_sync.figures.measures.deeds import ASSIGNMENTS, DEEDS
from sheets_sync.letters import capital, clean
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Cell, Format, Head, Look, Meaning, Row
from sheets_sync.summary.cells import as_total, day_cell, group, heads, measured, wide_enough
from sheets_sync.summary.view import View

_NAMES = ("total", "due", "done_rate", "done", "partial", "late", "overdue", "days")
SHOWN, ASSIGNED = pick(DEEDS, *_NAMES), pick(ASSIGNMENTS, *_NAMES)
HEADS = heads(SHOWN)
WIDTHS = wide_enough(HEADS, 10.5)


def note(measures: Mapping[str, Measure], done: str) -> str:
    """What ends a tab of deeds that are «выполнено» or «исполнено»."""
    rate, late, overdue, longest = (
        measures[name].formula for name in ("done_rate", "late", "overdue", "days")
    )
    return (
        f"{capital(rate)}. Отменённые не считаются; «{done} частично» — не {done}. "
        "Повторяющееся («ежемесячно», «в течение года») заканчивается 31 мая: отметка "
        f"«{done}» до этого дня считается частичной. С опозданием — {late}; "
        f"просрочено — {overdue}; наибольшая просрочка — {longest}. Если срок не прочитан, строка "
        "входит во «Всего», но не входит в «Срок наступил» и «Просрочено»."
    )


NOTE = note(DEEDS, "выполнено")
NEAR = "Ближайшие 14 дней"
LATER = "Срок позже или без даты"
DONE_NOW = "Выполнено в этом полугодии"
NOTHING = "Пока ничего не запланировано и не выполнено"


def total(figures: pd.DataFrame, figure: str, *before: Cell | None) -> Row:
    """The total row from counts: `figures` has one row."""
    (row,) = each(figures)
    return (*before, *as_total(measured(figure, SHOWN, row)))


def later_rows(view: View, table: str) -> pd.DataFrame:
    """What else is to be done, by day, what has none at the end; no days are counted down (-1), or
    the tab would change every day."""
    rows = open_rows(view.analysis, table)
    near = pd.Timestamp(view.analysis.today) + timedelta(days=SOON)
    rest = rows[rows["overdue"].eq(0) & ~rows["date"].le(near)]
    return rest.assign(days=-1).sort_values("date", kind="stable")


def done_rows(view: View, table: str) -> pd.DataFrame:
    """What was done in this half-year, the last first: by the day it was done, where that is not
    told by its term; with neither it is shown too, or nobody would see it."""
    events: pd.DataFrame = getattr(view.analysis.facts, table)
    rows = rows_of(view.analysis, table, events[events["done"].eq(1)])
    rows = rows.assign(day=rows["done_on"].fillna(rows["date"]))
    begins = view.analysis.shelf.halves[view.half].start
    here = rows[~rows["day"].lt(pd.Timestamp(begins))]
    return here.sort_values("day", ascending=False, kind="stable")


def parted(
    name: str, rows: pd.DataFrame, columns: Sequence[Head], line: Callable[[Any], Row]
) -> Iterator[Row]:
    """Rows under a line that says what they are; nothing for none."""
    if len(rows):
        yield group(f"{name}: {len(rows)}", columns)
        yield from map(line, each(rows))


def days_left(row: Any, table: str) -> Cell | None:
    """How many days are left, or how long it is overdue, traced to its row; None where it is done
    or nobody counts its days yet."""
    if row.done or row.days < 0 or pd.isna(row.date):
        return None
    means = Meaning(f"{table}.row", "days", (("row", int(row.Index)),))
    if row.overdue:
        return Cell(int(row.days), Look.BAD, Format.WHOLE, means=means)
    return Cell(int(row.days), format=Format.LEFT, means=means)


def term(row: Any) -> Cell:
    """The last day of its term."""
    return day_cell(row.date)


def state(row: Any) -> Cell:
    """Its status, and the day it was done: «выполнено 20.01.2021»."""
    said = row.status if pd.isna(row.done_on) else f"{row.status} {row.done_on:%d.%m.%Y}"
    return Cell(f"{said}, повторяется" if row.status in DONE and not row.done else said)


def outcome(planned: str | None, achieved: str | None) -> Cell | None:
    """What was to come of it and what did, each in its line; None where nothing is told."""
    told = [
        f"{name}: {clean(text)}" for name, text in (("план", planned), ("факт", achieved)) if text
    ]
    return Cell("\n".join(told)) if told else None
