"""The tabs of the plans: by tutor, deficits found and closed, what is to be done and what came."""

from functools import partial
from typing import Any

from sheets_sync.duties.deeds import late_rows, near_rows
from sheets_sync.figures.events import PLANS_NEEDS, needed
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.deeds import LEFT, NEEDS
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Grid, Head, Look, Row
from sheets_sync.summary.cells import (
    NOT_KNOWN,
    as_total,
    head,
    heads,
    measured,
    number,
    wide_enough,
)
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
    outcome,
    parted,
    state,
    term,
    total,
)
from sheets_sync.summary.expected import EVERYBODY, by_tutor, with_zeros
from sheets_sync.summary.typed import teacher, typed
from sheets_sync.summary.view import Summary, View, notes, tab

TITLE = "Исполнение планов"
NEEDS_TITLE = "Дефициты"
ITEMS_TITLE = "Мероприятия планов"
_ABOUT = "Индивидуальные планы работы с педагогами"
_WIDTHS = (30, *WIDTHS)
_SHOWN = pick(NEEDS, "total", "done", "closed_rate", "partial", "overdue", "visits")
_NEEDS = (Head("Дефицит", wrap=True), *heads(_SHOWN))
_NEED_WIDTHS = (50, *wide_enough(heads(_SHOWN)))
NEEDS_NOTE = (
    "Выявлено — строк индивидуальных планов с этим дефицитом, без отменённых; закрыто — из них "
    f"выполнено; {NEEDS['closed_rate'].formula}. Обращения — "
    f"{NEEDS['visits'].formula}. Частично — {NEEDS['partial'].formula}; просрочено — "
    f"{NEEDS['overdue'].formula}. Сначала самые частые."
)


TUTORS_NOTE = f"{EVERYBODY} Жёлтый ноль — планов нет."


def build(view: View) -> Grid:
    """The tab by tutor, from the plans' events."""
    return tab(view, TITLE, _ABOUT, (_by_tutor(view), notes(NOTE, TUTORS_NOTE, of=SHOWN)), _WIDTHS)


def build_needs(view: View) -> Grid:
    """The tab of deficits: how many were found, how many closed."""
    return tab(view, NEEDS_TITLE, _ABOUT, (_needs(view), notes(of=_SHOWN)), _NEED_WIDTHS)


def build_items(view: View) -> Grid:
    """The tab of what is overdue, near, further off, and done in this half-year."""
    return tab(view, ITEMS_TITLE, _ABOUT, (_items(view),), _LIST_WIDTHS)


def _needs(view: View) -> Block:
    events = needed(view.analysis.facts.plans)
    visits = _visits(view)
    found = with_zeros(execution(events, ["need"]), "need", visits or ())
    rows = [
        (Cell(r.need), *_need(r, visits, need=r.need))
        for r in sorted(each(found), key=lambda r: (-r.total, r.need))
    ]
    (whole,) = each(execution(events, []))
    summed = as_total((Cell("Всего"), *_need(whole, visits)))
    return Block(
        "needs", _NEEDS, tuple(rows), total=summed, note=NEEDS_NOTE, empty="Планов ещё нет",
        filtered=True, long=True, known_as="Дефициты",
    )  # fmt: skip


def _visits(view: View) -> dict[str, int] | None:
    """The journal's rows of those who came, by deficit; None where they are not known."""
    came = view.analysis.facts.visited
    if came is None:
        return None
    needs = view.rows("journal").loc[came.index, "need"]
    return {str(need): int(n) for need, n in needs.value_counts().items()}


def _need(row: Any, visits: dict[str, int] | None, **key: str) -> Row:
    known = visits or {}
    count = known.get(key["need"], 0) if key else sum(known.values())
    came = NOT_KNOWN if visits is None else number(count)
    return measured("plans_by_need", _SHOWN, row, {"visits": came}, **key)


def _by_tutor(view: View) -> Block:
    events = needed(view.analysis.facts.plans)
    figures = by_tutor(view, "plans_by_tutor")
    rows = [_tutor(view, r) for r in sorted(each(figures), key=lambda r: view.tutor(r.tutor))]
    summed = total(execution(events, []), "plans_by_tutor", Cell("Всего"))
    return Block(
        "tutors", (Head("Тьютор"), *HEADS), tuple(rows), total=summed, empty="Планов ещё нет",
        filtered=True, long=True, frozen_columns=1, known_as="Планы_по_тьюторам",
    )  # fmt: skip


def _tutor(view: View, row: Any) -> Row:
    none = {} if row.total else {"total": number(0, Look.WARN)}
    shown = measured("plans_by_tutor", SHOWN, row, none, tutor=row.tutor)
    return (Cell(view.tutor(row.tutor)), *shown)


_LIST = (
    Head("Тьютор", wrap=True),
    Head("Педагог и школа", wrap=True),
    Head("Предмет", wrap=True),
    Head("Дефицит и основание", wrap=True),
    Head("Мероприятие и форма", wrap=True),
    Head("Срок", Format.DATE),
    head(LEFT, align=Align.CENTER),
    Head("Статус", wrap=True),
    Head("Результат: план / факт", wrap=True),
    Head("Подтверждение", wrap=True),
)
_LIST_WIDTHS = (14, 16, 14.5, 20.5, 20, 10.5, 7, 12, 17.5, 14.5)


def _items(view: View) -> Block:
    """What is overdue, near, further off, then what is done."""
    parts = (
        (NEEDS["overdue"].head, late_rows(view.analysis, "plans")),
        (NEAR, near_rows(view.analysis, "plans")),
        (LATER, later_rows(view, "plans")),
        (DONE_NOW, done_rows(view, "plans")),
    )
    line = partial(_item, view)
    rows = [row for name, found in parts for row in parted(name, found, _LIST, line)]
    return Block(
        "items", _LIST, tuple(rows), empty=NOTHING, long=True, known_as="Мероприятия_планов"
    )


def _item(view: View, row: Any) -> Row:
    return (
        Cell(view.tutor(row.tutor)),
        Cell(f"{teacher(view, 'plans', row)}, {view.school(row.school)}"),
        Cell(row.subject),
        Cell(_need_and_grounds(view, row)),
        Cell(f"{row.activity} ({row.form})"),
        term(row),
        days_left(row, "plans"),
        state(row),
        outcome(row.expected, row.result),
        Cell(row.proof),
    )


def _need_and_grounds(view: View, row: Any) -> str:
    """«методический: работа с критериями; основание: результаты ВПР»"""
    need = typed(view, "plans", row, "need")
    return f"{need}; основание: {row.grounds}" if row.grounds else need


SUMMARIES = (
    Summary(TITLE, PLANS_NEEDS, build),
    Summary(NEEDS_TITLE, PLANS_NEEDS, build_needs),
    Summary(ITEMS_TITLE, PLANS_NEEDS, build_items),
)
