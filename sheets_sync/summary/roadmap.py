"""The tabs of the road map: by section and side, and its items with what came of them."""

from functools import partial
from typing import Any

import pandas as pd

from sheets_sync.duties.deeds import late_rows, near_rows
from sheets_sync.figures.events import ROADMAP_NEEDS, needed
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.deeds import DEEDS, LEFT
from sheets_sync.figures.rounding import DASH, natural
from sheets_sync.letters import clean
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Row
from sheets_sync.summary.cells import head, measured
from sheets_sync.summary.deeds import (
    DONE_NOW,
    HEADS,
    LATER,
    NEAR,
    NOTE,
    NOTHING,
    SHOWN,
    WIDTHS,
    days_left,
    done_rows,
    later_rows,
    parted,
    state,
    term,
    total,
)
from sheets_sync.summary.view import Summary, View, notes, tab
from sheets_sync.tables.kinds.sides import OURS, place_of_side
from sheets_sync.tables.roadmap import ROADMAP

TITLE = "Исполнение дорожной карты"
ITEMS_TITLE = "Пункты карты"
_ABOUT = "Дорожная карта поддержки школ с низкими результатами"
_WIDTHS = (44, *WIDTHS)
NO_SECTION = "без раздела"


def _sides_note(view: View) -> str:
    return (
        f"Кто отвечает, определяется по столбцу {ROADMAP.head('responsible')}: ИРО; "
        f"{view.side(OURS)} и методисты; ОО, школы, администрация, руководители; тьюторы; прочие."
        f"{_own_sides(view)}"
    )


def _own_sides(view: View) -> str:
    """Which words of the centre's own say a side, beside its name."""
    name, told = view.analysis.workspace.our_name, []
    for side, words in view.analysis.shelf.words.sides.said.items():
        if own := [word for word in words if word != name]:
            told.append(f"{', '.join(own)} — {view.side(side)}")
    return f" По настройкам: {'; '.join(told)}." if told else ""


def build(view: View) -> Grid:
    """The tab from the road map's figures and rows."""
    return tab(
        view,
        TITLE,
        _ABOUT,
        (_sections(view), _sides(view), notes(NOTE, _sides_note(view), of=SHOWN)),
        _WIDTHS,
    )


def build_items(view: View) -> Grid:
    """The tab of the items: overdue, near, further off, done in this half-year."""
    return tab(view, ITEMS_TITLE, _ABOUT, (_items(view), notes(_sides_note(view))), _LIST_WIDTHS)


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
        "sections", (Head("Раздел", wrap=True), *HEADS), tuple(rows),
        title="По разделам", total=_total(view), empty="В дорожной карте нет пунктов",
        known_as="Карта_по_разделам",
    )  # fmt: skip


def _sides(view: View) -> Block:
    figures = view.analysis.figures["roadmap_by_executor"]
    rows = [
        (
            Cell(view.side(r.executor)),
            *measured("roadmap_by_executor", SHOWN, r, executor=r.executor),
        )
        for r in sorted(each(figures), key=lambda r: place_of_side(r.executor))
    ]
    return Block(
        "sides", (Head("Кто отвечает"), *HEADS), tuple(rows),
        title=f"{view.side(OURS)}, ИРО, ОО и другие", total=_total(view),
        empty="В дорожной карте нет пунктов",
        known_as="Карта_по_исполнителям",
    )  # fmt: skip


_LIST = (
    Head("№"),
    Head("Мероприятие", wrap=True),
    Head("Ответственный", wrap=True),
    Head("Чья сторона"),
    Head("Соисполнители", wrap=True),
    Head("Срок", Format.DATE),
    head(LEFT, align=Align.CENTER),
    Head("Статус", wrap=True),
    Head("Показатель: план / факт", wrap=True),
    Head("Документ", wrap=True),
)
_LIST_WIDTHS = (6, 34, 19, 9, 14.5, 10.5, 7, 12.5, 19.5, 14.5)


def _by_side(rows: pd.DataFrame) -> pd.DataFrame:
    order = rows["executor"].map(place_of_side)
    return rows.assign(order=order).sort_values(["order", "days"], ascending=[True, False])


def _items(view: View) -> Block:
    """What is overdue, by side, then what is near, what is further off and what is done."""
    parts = (
        (DEEDS["overdue"].head, _by_side(late_rows(view.analysis, "roadmap"))),
        (NEAR, near_rows(view.analysis, "roadmap")),
        (LATER, later_rows(view, "roadmap")),
        (DONE_NOW, done_rows(view, "roadmap")),
    )
    shown = partial(_line, view)
    rows = [line for name, found in parts for line in parted(name, found, _LIST, shown)]
    return Block("items", _LIST, tuple(rows), empty=NOTHING, long=True, known_as="Пункты_карты")


def _line(view: View, row: Any) -> Row:
    return (
        Cell(row.number),
        Cell(row.activity),
        Cell(row.responsible),
        Cell(view.side(row.executor)),
        Cell(row.partners),
        term(row),
        days_left(row, "roadmap"),
        state(row),
        _indicator(row),
        Cell(row.document),
    )


def _indicator(row: Any) -> Cell | None:
    """«доля участников: 12 / 10», «–» for what is not told; None for no indicator at all."""
    values = [clean(value or "") or DASH for value in (row.planned, row.achieved)]
    reached = " / ".join(values) if values != [DASH, DASH] else ""
    said = ": ".join(part for part in (clean(row.indicator or ""), reached) if part)
    return Cell(said) if said else None


SUMMARIES = (
    Summary(TITLE, ROADMAP_NEEDS, build),
    Summary(ITEMS_TITLE, ROADMAP_NEEDS, build_items),
)
