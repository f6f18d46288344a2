"""The tab «Исполнение дорожной карты»: by section, by side, what is overdue, what is near."""

from typing import Any

import pandas as pd

from sheets_sync.figures.events import ROADMAP_NEEDS, needed
from sheets_sync.figures.execution import EXECUTORS, execution
from sheets_sync.figures.measures.deeds import DEEDS, LEFT
from sheets_sync.figures.rounding import natural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Row
from sheets_sync.summary.cells import head, measured
from sheets_sync.summary.deeds import (
    HEADS,
    NOTE,
    SHOWN,
    WIDTHS,
    days_left,
    late_rows,
    near_rows,
    term,
    total,
)
from sheets_sync.summary.view import Summary, View, notes, tab
from sheets_sync.tables.roadmap import ROADMAP

TITLE = "Исполнение дорожной карты"
_WIDTHS = (9, 40, *WIDTHS)
NO_SECTION = "без раздела"
SIDES = (
    f"Кто отвечает, определяется по столбцу {ROADMAP.head('responsible')}: ИРО; ИМЦ и методисты; "
    "ОО, школы, "
    "администрация, руководители; тьюторы; прочие."
)


def build(view: View) -> Grid:
    """The tab from the road map's figures and rows."""
    late, near = _by_side(late_rows(view, "roadmap")), near_rows(view, "roadmap")
    blocks = (
        _sections(view),
        _sides(view),
        _list(view, "overdue", DEEDS["overdue"].head, late, "Просроченного нет"),
        _list(view, "near", "Ближайшие 14 дней", near, "На эти дни ничего не назначено"),
        notes(NOTE, SIDES),
    )
    about = "Дорожная карта поддержки школ с низкими результатами"
    return tab(view, TITLE, about, blocks, _WIDTHS)


def _total(view: View) -> Row:
    events = needed(view.analysis.facts.roadmap)
    return total(execution(events, []), "roadmap", Cell("Всего"))


def _sections(view: View) -> Block:
    figures = view.analysis.figures["roadmap"]
    rows = [
        (Cell(r.section or NO_SECTION), *measured("roadmap", SHOWN, r, section=r.section))
        for r in sorted(each(figures), key=lambda r: (not r.section, natural(r.section)))
    ]
    return Block(
        "sections", (Head("Раздел", wrap=True, span=2), *HEADS), tuple(rows),
        title="По разделам", total=_total(view), empty="В дорожной карте нет пунктов", frozen=True,
    )  # fmt: skip


def _sides(view: View) -> Block:
    figures = view.analysis.figures["roadmap_by_executor"]
    rows = [
        (Cell(r.executor), *measured("roadmap_by_executor", SHOWN, r, executor=r.executor))
        for r in sorted(each(figures), key=lambda r: EXECUTORS.index(r.executor))
    ]
    return Block(
        "sides", (Head("Кто отвечает", span=2), *HEADS), tuple(rows),
        title="ИМЦ, ИРО, ОО и другие", total=_total(view), empty="В дорожной карте нет пунктов",
    )  # fmt: skip


_LIST = (
    Head("№"),
    Head("Мероприятие", wrap=True),
    Head("Ответственный", wrap=True, span=2),
    Head("Чья сторона"),
    Head("Соисполнители", wrap=True, span=2),
    Head("Срок", Format.DATE),
    head(LEFT, align=Align.CENTER),
    Head("Статус", wrap=True, span=2),
)


def _by_side(rows: pd.DataFrame) -> pd.DataFrame:
    order = rows["executor"].map(EXECUTORS.index)
    return rows.assign(order=order).sort_values(["order", "days"], ascending=[True, False])


def _list(view: View, name: str, title: str, rows: pd.DataFrame, empty: str) -> Block:
    lines = tuple(_line(row) for row in each(rows))
    return Block(name, _LIST, lines, title=title, empty=empty)


def _line(row: Any) -> Row:
    return (
        Cell(row.number),
        Cell(row.activity),
        Cell(row.responsible),
        Cell(row.executor),
        Cell(row.partners),
        term(row),
        days_left(row, "roadmap"),
        Cell(row.status),
    )


SUMMARY = Summary(TITLE, ROADMAP_NEEDS, build)
