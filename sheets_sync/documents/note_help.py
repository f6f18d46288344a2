"""The analytic note: consultations, and what help the schools of the ШНОР list had."""

from collections.abc import Iterator
from typing import Any

from sheets_sync.documents.charts import Bars
from sheets_sync.documents.grammar import capital
from sheets_sync.documents.note_basis import Note, Section, Values, digits
from sheets_sync.documents.note_months import chart, months_of
from sheets_sync.documents.sentences import (
    CONSULTATION,
    SCHOOL,
    SUBJECT,
    TEACHER,
    agree,
    counted,
    few,
    listed,
    nonzero,
    of,
    share,
)
from sheets_sync.figures.coverage import rated
from sheets_sync.figures.events import CONSULTATIONS_NEEDS
from sheets_sync.figures.rounding import natural, percent_text, whole
from sheets_sync.reading.frames import each


def _consultations(note: Note) -> Values:
    return {
        "абзацы": list(_paragraphs(note)),
        "предметы": list(_by_subject(note)),
        "диаграмма": _chart(note),
    }


CONSULTATIONS_SECTION = Section("консультации", "Консультации", CONSULTATIONS_NEEDS, _consultations)


def _paragraphs(note: Note) -> Iterator[str]:
    (row,) = each(note.figures["consultations"])
    yield _planned(row)
    if aside := _aside(row):
        yield aside
    yield _reached(row)


def _planned(row: Any) -> str:
    if not row.planned:
        return "Консультаций по графику не было."
    return f"{_held(row)}."


def _held(row: Any) -> str:
    """«Из 185 консультаций по графику проведено 156 (84,3 %)»."""
    if row.planned == 1:
        return f"По графику была 1 консультация, она {'' if row.held else 'не '}проведена"
    said = f"Из {of(row.planned, CONSULTATION)} по графику"
    if not row.held:
        return f"{said} не проведено ни одной"
    done = agree(row.held, "проведена", "проведено")
    return f"{said} {done} {whole(row.held)} ({percent_text(row.held, row.planned)})"


def _aside(row: Any) -> str:
    """What was not held as planned, and what was held beside the plan."""
    said = listed(
        [
            nonzero(
                row.failed,
                f"{agree(row.failed, 'не состоялась', 'не состоялось')} {whole(row.failed)}",
            ),
            nonzero(
                row.overdue,
                f"{agree(row.overdue, 'осталась', 'осталось')} без отметки о проведении "
                f"{whole(row.overdue)}",
            ),
            nonzero(
                row.moved,
                f"{agree(row.moved, 'перенесена', 'перенесено')} на другой день {whole(row.moved)}",
            ),
            nonzero(
                row.cancelled,
                f"{agree(row.cancelled, 'отменена', 'отменено')} {whole(row.cancelled)}",
            ),
            nonzero(
                row.unplanned,
                f"{agree(row.unplanned, 'проведена', 'проведено')} вне графика "
                f"{whole(row.unplanned)}",
            ),
        ]
    )
    return said and f"{capital(said)}."


def _reached(row: Any) -> str:
    if not row.visits:
        return "Записей о педагогах, которые пришли на консультации, в журнале нет."
    low = nonzero(row.low_schools, f", в том числе {whole(row.low_schools)} из перечня ШНОР")
    came = agree(row.teachers, "получил", "получили")
    named = f"Помощь {came} {counted(row.teachers, TEACHER)} (без повторов)"
    if not row.teachers:
        named = "Педагоги в журнале по именам не названы"
    return f"{named}; школ — {whole(row.schools)}{low}; посещений — {whole(row.visits)}."


def _by_subject(note: Note) -> Iterator[Values]:
    rows = [r for r in each(note.figures["consultations_by_subject"]) if r.planned or r.visits]
    (total,) = each(note.figures["consultations"])
    for name, row in [*((r.subject, r) for r in rows), *([("Всего", total)] if rows else [])]:
        yield {
            "предмет": name,
            "план": whole(row.planned),
            "проведено": whole(row.held),
            "доля": share(row.held, row.planned),
            "вне_графика": whole(row.unplanned),
            "педагогов": whole(row.teachers),
            "посещений": whole(row.visits),
        }


def _chart(note: Note) -> Any:
    figures = {row.month: row for row in each(note.figures["consultations_by_month"])}
    names = months_of(note)
    planned, held = (
        Bars(name, heights, [whole(n) if n else "" for n in heights])
        for name, heights in (
            ("по графику", [_count(figures.get(month), "planned") for month in names]),
            ("проведено", [_count(figures.get(month), "held") for month in names]),
        )
    )
    return chart("Консультации по месяцам", names, [planned, held])


def _count(row: Any, name: str) -> int | None:
    return None if row is None or not row.planned else int(getattr(row, name))


def consultations_in_short(note: Note) -> str:
    """The conclusion about consultations."""
    (row,) = each(note.figures["consultations"])
    if not (row.planned or row.visits):
        return "Консультаций не было."
    beside = nonzero(row.unplanned, f", вне графика — {whole(row.unplanned)}")
    held = _held(row) if row.planned else "Консультаций по графику не было"
    return f"{held}{beside}; {_came(row)}."


def _came(row: Any) -> str:
    if not row.teachers:
        return f"посещений — {whole(row.visits)}"
    got = agree(row.teachers, "получил", "получили")
    reached = f"{agree(row.schools, 'охвачена', 'охвачено')} {counted(row.schools, SCHOOL)}"
    return f"помощь {got} {counted(row.teachers, TEACHER)}, {reached}"


def _coverage(note: Note) -> Values:
    pairs = risks(note)
    return {"абзацы": list(_helped(note, pairs)), "предметы_риска": [_pair(note, p) for p in pairs]}


COVERAGE_SECTION = Section(
    "охват", "Помощь школам с низкими образовательными результатами (ШНОР)",
    CONSULTATIONS_NEEDS, _coverage,
)  # fmt: skip


def risks(note: Note) -> list[Any]:
    """The listed schools' risk subjects with what help they had, by school and subject."""
    pairs = rated(note.figures["coverage"], note.facts)
    found = each(pairs[pairs["listed"] & pairs["risk"]])
    return sorted(found, key=lambda row: (natural(note.school(row.school)), row.subject))


def unhelped(note: Note) -> list[str]:
    """The risk subjects without a consultation: «СОШ № 12 (химия)»."""
    return [f"{note.school(p.school)} ({p.subject})" for p in risks(note) if not p.consultations]


def _helped(note: Note, pairs: list[Any]) -> Iterator[str]:
    low = note.facts.listed
    assert low is not None
    schools = low["school"].nunique()
    if not schools:
        yield f"Школ в перечне ШНОР {note.analysis.year} учебного года нет."
        return
    said = f"В перечне ШНОР {note.analysis.year} учебного года {counted(schools, SCHOOL)}"
    if not pairs:
        yield f"{said}; предметы риска не указаны."
        return
    none = unhelped(note)
    whose = "у неё" if schools == 1 else "у них вместе"
    reached = _reached_risks(len(pairs), len(none))
    yield f"{said}; {whose} {counted(len(pairs), SUBJECT)}. {reached}"
    if 0 < len(none) < len(pairs):
        yield f"Не было консультаций по предмету риска: {few(none, 12)}."


def _reached_risks(all_: int, none: int) -> str:
    """Each risk subject is counted once for every school that has it."""
    if not none:
        return "Консультации были по каждому из них."
    if none == all_:
        return "Консультаций по ним не было."
    return f"Консультации были по {whole(all_ - none)} из {of(all_, SUBJECT)}."


def _pair(note: Note, row: Any) -> Values:
    return {
        "школа": note.school(row.school),
        "предмет": row.subject,
        "консультаций": whole(row.consultations) if row.consultations else "не было",
        "педагогов": whole(row.teachers) if row.consultations else "–",
        "последняя": digits(row.last_date) or "–",
    }
