"""The tab «Исполнение планов»: deficits found and closed, plans by tutor, what is overdue."""

import re
from typing import Any

from sheets_sync.figures.events import PLANS_NEEDS
from sheets_sync.figures.execution import execution
from sheets_sync.letters import fold
from sheets_sync.reading.frames import each
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Piece,
    Row,
    Spacer,
)
from sheets_sync.summary.cells import NOT_KNOWN, as_total, number, percent, ratio, traced
from sheets_sync.summary.deeds import (
    HEADS,
    NOTE,
    WIDTHS,
    counts,
    days_left,
    late_rows,
    near_rows,
    term,
    total,
)
from sheets_sync.summary.view import Summary, View, top

TITLE = "Исполнение планов"
_WIDTHS = (24, 24, *WIDTHS)
_NEEDS = (
    Head("Дефицит", span=2),
    Head("Выявлено", Format.WHOLE, field="total"),
    Head("Закрыто", Format.WHOLE, field="done"),
    Head("Доля закрытых", Format.PERCENT, field="closed_rate"),
    Head("закрыто / выявлено", align=Align.RIGHT, field="closed_rate"),
    Head("Частично", Format.WHOLE, field="partial"),
    Head("Просрочено", Format.WHOLE, field="overdue"),
    Head("Обращений в журнале", Format.WHOLE, span=2, field="visits"),
)
NEEDS_NOTE = (
    "Выявлено — строк индивидуальных планов с этим дефицитом, без отменённых; закрыто — из них "
    "выполнено. Обращения — строки журнала с этим дефицитом, где педагог пришёл. Сначала самые "
    "частые."
)


def build(view: View) -> Grid:
    """The tab from the plans' events."""
    pieces: list[Piece] = [
        top(view, TITLE, "Индивидуальные планы работы с педагогами"),
        Spacer(),
        _needs(view),
        Spacer(),
        _by_tutor(view),
        Spacer(),
        _list(view, "overdue", "Просрочено", late_rows(view, "plans"), "Просроченного нет"),
        Spacer(),
        _list(
            view, "near", "Ближайшие 14 дней", near_rows(view, "plans"),
            "На эти дни ничего не назначено",
        ),
        Spacer(),
        Lines((Cell(NOTE, Look.NOTE),)),
    ]  # fmt: skip
    return lay_out(TITLE, pieces, _WIDTHS, Page(landscape=True, repeat=False))


def _needs(view: View) -> Block:
    events = view.analysis.facts.plans
    assert events is not None
    visits = _visits(view)
    rows = [
        traced(_NEEDS, _need(r.need, r, visits), "plans_by_need", need=r.need)
        for r in sorted(each(execution(events, ["need"])), key=lambda r: (-r.total, r.need))
    ]
    (whole,) = each(execution(events, []))
    summed = as_total(traced(_NEEDS, _need("Всего", whole, visits), "plans_by_need"))
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


def _need(name: str, row: Any, visits: dict[str, int] | None) -> Row:
    return (
        Cell(name),
        number(row.total),
        number(row.done),
        percent(row.done, row.total),
        ratio(row.done, row.total),
        number(row.partial),
        number(row.overdue, Look.WARN if row.overdue else Look.BODY),
        NOT_KNOWN if visits is None else number(visits.get(name, 0)),
    )


def _by_tutor(view: View) -> Block:
    events = view.analysis.facts.plans
    assert events is not None
    heads = (Head("Тьютор", span=2), *HEADS)
    figures = view.analysis.figures["plans_by_tutor"]
    rows = [
        traced(heads, (Cell(view.tutor(r.tutor)), *counts(r)), "plans_by_tutor", tutor=r.tutor)
        for r in sorted(each(figures), key=lambda r: view.tutor(r.tutor))
    ]
    summed = total(execution(events, []), "plans_by_tutor", Cell("Всего"))
    return Block(
        "tutors", heads, tuple(rows), title="По тьюторам", total=summed, empty="Планов ещё нет",
    )  # fmt: skip


_LIST = (
    Head("Тьютор", wrap=True),
    Head("Педагог", wrap=True),
    Head("Школа", wrap=True, span=2),
    Head("Предмет", wrap=True, span=2),
    Head("Мероприятие", wrap=True, span=2),
    Head("Срок", Format.DATE),
    Head("Дней", Format.WHOLE, Align.CENTER),
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
