"""The tab «Консультации»: by tutor, by subject, by month."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sheets_sync.figures.events import CONSULTATIONS_NEEDS, needed
from sheets_sync.figures.measures.consultations import (
    CONSULTATIONS,
    HELD_RATE,
    PLANNED,
    TEACHERS,
    VISITS,
)
from sheets_sync.figures.measures.declared import pick
from sheets_sync.letters import plural
from sheets_sync.problems import Check, capital
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Look, Page, Row
from sheets_sync.summary.attendance import ONE_PAGE
from sheets_sync.summary.cells import (
    NOBODY,
    as_total,
    day_cell,
    heads,
    measured,
    month_name,
    wide_enough,
)
from sheets_sync.summary.view import Summary, View, notes, tab

TITLE = "Консультации"
_SHOWN = (
    *pick(CONSULTATIONS, "planned", "held", "held_rate", "failed", "moved", "cancelled"),
    *pick(CONSULTATIONS, "overdue", "unplanned", "teachers", "visits", "schools", "low_schools"),
    *pick(CONSULTATIONS, "minutes"),
)
WIDTHS = (25, *wide_enough(heads(_SHOWN)))
NOTE = (
    f"{capital(HELD_RATE.formula)}; {PLANNED.note}. Педагоги и школы считаются без "
    f"повторов, по строкам журнала с отметкой о присутствии; {VISITS.note}. {TEACHERS.note}"
)


def build(view: View) -> Grid:
    """The tab from the consultation figures."""
    figures = view.analysis.figures
    by_name = sorted(each(figures[_BY_TUTOR.figure]), key=lambda row: view.tutor(row.tutor))
    by_subject, by_month = each(figures[_BY_SUBJECT.figure]), each(figures[_BY_MONTH.figure])
    blocks = (
        _block(view, _BY_TUTOR, by_name, lambda row: view.tutor(row.tutor)),
        _block(view, _BY_SUBJECT, by_subject, lambda row: row.subject),
        _block(view, _BY_MONTH, by_month, lambda row: month_name(row.month)),
        _not_held(view),
        _disagreements(view),
        notes(NOTE),
    )
    page = Page(landscape=True, repeat=len(view.analysis.tutor_names) > ONE_PAGE)
    return tab(view, TITLE, "График и журнал консультаций", blocks, WIDTHS, page)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way the consultations are grouped; the main one is filtered and frozen."""

    key: str
    head: str
    title: str
    main: bool = False

    @property
    def figure(self) -> str:
        return f"consultations_by_{self.key}"


_BY_TUTOR = _Cut("tutor", "Тьютор", "По тьюторам", main=True)
_BY_SUBJECT = _Cut("subject", "Предмет", "По предметам")
_BY_MONTH = _Cut("month", "Месяц", "По месяцам")


def _block(view: View, cut: _Cut, rows: Iterable[Any], label: Callable[[Any], str]) -> Block:
    (all_rows,) = each(view.analysis.figures["consultations"])
    lines = []
    for row in rows:
        key = {cut.key: getattr(row, cut.key)}
        lines.append((Cell(label(row)), *measured(cut.figure, _SHOWN, row, **key)))
    return Block(
        cut.figure,
        (Head(cut.head), *heads(_SHOWN)),
        tuple(lines),
        title=cut.title,
        total=(Cell("Всего"), *as_total(measured("consultations", _SHOWN, all_rows))),
        empty="Консультаций ещё не было",
        filtered=cut.main,
        frozen=cut.main,
        frozen_columns=int(cut.main),
    )


_LATE_HEADS = (
    Head("Тьютор"),
    Head("Код"),
    Head("Дата", Format.DATE),
    Head("Предмет", wrap=True, span=2),
    Head("Тема", wrap=True, span=4),
    Head("Статус", span=2),
    Head("Причина", wrap=True, span=4),
)


def _not_held(view: View) -> Block:
    """Which consultations did not take place, and which nobody marked."""
    events = needed(view.analysis.facts.scheduled)
    rows = view.rows("schedule").assign(day=events["date"], late=events["overdue"])
    wanted = rows[events["failed"].eq(1) | events["overdue"].eq(1)]
    lines = tuple(_late(view, row) for row in each(wanted.sort_values(["late", "day"])))
    return Block(
        "not_held", _LATE_HEADS, lines, title="Не состоялись или остались без отметки",
        empty="Таких консультаций нет",
    )  # fmt: skip


def _late(view: View, row: Any) -> Row:
    days = (view.analysis.today - row.day.date()).days
    said = f"нет отметки уже {plural(days, 'день', 'дня', 'дней')}" if row.late else row.reason
    return (
        Cell(view.tutor(row.tutor)),
        Cell(row.code),
        day_cell(row.day),
        Cell(row.subject),
        Cell(row.topic),
        Cell(row.status, Look.WARN if row.late else Look.BODY),
        Cell(said or "причина не указана"),
    )


DISAGREE = (
    Check.CONSULTATION_NO_JOURNAL,
    Check.CONSULTATION_FAILED_ATTENDED,
    Check.JOURNAL_CANCELLED,
    Check.JOURNAL_OTHER_TUTOR,
    Check.JOURNAL_OTHER_DATE,
    Check.JOURNAL_ANOTHER,
    Check.MARK_NOT_INVITED,
    Check.MARK_NO_MEETING,
)
"""The checks that find marks, schedule and journal saying different things."""
_DISAGREE_HEADS = (
    Head("Кто исправит"),
    Head("Лист"),
    Head("Ячейка"),
    Head("Что вписано", wrap=True, span=3),
    Head("Что не совпадает", wrap=True, span=9),
)


def _disagreements(view: View) -> Block:
    """Where marks, schedule and journal disagree."""
    found = [p for p in view.analysis.problems if p.check in DISAGREE]
    rows = tuple(
        (
            Cell(p.owner or NOBODY),
            Cell(p.place.tab),
            Cell(p.cell.a1, link=p.cell.link) if p.cell else None,
            Cell(p.value),
            Cell(capital(p.message)),
        )
        for p in found
    )
    return Block(
        "disagree", _DISAGREE_HEADS, rows, title="Отметки, график и журнал расходятся",
        empty="Расхождений нет",
    )  # fmt: skip


SUMMARY = Summary(TITLE, CONSULTATIONS_NEEDS, build)
