"""The tab «Консультации»: by tutor, by subject, by month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_sync.figures.events import CONSULTATIONS_NEEDS
from sheets_sync.letters import plural
from sheets_sync.problems import Check, capital
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
from sheets_sync.summary.attendance import ONE_PAGE
from sheets_sync.summary.cells import (
    NOBODY,
    as_total,
    day_cell,
    month_name,
    number,
    percent,
    ratio,
    traced,
    wide_enough,
)
from sheets_sync.summary.view import Summary, View, top

TITLE = "Консультации"
_HEADS = (
    Head("План", Format.WHOLE, field="planned"),
    Head("Проведено", Format.WHOLE, field="held"),
    Head("Проведение", Format.PERCENT, field="held_rate"),
    Head("проведено / план", align=Align.RIGHT, field="held_rate"),
    Head("Не состоялось", Format.WHOLE, field="failed"),
    Head("Перенесено", Format.WHOLE, field="moved"),
    Head("Отменено", Format.WHOLE, field="cancelled"),
    Head("Нет отметки в срок", Format.WHOLE, field="overdue"),
    Head("Вне графика", Format.WHOLE, field="unplanned"),
    Head("Педагогов", Format.WHOLE, field="teachers"),
    Head("Посещений", Format.WHOLE, field="visits"),
    Head("Школ", Format.WHOLE, field="schools"),
    Head("из них ШНОР", Format.WHOLE, field="low_schools"),
    Head("Минут", Format.WHOLE, field="minutes"),
)
WIDTHS = (25, *wide_enough(_HEADS))
NOTE = (
    "Проведение = проведено / план; в план входят консультации, день которых наступил, кроме "
    "отменённых. Педагоги и школы — разные, по журналу, у кого отметка означает присутствие; "
    "посещения — количество человек, а где оно не указано, один. Педагог, которого видели двое "
    "тьюторов, в строке «Всего» считается один раз, поэтому она не всегда равна сумме строк."
)


def build(view: View) -> Grid:
    """The tab from the consultation figures."""
    figures = view.analysis.figures
    by_name = sorted(each(figures["consultations_by_tutor"]), key=lambda row: view.tutor(row.tutor))
    pieces: list[Piece] = [
        top(view, TITLE, "График и журнал консультаций"),
        Spacer(),
        _block(view, _BY_TUTOR, by_name, lambda row: view.tutor(row.tutor)),
        Spacer(),
        _block(view, _BY_SUBJECT, [*each(figures[_BY_SUBJECT.figure])], lambda row: row.subject),
        Spacer(),
        _block(
            view, _BY_MONTH, [*each(figures[_BY_MONTH.figure])], lambda row: month_name(row.month)
        ),
        Spacer(),
        _not_held(view),
        Spacer(),
        _disagreements(view),
        Spacer(),
        Lines((Cell(NOTE, Look.NOTE),)),
    ]  # fmt: skip
    page = Page(landscape=True, repeat=len(view.analysis.tutor_names) > ONE_PAGE)
    return lay_out(TITLE, pieces, WIDTHS, page)


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


def _block(view: View, cut: _Cut, rows: Sequence[Any], label: Callable[[Any], str]) -> Block:
    (all_rows,) = each(view.analysis.figures["consultations"])
    heads = (Head(cut.head), *_HEADS)
    lines = []
    for row in rows:
        key = {cut.key: getattr(row, cut.key)}
        lines.append(traced(heads, (Cell(label(row)), *_counts(row)), cut.figure, **key))
    return Block(
        cut.figure,
        heads,
        tuple(lines),
        title=cut.title,
        total=(Cell("Всего"), *as_total(traced(_HEADS, _counts(all_rows), "consultations"))),
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
    Head("Что с ней", wrap=True, span=4),
)


def _not_held(view: View) -> Block:
    """Which consultations did not take place, and which nobody marked."""
    events = view.analysis.facts.scheduled
    assert events is not None
    rows = view.rows("schedule").assign(day=events["date"], late=events["overdue"])
    wanted = rows[events["failed"].eq(1) | events["overdue"].eq(1)]
    lines = tuple(_late(view, row) for row in each(wanted.sort_values(["late", "day"])))
    return Block(
        "not_held", _LATE_HEADS, lines, title="Не состоялись и остались без отметки",
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


def _counts(row: Any) -> Row:
    overdue = number(row.overdue, Look.WARN if row.overdue else Look.BODY)
    return (
        number(row.planned),
        number(row.held),
        percent(row.held, row.planned, _rate_look(row.held, row.planned)),
        ratio(row.held, row.planned),
        number(row.failed),
        number(row.moved),
        number(row.cancelled),
        overdue,
        number(row.unplanned),
        number(row.teachers),
        number(row.visits),
        number(row.schools),
        number(row.low_schools),
        number(row.minutes),
    )


def _rate_look(held: int, planned: int) -> Look:
    return Look.WARN if planned and held * 2 < planned else Look.BODY


SUMMARY = Summary(TITLE, CONSULTATIONS_NEEDS, build)
