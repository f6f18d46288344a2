"""The tab «Исполнение планов»: deficits found and closed, plans by tutor, what is overdue."""

import re
from typing import Any

from sheets_sync.figures.events import PLANS_NEEDS, needed
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.deeds import LEFT, NEEDS
from sheets_sync.letters import fold
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Row
from sheets_sync.summary.cells import NOT_KNOWN, as_total, head, heads, measured, number
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

TITLE = "Исполнение планов"
_WIDTHS = (24, 24, *WIDTHS)
_SHOWN = pick(NEEDS, "total", "done", "closed_rate", "partial", "overdue", "visits")
_NEEDS = (Head("Дефицит", span=2), *heads(_SHOWN[:-1]), head(_SHOWN[-1], span=2))
NEEDS_NOTE = (
    "Выявлено — строк индивидуальных планов с этим дефицитом, без отменённых; закрыто — из них "
    "выполнено. Обращения — "
    f"{NEEDS['visits'].formula}. Сначала самые частые."
)


def build(view: View) -> Grid:
    """The tab from the plans' events."""
    late, near = late_rows(view, "plans"), near_rows(view, "plans")
    blocks = (
        _needs(view),
        _by_tutor(view),
        _list(view, "overdue", NEEDS["overdue"].head, late, "Просроченного нет"),
        _list(view, "near", "Ближайшие 14 дней", near, "На эти дни ничего не назначено"),
        notes(NOTE),
    )
    return tab(view, TITLE, "Индивидуальные планы работы с педагогами", blocks, _WIDTHS)


def _needs(view: View) -> Block:
    events = needed(view.analysis.facts.plans)
    visits = _visits(view)
    rows = [
        (Cell(r.need), *_need(r, visits, need=r.need))
        for r in sorted(each(execution(events, ["need"])), key=lambda r: (-r.total, r.need))
    ]
    (whole,) = each(execution(events, []))
    summed = as_total((Cell("Всего"), *_need(whole, visits)))
    return Block(
        "needs", _NEEDS, tuple(rows), title="Дефициты: выявлено и закрыто", total=summed,
        note=NEEDS_NOTE, empty="Планов ещё нет",
    )  # fmt: skip


def _visits(view: View) -> dict[str, int] | None:
    """The journal's rows of those who came by deficit; None where they are not known."""
    came = view.analysis.facts.visited
    if came is None:
        return None
    needs = view.rows("journal").loc[came.index, "need"]
    return {str(need): int(n) for need, n in needs.value_counts().items()} | {"Всего": len(came)}


def _need(row: Any, visits: dict[str, int] | None, **key: str) -> Row:
    named = key.get("need", "Всего")
    came = NOT_KNOWN if visits is None else number(visits.get(named, 0))
    return measured("plans_by_need", _SHOWN, row, {"visits": came}, **key)


def _by_tutor(view: View) -> Block:
    events = needed(view.analysis.facts.plans)
    figures = view.analysis.figures["plans_by_tutor"]
    rows = [
        (Cell(view.tutor(r.tutor)), *measured("plans_by_tutor", SHOWN, r, tutor=r.tutor))
        for r in sorted(each(figures), key=lambda r: view.tutor(r.tutor))
    ]
    summed = total(execution(events, []), "plans_by_tutor", Cell("Всего"))
    return Block(
        "tutors", (Head("Тьютор", span=2), *HEADS), tuple(rows), title="По тьюторам",
        total=summed, empty="Планов ещё нет",
    )  # fmt: skip


_LIST = (
    Head("Тьютор", wrap=True),
    Head("Педагог", wrap=True),
    Head("Школа", wrap=True, span=2),
    Head("Предмет", wrap=True, span=2),
    Head("Мероприятие", wrap=True, span=2),
    Head("Срок", Format.DATE),
    head(LEFT, align=Align.CENTER),
    Head("Статус", wrap=True),
)


def _list(view: View, name: str, title: str, rows: Any, empty: str) -> Block:
    lines = tuple(
        (
            Cell(view.tutor(row.tutor)),
            Cell(_teacher(view, row)),
            Cell(view.school(row.school)),
            Cell(row.subject),
            Cell(row.activity),
            term(row),
            days_left(row, "plans"),
            Cell(row.status),
        )
        for row in each(rows)
    )
    return Block(name, _LIST, lines, title=title, empty=empty)


def _teacher(view: View, row: Any) -> str:
    """«Дегтярёва А.И.»: the name as the program writes it, with the «ё» that was typed."""
    typed = view.analysis.counted["plans"].value(int(row.Index), "teacher")
    surname, _, initials = row.teacher.partition(" ")
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", typed)
    spelled = next((word for word in words if fold(word) == fold(surname)), surname)
    return f"{spelled if 'ё' in spelled else surname} {initials}".strip()


SUMMARY = Summary(TITLE, PLANS_NEEDS, build)
