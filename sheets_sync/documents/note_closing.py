"""The analytic note: what needs attention, conclusions and proposals."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.documents.note_basis import Note
from sheets_sync.documents.note_deeds import KINDS, deeds_in_short
from sheets_sync.documents.note_help import consultations_in_short, unhelped
from sheets_sync.documents.note_meetings import meetings_in_short
from sheets_sync.documents.note_reports import expected, often_said, reports_in_short
from sheets_sync.documents.note_results import results_in_short
from sheets_sync.documents.sentences import (
    CONSULTATION,
    DAY,
    ITEM,
    ROW_TO_MEND,
    SUBJECT,
    TUTOR,
    agree,
    counted,
    few,
    in_cases,
    single,
)
from sheets_sync.figures.attendance import missed_in_a_row
from sheets_sync.figures.reports import handed_in
from sheets_sync.figures.rounding import whole
from sheets_sync.letters import stop


def attention(note: Note) -> list[str]:
    """What needs attention, the most pressing first."""
    return [*_no_help(note), *_overdue(note), *_reports(note), *_missed(note), *_unmarked(note)]


def _no_help(note: Note) -> Iterator[str]:
    if note.facts.listed is None:
        return
    if names := unhelped(note):
        when = "С начала года" if note.whole_year else "В этот период"
        yield f"{when} не было консультаций по предмету риска: {few(names)}."


def _overdue(note: Note) -> Iterator[str]:
    for kind in KINDS:
        late = note.numbers.get(f"{kind.part}.overdue", 0)
        if late:
            verb = "Просрочен" if kind.noun is ITEM and single(late) else "Просрочено"
            days = counted(note.numbers[f"{kind.part}.days"], DAY)
            yield f"{verb} {counted(late, kind.noun)} {kind.whose}, дольше всего — {days}."


def _missing(note: Note) -> pd.DataFrame | None:
    """The reports not handed in though they are due; None where there are none to speak of."""
    if note.analysis.facts.reports is None or not note.half:
        return None
    rows = expected(note)
    missing = rows[~handed_in(rows) & rows["days_late"].gt(0)]
    return missing if len(missing) else None


def _reports(note: Note) -> Iterator[str]:
    missing = _missing(note)
    if missing is not None:
        who = note.tutors(missing["tutor"]) or f": {counted(len(missing), TUTOR)}"
        verb = agree(len(missing), "Не сдал", "Не сдали")
        yield stop(f"{verb} отчёт за {note.half} полугодие{who}")


def _missed(note: Note) -> Iterator[str]:
    often = {t: n for t, n in missed_in_a_row(note.facts.states).items() if n > 1}
    if not often:
        return
    who = few(sorted(f"{note.tutor(tutor)} — {n}" for tutor, n in often.items()))
    if note.request.public:
        who = counted(len(often), TUTOR)
    yield f"{agree(len(often), 'Пропустил', 'Пропустили')} подряд два совещания и больше: {who}."


def _unmarked(note: Note) -> Iterator[str]:
    if late := note.numbers.get("consultations.overdue"):
        verb = agree(late, "осталась", "осталось")
        which = "которой" if late == 1 else "которых"
        said = f"{verb} {counted(late, CONSULTATION)}, дата {which} прошла"
        yield f"Без отметки о проведении {said}."
    if gaps := note.numbers.get("attendance.unmarked"):
        yield f"Явка не отмечена {in_cases(gaps)}."


def conclusions(note: Note) -> list[str]:
    """What the sections come to, from their own figures."""
    figures = note.figures
    found = [
        meetings_in_short(note) if "attendance" in figures else None,
        consultations_in_short(note) if "consultations" in figures else None,
        _risks_in_short(note) if note.facts.listed is not None else None,
        *deeds_in_short(note),
        results_in_short(note) if "low_results" in figures else None,
        *(_voices_in_short(note) if note.analysis.facts.reports is not None else ()),
    ]
    return [one for one in found if one]


def _risks_in_short(note: Note) -> str | None:
    none = unhelped(note)
    if not none:
        return None
    return (
        f"{agree(len(none), 'Остался', 'Остались')} без консультаций {counted(len(none), SUBJECT)}."
    )


def _voices_in_short(note: Note) -> Iterator[str | None]:
    yield reports_in_short(note)
    if often := often_said(note, "difficulties", 3):
        yield f"Чаще всего тьюторы называют трудности: {', '.join(often)}."


def proposals(note: Note) -> list[str]:
    """What to do about it, each for a number of the note; at least one."""
    found = [*_for_help(note), *_for_overdue(note), *_for_reports(note), *_for_tables(note)]
    return found or ["Продолжить работу по плану."]


def _for_help(note: Note) -> Iterator[str]:
    if note.facts.listed is not None and (none := unhelped(note)):
        yield f"Тьюторам — провести консультации по предметам риска: {few(none, 12)}."


def _for_overdue(note: Note) -> Iterator[str]:
    late = [
        f"{counted(number, kind.noun)} {kind.whose}"
        for kind in KINDS
        if (number := note.numbers.get(f"{kind.part}.overdue", 0))
    ]
    if late:
        yield (
            f"Ответственным — завершить просроченное ({', '.join(late)}) или письменно "
            "предложить новый срок."
        )


def _for_reports(note: Note) -> Iterator[str]:
    missing = _missing(note)
    if missing is not None:
        one = len(missing) == 1
        who = "Тьютору, не сдавшему" if one else f"{whole(len(missing))} тьюторам, не сдавшим"
        yield f"{who} отчёт за {note.half} полугодие, — сдать его."
    if note.analysis.facts.reports is not None:
        wishes = often_said(note, "proposals", _MOST)
        if wishes:
            yield f"Рассмотреть предложения, которые повторяют тьюторы: {', '.join(wishes)}."


_MOST = 5
"""So many proposals are named; the section has all."""


def _for_tables(note: Note) -> Iterator[str]:
    gaps = note.numbers.get("attendance.unmarked", 0) + note.numbers.get("consultations.overdue", 0)
    if gaps:
        yield "Отметить явку и проведение консультаций там, где отметок нет."
    lost = sum(tab.rejected for tab in note.analysis.tabs)
    if lost:
        yield (
            f"Исправить в таблицах {counted(lost, ROW_TO_MEND)}: из-за ошибок они не вошли в "
            "расчёт (перечень — на листе «Замечания» сводки)."
        )
