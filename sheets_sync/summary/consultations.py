"""The tabs about consultations: by tutor, by subject and month, not held, told differently."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sheets_sync.figures.events import CONSULTATIONS_NEEDS, needed
from sheets_sync.figures.measures.consultations import (
    CONSULTATIONS,
    HELD,
    HELD_RATE,
    PLANNED,
    TEACHERS,
    VISITS,
)
from sheets_sync.figures.measures.declared import pick
from sheets_sync.letters import capital, plural
from sheets_sync.problems import Check
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Look, Row
from sheets_sync.summary.cells import (
    NOBODY,
    as_total,
    day_cell,
    heads,
    measured,
    month_name,
    number,
    wide_enough,
)
from sheets_sync.summary.expected import EVERYBODY, by_tutor
from sheets_sync.summary.view import Summary, View, notes, tab
from sheets_sync.tables.kinds.states import told_reason

TITLE = "Консультации"
SUBJECTS_TITLE = "Консультации по предметам"
NOT_HELD_TITLE = "Несостоявшиеся"
DISAGREE_TITLE = "Расхождения"
_ABOUT = "График и журнал консультаций"
_SHOWN = (
    *pick(CONSULTATIONS, "planned", "held", "held_rate", "failed", "overdue", "waiting"),
    *pick(CONSULTATIONS, "moved", "cancelled", "unplanned", "teachers", "visits", "schools"),
    *pick(CONSULTATIONS, "low_schools", "minutes"),
)
_HEADS = heads(_SHOWN, turned=True)
_WIDTHS = (26, *wide_enough(_HEADS, 9))
NOTE = (
    f"{capital(HELD_RATE.formula)}; {PLANNED.note}. План складывается из проведённых, "
    "несостоявшихся, оставшихся без отметки и тех, что ждут отметки (день только что прошёл). "
    f"Педагоги и школы считаются без "
    f"повторов, по строкам журнала с отметкой о присутствии; {VISITS.note}. {TEACHERS.note}"
)


def _heads_note(view: View) -> str:
    """What the other heads mean."""
    days = plural(view.analysis.workspace.overdue_days, "дня", "дней", "дней")
    return (
        "Без отметки — «запланирована» или «перенесена», хотя прошло больше "
        f"{days}; ждут отметки — прошло меньше. Перенесено и отменено — за весь год, с тем, что "
        "впереди. Вне графика — разные пары «тьютор и день» журнала, где пришли. Из них ШНОР — по "
        f"перечню этого года. {capital(CONSULTATIONS['minutes'].note)}."
    )


TUTORS_NOTE = (
    f"{EVERYBODY} Красный ноль — консультации были назначены, и ни одна не проведена; жёлтый — к "
    "отчётной дате ничего не назначено и вне графика тоже ничего не было."
)


def build(view: View) -> Grid:
    """The tab by tutor, from the consultation figures."""
    figure = by_tutor(view, _BY_TUTOR.figure)
    by_name = sorted(each(figure), key=lambda row: view.tutor(row.tutor))
    block = _block(view, _BY_TUTOR, by_name, lambda row: view.tutor(row.tutor))
    return tab(
        view,
        TITLE,
        _ABOUT,
        (block, notes(NOTE, _heads_note(view), TUTORS_NOTE, of=_SHOWN)),
        _WIDTHS,
    )


def build_subjects(view: View) -> Grid:
    """The tab by subject and by month."""
    figures = view.analysis.figures
    by_subject, by_month = each(figures[_BY_SUBJECT.figure]), each(figures[_BY_MONTH.figure])
    blocks = (
        _block(view, _BY_SUBJECT, by_subject, lambda row: row.subject),
        _block(view, _BY_MONTH, by_month, lambda row: month_name(row.month)),
        notes(NOTE, _heads_note(view), of=_SHOWN),
    )
    return tab(view, SUBJECTS_TITLE, _ABOUT, blocks, _WIDTHS)


def build_not_held(view: View) -> Grid:
    """The tab of consultations that did not take place or that nobody marked."""
    about = "Консультации, которые не состоялись, остались без отметки или ждут её"
    return tab(view, NOT_HELD_TITLE, about, (_not_held(view),), _NOT_HELD_WIDTHS)


def build_disagree(view: View) -> Grid:
    """The tab of marks, schedule and journal that say different things."""
    about = "Где отметки, график и журнал расходятся"
    return tab(view, DISAGREE_TITLE, about, (_disagreements(view),), _DISAGREE_WIDTHS)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way the consultations are grouped; the main one has a tab."""

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
        loud = _loud_zeros(row) if cut.main else None
        lines.append((Cell(label(row)), *measured(cut.figure, _SHOWN, row, loud, **key)))
    return Block(
        cut.figure,
        (Head(cut.head, wrap=True), *_HEADS),
        tuple(lines),
        title=cut.title,
        total=(Cell("Всего"), *as_total(measured("consultations", _SHOWN, all_rows))),
        empty="Консультаций ещё не было",
        filtered=cut.main,
        long=cut.main,
        frozen_columns=1,
        known_as=f"Консультации {cut.title.lower()}".replace(" ", "_"),
    )


def _loud_zeros(row: Any) -> dict[str, Cell]:
    """The zeros of a tutor that matter: nothing held of what was planned, nothing done at all."""
    if row.planned and not row.held:
        return {HELD.name: number(0, Look.BAD)}
    if not (row.planned or row.unplanned):
        return {PLANNED.name: number(0, Look.WARN)}
    return {}


_LATE_HEADS = (
    Head("Тьютор"),
    Head("Код"),
    Head("Дата", Format.DATE),
    Head("Предмет", wrap=True),
    Head("Тема", wrap=True),
    Head("Статус"),
    Head("Причина и примечание", wrap=True),
)
_NOT_HELD_WIDTHS = (20, 8, 11, 18, 36, 17.5, 33)


def _not_held(view: View) -> Block:
    """Which consultations nobody marked, which have just been, which did not take place."""
    events = needed(view.analysis.facts.scheduled)
    rows = view.rows("schedule").assign(day=events["date"], late=events["overdue"])
    rows = rows.assign(waiting=events["waiting"], failed=events["failed"])
    wanted = rows[rows[["late", "waiting", "failed"]].any(axis=1)]
    ordered = wanted.sort_values(["late", "waiting", "day"], ascending=[False, False, True])
    lines = tuple(_late(view, row) for row in each(ordered))
    return Block(
        "not_held", _LATE_HEADS, lines, empty="Таких консультаций нет", filtered=True, long=True,
        known_as="Несостоявшиеся_консультации",
    )  # fmt: skip


def _late(view: View, row: Any) -> Row:
    days = (view.analysis.today - row.day.date()).days
    late = f"нет отметки уже {plural(days, 'день', 'дня', 'дней')}"
    typed = view.analysis.counted["schedule"].value(row.Index, "status")
    reason = row.reason or told_reason(typed)
    said = late if row.late else "ждёт отметки" if row.waiting else reason
    return (
        Cell(view.tutor(row.tutor)),
        Cell(row.code),
        day_cell(row.day),
        Cell(row.subject),
        Cell(row.topic),
        Cell(row.status, Look.WARN if row.late else Look.BODY),
        Cell("; ".join(part for part in (said or "причина не указана", row.note) if part)),
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
    Head("Что вписано", wrap=True),
    Head("Что не совпадает", wrap=True),
)
_DISAGREE_WIDTHS = (24, 17, 9, 26, 72)


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
        "disagree", _DISAGREE_HEADS, rows, empty="Расхождений нет", filtered=True, long=True,
        known_as="Расхождения_с_журналом",
    )  # fmt: skip


SUMMARIES = (
    Summary(TITLE, CONSULTATIONS_NEEDS, build),
    Summary(SUBJECTS_TITLE, CONSULTATIONS_NEEDS, build_subjects),
    Summary(NOT_HELD_TITLE, CONSULTATIONS_NEEDS, build_not_held),
)
DISAGREEMENTS = Summary(DISAGREE_TITLE, CONSULTATIONS_NEEDS, build_disagree)
