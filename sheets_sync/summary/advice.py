"""The tab «Рекомендации»: what tutors advised at consultations, the newest first."""

from typing import Any

import pandas as pd

from sheets_sync.figures.events import CONSULTATIONS_NEEDS
from sheets_sync.figures.rounding import whole
from sheets_sync.letters import plural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Row
from sheets_sync.summary.cells import day_cell
from sheets_sync.summary.typed import teacher, typed
from sheets_sync.summary.view import Summary, View, tab
from sheets_sync.tables.consultations import JOURNAL

TITLE = "Рекомендации"
MOST = 300
"""So many rows are read by somebody; a book of a hundred thousand would only be scrolled."""
_ABOUT = f"Что рекомендовали педагогам, по листу {JOURNAL.sheet}, сначала новые"
_HEADS = (
    Head("Дата", Format.DATE),
    Head("Школа", wrap=True),
    Head("Педагог", wrap=True),
    Head("Тьютор", wrap=True),
    Head(JOURNAL.column("need").header, wrap=True),
    Head("Рекомендация", wrap=True),
)
_WIDTHS = (11, 21, 18, 18, 27, 54)


def build(view: View) -> Grid:
    """A line a row of the journal that advises something."""
    rows = view.rows("journal")
    told = rows[rows["advice"].notna()].sort_values("date", ascending=False, kind="stable")
    lines = tuple(_line(view, row) for row in each(told.head(MOST)))
    empty = f"На листе {JOURNAL.sheet} рекомендаций ещё нет"
    block = Block(
        "advice", _HEADS, lines, empty=empty, filtered=True, long=True, known_as="Рекомендации"
    )
    return tab(view, TITLE, _ABOUT + _left_out(len(told)), (block,), _WIDTHS)


def _left_out(told: int) -> str:
    """What the list says of itself where it does not hold all of them."""
    if told <= MOST:
        return ""
    return f"; показаны последние {whole(MOST)}, всего их {whole(told)}"


def _line(view: View, row: Any) -> Row:
    return (
        day_cell(row.date),
        Cell(view.school(row.school)),
        Cell(_who(view, row)),
        Cell(view.tutor(row.tutor)),
        Cell(typed(view, "journal", row, "need")),
        Cell(row.advice),
    )


def _who(view: View, row: Any) -> str:
    """The teacher, or how many came together."""
    if row.teacher:
        return teacher(view, "journal", row)
    if pd.isna(row.visitors):
        return ""
    return f"группа, {plural(int(row.visitors), 'человек', 'человека', 'человек')}"


SUMMARY = Summary(TITLE, CONSULTATIONS_NEEDS, build)
