"""The analytic note: the tutors' half-year reports, and what repeats in them."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sheets_sync.documents.grammar import capital, day_in_words
from sheets_sync.documents.note_basis import Note, Section, Values
from sheets_sync.documents.sentences import (
    DAY,
    DIFFICULTY,
    PROPOSAL,
    REPORT,
    TUTOR,
    agree,
    counted,
    of,
    single,
)
from sheets_sync.figures.alike import Saying, grouped, sayings
from sheets_sync.figures.events import REPORTS_NEEDS
from sheets_sync.figures.measures.reports import OF_WHAT
from sheets_sync.figures.reports import difference, handed_in
from sheets_sync.figures.rounding import DASH, percent_text, signed, whole
from sheets_sync.letters import stop
from sheets_sync.reading.frames import each


def expected(note: Note) -> pd.DataFrame:
    """The reports of the half the note is about."""
    reports = note.analysis.facts.reports
    assert reports is not None
    return reports[reports["half"].eq(note.half)]


def _reports(note: Note) -> Values | None:
    if not note.half:
        return None
    apart = [row for row in each(expected(note)) if any(_apart(row))]
    return {
        "абзацы": list(_paragraphs(note)),
        "расхождения": [] if note.request.public else [_difference(note, row) for row in apart],
    }


REPORTS_SECTION = Section("отчёты", "Отчёты тьюторов", REPORTS_NEEDS, _reports)


def _paragraphs(note: Note) -> Iterator[str]:
    rows = expected(note)
    if rows.empty:
        yield f"Отчётов за {note.half} полугодие ещё не ждут."
        return
    due = note.analysis.shelf.due[note.half]
    there = int(handed_in(rows).sum())
    day = day_in_words(due)
    if due > note.analysis.today:
        yield f"Срок сдачи отчётов за {note.half} полугодие — {day}; пока {_there(there, rows)}."
        return
    yield f"Отчёты за {note.half} полугодие (срок — {day}) {_there(there, rows)}."
    yield from _late(note, rows)
    yield from _compared(rows)


def _there(there: int, rows: pd.DataFrame) -> str:
    """«сдали 21 из 23 тьюторов (91,3 %)»."""
    said = f"{whole(there)} из {of(len(rows), TUTOR)} ({percent_text(there, len(rows))})"
    return f"{agree(there, 'сдал', 'сдали')} {said}"


def _late(note: Note, rows: pd.DataFrame) -> Iterator[str]:
    there = handed_in(rows)
    missing = rows[~there]
    if len(missing):
        names = note.tutors(missing["tutor"], 12) or f": {counted(len(missing), TUTOR)}"
        yield stop(f"Не {agree(len(missing), 'сдал', 'сдали')} отчёт{names}")
    late = rows[there & rows["days_late"].gt(0)]
    if len(late):
        word = agree(len(late), "сдан", "сдано")
        longest = counted(int(late["days_late"].max()), DAY)
        yield (
            f"Позже срока {word} {counted(len(late), REPORT)}, самое большое опоздание — {longest}."
        )
    rework = int(rows["status"].eq("на доработке").sum())
    if rework:
        yield f"На доработке {counted(rework, REPORT)}."


def _compared(rows: pd.DataFrame) -> Iterator[str]:
    apart = sum(any(_apart(row)) for row in each(rows))
    if apart:
        yield (
            f"Числа {agree(apart, 'отчёта', 'отчётов')} расходятся с графиком и журналом у "
            f"{of(apart, TUTOR)}: разница может значить и ошибку отчёта, и незаполненный журнал."
        )


def _apart(row: Any) -> list[int]:
    return [n for name in OF_WHAT if (n := difference(row, name))]


def _difference(note: Note, row: Any) -> Values:
    """Consultations, teachers and schools as «12 / 11 (+1)»: declared, counted, apart."""
    return {
        "тьютор": note.tutor(row.tutor),
        **{what: _side_by_side(row, name) for name, what in OF_WHAT.items()},
    }


def _side_by_side(row: Any, name: str) -> str:
    apart = difference(row, name)
    if apart is None:
        return DASH
    said = f"{getattr(row, f'declared_{name}')} / {getattr(row, f'actual_{name}')}"
    return f"{said} ({signed(apart)})" if apart else said


def _voices(note: Note) -> Values | None:
    if not note.half:
        return None
    difficulties, proposals = said(note, "difficulties"), said(note, "proposals")
    return {
        "абзацы": [_how_many(difficulties, proposals)],
        "трудности": [_saying(group) for group in difficulties],
        "предложения": [_saying(group) for group in proposals],
    }


VOICES_SECTION = Section("голоса", "Трудности и предложения тьюторов", REPORTS_NEEDS, _voices)
Said = Sequence[Sequence[Saying]]


def said(note: Note, column: str) -> Said:
    """What the reports of the year (of the note's half) say in a column, alike things together."""
    records = note.analysis.counted["reports"]
    rows = records.frame
    this = rows[rows["year"].eq(str(note.analysis.year)) & rows[column].notna()]
    if not note.whole_year:
        this = this[this["half"].eq(note.half)]
    return grouped(
        [
            Saying(tutor, capital(text), int(str(key)))
            for key, tutor in this["tutor"].items()
            for text in sayings(records.value(int(str(key)), column))
        ]
    )


def repeated(groups: Said) -> list[Sequence[Saying]]:
    """What more than one tutor says."""
    return [group for group in groups if voices(group) > 1]


def voices(group: Sequence[Saying]) -> int:
    """How many tutors say it."""
    return len({saying.who for saying in group})


def _how_many(difficulties: Said, proposals: Said) -> str:
    if not (difficulties or proposals):
        return "Трудностей и предложений в отчётах не названо."
    often = [
        (number, counted(number, noun))
        for groups, noun in ((difficulties, DIFFICULTY), (proposals, PROPOSAL))
        if (number := len(repeated(groups)))
    ]
    if not often:
        return "Названное в отчётах не повторяется; записи приведены как есть."
    verb = "повторяется" if len(often) == 1 and single(often[0][0]) else "повторяются"
    return (
        f"У двух и более тьюторов {verb} {' и '.join(said for _, said in often)}. Записи с теми же "
        "словами собраны в одну строку, показана самая частая формулировка."
    )


def _saying(group: Sequence[Saying]) -> Values:
    return {"текст": group[0].text, "тьюторов": whole(voices(group))}


def often_said(note: Note, column: str, most: int) -> list[str]:
    """What more than one tutor says, the most repeated first: «…» (6 тьюторов)."""
    groups = repeated(said(note, column)) if note.half else []
    return [f"«{group[0].text}» ({counted(voices(group), TUTOR)})" for group in groups[:most]]


def reports_in_short(note: Note) -> str | None:
    """The conclusion about the reports; None before they are due."""
    if not note.half or note.analysis.shelf.due[note.half] > note.analysis.today:
        return None
    rows = expected(note)
    if rows.empty:
        return None
    return f"Отчёты за {note.half} полугодие {_there(int(handed_in(rows).sum()), rows)}."
