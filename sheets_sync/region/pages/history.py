"""The tab «История» of a region: a row for every run that brought other figures."""

import json
from hashlib import blake2b
from typing import Any

from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD_RATE, TEACHERS, VISITS
from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.deeds import DONE_RATE
from sheets_sync.figures.measures.staff_rows import ERRORS
from sheets_sync.region.pages.region_tab import Tab, View, tab
from sheets_sync.sheet.pieces import Block, Format, Grid, Head, Row, Value
from sheets_sync.summary.cells import heads, percent
from sheets_sync.summary.earlier_rows import earlier_rows, row_of, text_of
from sheets_sync.summary.history import TITLE

_HEADS = (
    Head("Проверено", Format.MOMENT),
    Head("Данные на", Format.DATE),
    *(Head(name, Format.WHOLE, turned=True) for name in ("Прочитано", "Всего")),
    *heads((RATE, HELD_RATE, DONE_RATE)),
    *(Head(one.head, one.format, turned=True) for one in (TEACHERS, VISITS, ERRORS)),
    Head("Отпечаток", hidden=True),
)
_WIDTHS = (15.5, 10.5, 6.5, 6.5, *[10.5, 7, 8.5] * 3, 8, 8, 8, 9)
_NOTE = (
    "Строка появляется, когда изменились показатели или то, кто прочитан. «Прочитано» и «Всего» — "
    "сколько муниципалитетов."
)


def build(view: View) -> Grid:
    """What earlier runs wrote, and a row of this one if something changed."""
    rows = earlier_rows(view.ours.get(TITLE), _HEADS)
    now = _print(view)
    if view.recorded and (not rows or text_of(rows[-1][-1]) != now):
        rows.append(_row(view, now))
    block = Block("history", _HEADS, tuple(rows), note=_NOTE, long=True, empty="Пока пусто")
    return tab(view, TITLE, "Что менялось от проверки к проверке", (block,), _WIDTHS)


def _print(view: View) -> str:
    """Figures and who was read, as a short digest."""
    known = [(one.name, one.read, one.tables) for one in view.look.rows]
    return blake2b(json.dumps(known, sort_keys=True).encode(), digest_size=6).hexdigest()


def _row(view: View, now: str) -> Row:
    held: Any = view.total("consultations")
    problems: Any = view.total("problems")
    return row_of(
        [
            view.stamp.checked.replace(tzinfo=None, microsecond=0),
            view.look.today,
            sum(one.read for one in view.look.rows),
            len(view.look.rows),
            *_share(RATE, view.total("attendance")),
            *_share(HELD_RATE, held),
            *_share(DONE_RATE, view.total("roadmap_total")),
            *((held.teachers, held.visits) if held else (None, None)),
            problems.errors if problems else None,
            now,
        ],
        _HEADS,
    )


def _share(one: Measure, row: Any) -> tuple[Value, Value, Value]:
    if row is None:
        return None, None, None
    n, whole = one.share(row)
    return percent(n, whole).value, n, whole


HISTORY_TAB = Tab(TITLE, build)
