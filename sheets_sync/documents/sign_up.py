"""The register to sign at a meeting or a consultation."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.grammar import day_in_words, days_in_words, kind_of_meeting
from sheets_sync.documents.meeting_facts import Meeting
from sheets_sync.documents.persons import Directory
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import Tag
from sheets_sync.documents.timetable import line_of, school_names
from sheets_sync.errors import UsageError
from sheets_sync.letters import clean, fold_code
from sheets_sync.reading.frames import each
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.kinds.statuses import ConsultationStatus, MeetingStatus

ROOM = 10
"""Empty rows where nobody knows how many will come."""


def meeting_register(analysis: Analysis, code: str, request: Request) -> Part:
    """Everybody invited to a meeting, then its guests."""
    meeting = Meeting.find(analysis, code)
    tutors = [meeting.people.tutors[tutor] for tutor in meeting.states["tutor"]]
    rows = [(one.full, one.post, one.school) for one in tutors]
    rows += [(guest.name, guest.post, "") for guest in meeting.guests]
    about = f"{kind_of_meeting(meeting.row.kind)} «{clean(meeting.row.topic)}»"
    values = _values(about, days_in_words(meeting.days), clean(meeting.row.place), rows)
    off = meeting.row.status == MeetingStatus.CANCELLED
    return Part({"регистрация": values}, (), (f"совещание {meeting.row.code} отменено",) * off)


def consultation_register(analysis: Analysis, code: str, request: Request) -> Part:
    """Those known from the journal, else room for the schools invited."""
    row = _found(analysis, code)
    line = line_of(row, Directory(analysis), school_names(analysis))
    about = f"консультации {line['код']} «{line['тема']}» ({line['предмет']}, {line['тьютор']})"
    rows = list(_visitors(analysis, row.code)) or list(_expected(row, school_names(analysis)))
    day = day_in_words(row.day.date())
    values = _values(about, day, line["место"], rows)
    return Part({"регистрация": values}, (), tuple(_doubts(row)))


def _doubts(row: Any) -> Iterator[str]:
    """Why a consultation may not be on the day its register names."""
    if row.status == ConsultationStatus.CANCELLED:
        yield f"консультация {row.code} отменена"
    if row.status == ConsultationStatus.MOVED and pd.isna(row.new_date):
        yield f"консультация {row.code} перенесена, а новой даты нет: дата в листе прежняя"


def _found(analysis: Analysis, code: str) -> Any:
    frame = analysis.counted["schedule"].frame
    frame = frame.assign(day=frame["new_date"].fillna(frame["date"]))
    for row in each(frame):
        if fold_code(row.code) == fold_code(code):
            return row
    raise UsageError(_missing(analysis, code))


def _missing(analysis: Analysis, code: str) -> str:
    """Why a consultation is not among those that count: its row is rejected, or there is none."""
    schedule = analysis.counted["schedule"]
    for row in each(schedule.every):
        if row.code and fold_code(row.code) == fold_code(code):
            key = ("schedule", int(row.Index))
            why = [p.sentence() for p in analysis.every_problem if p.row == key and p.rejects]
            return f"Консультация «{code}» не учтена. {' '.join(why[:2])}"
    codes = schedule.frame["code"]
    there = f"есть коды от {codes.min()} до {codes.max()}" if len(codes) else "есть: ни одной"
    return f"Консультации «{code}» нет на листе {SCHEDULE.sheet}; {there}"


Line = tuple[str, str, str]


def _visitors(analysis: Analysis, code: str) -> Iterator[Line]:
    """The teachers of the journal's rows, each once."""
    journal, names = analysis.counted["journal"].frame, school_names(analysis)
    rows = journal[journal["consultation"].eq(code)].drop_duplicates(["school", "teacher"])
    for row in each(rows):
        if row.teacher:
            yield clean(row.teacher), "", names.get(row.school, row.school)


def _expected(row: Any, names: dict[str, str]) -> Iterator[Line]:
    """Empty rows: those planned, under the schools invited where they are named."""
    schools = [names[school] for school in row.schools or () if school in names]
    many = ROOM if pd.isna(row.planned) or row.planned < 1 else int(row.planned)
    for number in range(max(many, len(schools))):
        yield "", "", schools[number] if number < len(schools) else ""


def _values(about: str, day: str, place: str, rows: list[Line]) -> dict[str, Any]:
    people = [
        {"номер": number, "имя": name, "должность": post, "школа": school}
        for number, (name, post, school) in enumerate(rows, 1)
    ]
    return {"о_чём": about, "дата": day, "место": place, "люди": people}


SIGN_UP = Subject(
    "Лист регистрации",
    (
        Tag(
            "регистрация",
            "кто должен расписаться",
            (
                Tag("о_чём", "«совещания …», «консультации К-014 … (предмет, тьютор)»"),
                Tag("дата", "день словами"),
                Tag("место", "место"),
                Tag(
                    "люди",
                    "приглашённые; у консультации — из журнала, иначе пустые строки",
                    (
                        Tag("номер", "по порядку"),
                        Tag("имя", "имя; может быть пустым"),
                        Tag("должность", "должность"),
                        Tag("школа", "школа"),
                    ),
                    many=True,
                ),
            ),
        ),
    ),
    {"meeting": meeting_register, "consultation": consultation_register},
)
