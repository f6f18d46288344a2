"""Checks of meetings, the register and assignments."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.checks.base import TO_BE_OR_HELD, Setting, check, day, day_off, days_off, keys
from sheets_sync.figures.attendance import NOT_INVITED, countable, invited
from sheets_sync.letters import fold, one_letter_off
from sheets_sync.problems import Check, Fault, Problem, Severity, without_cell
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records, origin_number, sheet_row
from sheets_sync.tables.attendance import MEETINGS, REGISTER
from sheets_sync.tables.attendees import ATTENDEES
from sheets_sync.tables.kinds.people import short_name
from sheets_sync.tables.kinds.statuses import MeetingStatus
from sheets_sync.tables.tutors import TUTORS


@check(MEETINGS)
def held_in_the_future(meetings: Records, setting: Setting) -> Iterator[Problem]:
    """A meeting that has not come yet can't be held."""
    frame = meetings.frame
    early = frame["status"].eq(MeetingStatus.HELD) & frame["date"].gt(setting.now)
    said = f"отмечено как проведённое, а дата позже отчётной ({day(setting.now)})"
    fault = Fault.of(Check.MEETING_HELD_EARLY, said, "исправьте дату или статус")
    yield from meetings.problems(keys(frame, early), "status", fault, rejects=True)


@check(MEETINGS)
def on_a_day_off(meetings: Records, setting: Setting) -> Iterator[Problem]:
    """A meeting on a Sunday or a public holiday."""
    frame = meetings.frame[meetings.frame["status"].isin(TO_BE_OR_HELD)]
    for moment, why in days_off(frame["date"], setting.centre.calendar).items():
        same = keys(frame, frame["date"].eq(moment))
        yield from meetings.problems(same, "date", day_off(moment, why))


@check(MEETINGS)
def ends_before_start(meetings: Records, setting: Setting) -> Iterator[Problem]:
    """A meeting ends before it begins."""
    yield from backwards(meetings)


def backwards(records: Records) -> Iterator[Problem]:
    """Rows whose Окончание is not after Начало."""
    said = "окончание не позже начала"
    fault = Fault(Check.TIME_ORDER, Severity.WARNING, said, "проверьте время")
    for key, start, end in zip(
        records.frame.index, records.frame["start"], records.frame["end"], strict=True
    ):
        if isinstance(start, tuple) and isinstance(end, tuple) and end[0] <= start[0]:
            yield records.problem(int(key), "end", fault)


@check(REGISTER, MEETINGS)
def marked_too_early(register: Records, meetings: Records, setting: Setting) -> Iterator[Problem]:
    """A mark for a meeting that has not come yet, or did not take place."""
    for code, why in _no_marks_due(meetings.frame, setting).items():
        marks = register.marks[register.marks["meeting"].eq(code)]  # type: ignore[index]
        fault = Fault.of(
            Check.MARK_NO_MEETING,
            f"отметка стоит, а совещание {code} {why}",
            "исправьте дату и статус совещания; если отметка поставлена по ошибке, уберите её",
        )
        for row in each(marks):
            yield register.problem(row.key, row.column, fault)


def _no_marks_due(frame: pd.DataFrame, setting: Setting) -> dict[str, str]:
    """Meetings nobody can be marked for, with why."""
    why = {}
    for row in each(frame):
        if row.status in (MeetingStatus.CANCELLED, MeetingStatus.MOVED):
            why[row.code] = row.status
        elif row.date > setting.now:
            why[row.code] = f"ещё не наступило ({day(row.date)})"
    return why


@check(REGISTER, MEETINGS, TUTORS)
def marked_but_not_invited(
    register: Records, meetings: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """A mark of somebody who was not invited stands outside all figures."""
    held = countable(meetings.frame, setting.today)
    pairs = invited(held, tutors.frame)
    expected = set(zip(pairs["meeting"], pairs["tutor"], strict=True))
    known = set(tutors.frame["code"])
    tutor_of = register.frame["tutor"].to_dict()
    marks = register.marks[register.marks["meeting"].isin(held["code"])]  # type: ignore[index]
    for row in each(marks[marks["meaning"].ne(NOT_INVITED)]):
        tutor = tutor_of.get(row.key)
        if tutor in known and row.meaning and (row.meeting, tutor) not in expected:
            said = f"тьютор не приглашён на совещание {row.meeting}, отметка не считается"
            fault = Fault.of(
                Check.MARK_NOT_INVITED,
                said,
                f"проверьте {MEETINGS.head('invited')}, направления и даты работы тьютора; если "
                "отметка поставлена по ошибке, уберите её",
            )
            yield register.problem(row.key, row.column, fault)


@check(REGISTER, MEETINGS, TUTORS, absent=(REGISTER, ATTENDEES))
def not_marked(
    register: Records, meetings: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """An invited tutor without a mark: never absent, always listed."""
    gaps = invited(countable(meetings.frame, setting.today), tutors.frame)
    marks = register.marks
    done = set(zip(marks["key"], marks["meeting"], strict=True))  # type: ignore[index]
    rows: dict[str, list[int]] = {}
    for key, tutor in zip(register.frame.index, register.frame["tutor"], strict=True):
        rows.setdefault(tutor, []).append(key)
    yield from _without_column(register, gaps)
    yield from _without_row(register, tutors, set(gaps["tutor"]) - rows.keys())
    headed = {meeting for _, meeting in register.heads}
    lists = {m: origin for (origin, m), column in register.heads.items() if not column}
    names = {row.code: _name(row) for row in each(tutors.frame)}
    fault = Fault.of(Check.MARK_MISSING, "приглашённый тьютор не отмечен", "поставьте отметку")
    for meeting, tutor in zip(gaps["meeting"], gaps["tutor"], strict=True):
        own = rows.get(tutor, [])
        cells = [(key, register.heads.get((origin_number(key), meeting), 0)) for key in own]
        cells = [(key, column) for key, column in cells if column]
        if meeting not in headed or any((key, meeting) in done for key in own):
            continue
        if cells:
            yield register.problem(*cells[0], fault)
        elif own and (at := lists.get(meeting)) is not None:
            off = _off_the_list(meeting, names[tutor])
            yield without_cell(register.origins[at].place, off, about=f"{meeting} {tutor}")


def _off_the_list(meeting: str, name: str) -> Fault:
    said = f"приглашённый тьютор не отмечен: {name}, совещание {meeting}"
    fix = "впишите строку и отметку: кто не пришёл, того список сам не назовёт"
    return Fault.of(Check.MARK_MISSING, said, fix)


def _name(row: Any) -> str:
    return f"{short_name(row.surname, row.first_name or '', row.patronymic or '')} ({row.code})"


def _without_column(register: Records, gaps: pd.DataFrame) -> Iterator[Problem]:
    """Meetings without a column, where more lack one than columns are headed wrong: of such a
    column its own head tells."""
    missing = set(gaps["meeting"]) - {meeting for _, meeting in register.heads}
    if len(missing) <= register.lost_heads:
        return
    place = register.origins[0].place
    for meeting in sorted(missing):
        fault = Fault.of(
            Check.REGISTER_NO_COLUMN,
            f"нет столбца для совещания {meeting}",
            "добавьте столбец с датой или кодом совещания и отметьте явку",
        )
        yield without_cell(place, fault, about=meeting)


def _without_row(register: Records, tutors: Records, missing: set[str]) -> Iterator[Problem]:
    """Tutors without a row; a rejected row that begins like the surname already says so."""
    lost = register.rejected
    typed = [
        fold(register.origin(key).typed(sheet_row(key), column))
        for key in (lost.index if lost is not None else ())
        if (column := register.origin(key).header.columns["tutor"])
    ]
    for row in each(tutors.frame[tutors.frame["code"].isin(missing)]):
        if any(_like(fold(row.surname), word) for text in typed for word in text.split()):
            continue
        fault = Fault.of(
            Check.REGISTER_NO_ROW,
            f"нет строки тьютора: {_name(row)}",
            "добавьте строку с тьютором",
        )
        yield without_cell(register.origins[0].place, fault, about=row.code)


def _like(surname: str, word: str) -> bool:
    return word == surname or one_letter_off(word, surname)


ERRORS = (held_in_the_future,)
WARNINGS = (
    on_a_day_off,
    ends_before_start,
    marked_too_early,
    marked_but_not_invited,
    not_marked,
)
