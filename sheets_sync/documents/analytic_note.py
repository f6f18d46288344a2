"""The analytic note (справка) about a month, a half-year or the school year up to today."""

from collections.abc import Iterator
from typing import Any

from sheets_sync.analysis import Analysis
from sheets_sync.documents.charts import ADD
from sheets_sync.documents.days import Days
from sheets_sync.documents.grammar import day_in_words
from sheets_sync.documents.note_basis import Note, Values, digits
from sheets_sync.documents.note_closing import attention, conclusions, proposals
from sheets_sync.documents.note_deeds import PLANS_SECTION, ROADMAP_SECTION, TASKS_SECTION
from sheets_sync.documents.note_help import CONSULTATIONS_SECTION, COVERAGE_SECTION
from sheets_sync.documents.note_meetings import MEETINGS_SECTION
from sheets_sync.documents.note_months import UNDRAWN
from sheets_sync.documents.note_next import next_steps, plans_ahead
from sheets_sync.documents.note_reports import REPORTS_SECTION, VOICES_SECTION
from sheets_sync.documents.note_results import RESULTS_SECTION
from sheets_sync.documents.note_tags import NOTE_TAGS
from sheets_sync.documents.sentences import TUTOR, agree, counted
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.figures.reports import expected_reports
from sheets_sync.figures.rounding import DASH, whole, with_ratio
from sheets_sync.figures.totals import totals
from sheets_sync.summary.indicators import INDICATORS, Indicator
from sheets_sync.summary.view import reason

SECTIONS = (
    MEETINGS_SECTION,
    CONSULTATIONS_SECTION,
    COVERAGE_SECTION,
    PLANS_SECTION,
    ROADMAP_SECTION,
    REPORTS_SECTION,
    VOICES_SECTION,
    TASKS_SECTION,
    RESULTS_SECTION,
)
"""The sections in the order of the note."""
PICTURES = "диаграмма"


def note_part(analysis: Analysis, value: str, request: Request) -> Part:
    """The note of the days asked for. Raises UsageError for a month or half that is none."""
    note = Note(analysis, request)
    warnings: list[str] = []
    sections = _sections(note, warnings)
    values = {
        "период": _about(note),
        "введение": list(_introduction(note)),
        "показатели": list(_indicators(note)),
        "есть_прежде": note.before.name if note.before else "",
        **sections,
        "внимание": attention(note),
        "дальше": next_steps(note),
        "дальше_планы": plans_ahead(note),
        "дальше_до": digits(note.coming.end),
        "выводы": conclusions(note),
        "предложения": proposals(note),
    }
    if note.days.period.start > analysis.today:
        warnings.insert(0, f"период ещё не начался: первый день — {digits(note.days.period.start)}")
    if not analysis.workspace.documents.head:
        warnings.append("некому подписать: заполните head в [documents]")
    return Part({"справка": values}, (), tuple(warnings))


NOTE = Subject(
    "Аналитическая справка",
    NOTE_TAGS,
    dict.fromkeys(("half", "month"), note_part),
    note_part,
)


def _sections(note: Note, warnings: list[str]) -> dict[str, Values | None]:
    """The sections by name, numbered in their order; why one is left out goes to `warnings`."""
    found: dict[str, Values | None] = {}
    number, undrawn = 0, False
    for section in SECTIONS:
        why = reason(note.analysis.counted, section.needs)
        written = None if why else section.write(note)
        if why:
            warnings.append(f"раздел «{section.heading}» пропущен — {why}")
        if written is not None:
            number += 1
            undrawn |= written.get(PICTURES) == UNDRAWN
            written = {"номер": number, "заголовок": section.heading, **written}
            if PICTURES in written and written[PICTURES] == UNDRAWN:
                written[PICTURES] = ""
        found[section.name] = written
    if undrawn:
        warnings.append(f"диаграмм нет: не установлен matplotlib; чтобы они были: {ADD}")
    return found


def _about(note: Note) -> str:
    """«за февраль 2021 года», «за период с 1 сентября 2020 года по 18 февраля 2021 года»."""
    return _range(note.days) if note.whole_year else f"за {note.days.name}"


def _range(days: Days) -> str:
    first, last = day_in_words(days.period.start), day_in_words(days.period.end)
    return f"за период с {first} по {last}"


def _introduction(note: Note) -> Iterator[str]:
    analysis = note.analysis
    yield (
        f"Справка составлена {_about(note)} по таблицам, которые ведут сотрудники и тьюторы; "
        f"данные на {day_in_words(analysis.today)}.{_who_worked(note)}"
    )
    if note.days.period.end > analysis.today and note.days.period.start <= analysis.today:
        last = day_in_words(note.days.period.end)
        yield f"Период не окончен (последний день — {last}): учтено то, что уже состоялось."
    yield (
        "Рядом с каждым процентом стоят числа, из которых он получен. Исполнение планов, дорожной "
        f"карты и поручений показано на отчётную дату.{_left_out(note)}"
    )


def _who_worked(note: Note) -> str:
    tutors = note.analysis.counted["tutors"].frame
    number = len(expected_reports(tutors, note.days.period)) if len(tutors) else 0
    if not number:
        return ""
    return f" В эти дни {agree(number, 'работал', 'работали')} {counted(number, TUTOR)}."


def _left_out(note: Note) -> str:
    """How many rows did not count: what the reader must know before any figure."""
    read = sum(tab.read for tab in note.analysis.tabs)
    lost = sum(tab.rejected for tab in note.analysis.tabs)
    if not lost:
        return ""
    verb = agree(lost, "не вошла", "не вошло")
    return f" Из {whole(read)} строк таблиц в расчёт {verb} {whole(lost)}: в них есть ошибки."


def _indicators(note: Note) -> Iterator[Values]:
    earlier = totals(note.before.facts(note.analysis)) if note.before else None
    for one in INDICATORS:
        if one.known(note.numbers):
            yield {
                "название": one.name,
                "сейчас": _indicator(one, note.numbers),
                "прежде": _indicator(one, earlier) if earlier is not None else "",
            }


def _indicator(one: Indicator, numbers: Any) -> str:
    if not one.known(numbers):
        return DASH
    n, total = one.share(numbers)
    return with_ratio(n, total) if one.measure.whole else whole(n)
