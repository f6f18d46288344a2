"""The timetable of a period's consultations, for the site and the schools."""

from collections.abc import Iterator
from datetime import time
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.days import days_of
from sheets_sync.documents.grammar import clock
from sheets_sync.documents.persons import Directory
from sheets_sync.documents.subject import Part, Request, Subject
from sheets_sync.documents.tag_names import Tag
from sheets_sync.figures.rounding import whole
from sheets_sync.figures.work import meant_for
from sheets_sync.letters import clean
from sheets_sync.periods import WEEKDAYS, Period
from sheets_sync.reading.frames import each
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.kinds.statuses import ConsultationStatus

_EVERYBODY = {"все": "все школы", "шнор": "школы ШНОР"}


def timetable_part(analysis: Analysis, value: str, request: Request) -> Part:
    """The consultations of the days asked for, on their new days, without those cancelled."""
    days = days_of(analysis, request)
    schedule = analysis.counted["schedule"]
    rows = list(consultations(analysis, days.period))
    frame = schedule.frame[nowhere(schedule.frame)]
    lost = frame["code"][frame["date"].between(*_ends(days.period))]
    said = [f"консультация {code} перенесена, а новой даты нет: её нет в графике" for code in lost]
    if not schedule.usable:
        said.append(f"нет листа {SCHEDULE.sheet} или его обязательного столбца: график пуст")
    elif not rows:
        said.append(f"в графике нет консультаций: {days.name}")
    return Part({"график": rows}, (), tuple(said))


def nowhere(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows of График were moved, nobody wrote to which day."""
    return frame["status"].eq(ConsultationStatus.MOVED) & frame["new_date"].isna()


def _ends(period: Period) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(period.start), pd.Timestamp(period.end)


def consultations(
    analysis: Analysis, period: Period, school: str = "", listed: bool = False
) -> Iterator[dict[str, str]]:
    """Consultations of a period by day and time, under the names of their tags.

    `school`: those alone to which it is invited by its code, with everybody, or, where it is
    `listed`, with the ШНОР schools.
    """
    people = Directory(analysis)
    frame = analysis.counted["schedule"].frame
    live = frame[frame["status"].ne(ConsultationStatus.CANCELLED) & ~nowhere(frame)]
    day = live["new_date"].fillna(live["date"])
    live = live.assign(day=day)[day.between(*_ends(period))]
    rows = sorted(each(live), key=lambda row: (row.day, _start(row) or time(), row.code))
    names = school_names(analysis)
    return (
        line_of(row, people, names)
        for row in rows
        if not school or meant_for(row.schools, school, listed)
    )


def school_names(analysis: Analysis) -> dict[str, str]:
    """Code → short name of every school read."""
    frame = analysis.counted["schools"].every
    return {code: name or code for code, name in zip(frame["code"], frame["name"], strict=True)}


def _start(row: Any) -> time | None:
    return row.start[0] if row.start else None


def line_of(row: Any, people: Directory, names: dict[str, str]) -> dict[str, str]:
    """A row of График (with `day`, its effective date) under the names of its tags."""
    tutor = people.tutors.get(row.tutor)
    moved = not pd.isna(row.new_date) and row.new_date != row.date
    return {
        "код": row.code,
        "дата": f"{row.day:%d.%m.%Y}",
        "день_недели": WEEKDAYS[row.day.weekday()],
        "время": _hours(row),
        "тьютор": ", ".join(people.names.get(one, one) for one in (row.tutor, row.second) if one),
        "школа_тьютора": tutor.school if tutor else "",
        "направление": row.stream or "",
        "предмет": row.subject or "",
        "классы": clean(row.classes or ""),
        "тема": clean(row.topic or ""),
        "вид": row.kind or "",
        "формат": row.format or "",
        "место": clean(row.place or ""),
        "школы": ", ".join(
            _EVERYBODY.get(s.casefold(), names.get(s, s)) for s in row.schools or ()
        ),
        "участников": "" if pd.isna(row.planned) else whole(int(row.planned)),
        "статус": row.status,
        "перенесена_с": f"{row.date:%d.%m.%Y}" if moved else "",
    }


def _hours(row: Any) -> str:
    start = _start(row)
    end = (row.start[1] if row.start else None) or (row.end[0] if row.end else None)
    return "–".join(clock(moment) for moment in (start, end) if moment)


LINE_TAGS = (
    Tag("код", "код консультации"),
    Tag("дата", "день (для перенесённой — новый) цифрами"),
    Tag("день_недели", "день недели"),
    Tag("время", "«15.00–16.00»"),
    Tag("тьютор", "«Фамилия И.О.»"),
    Tag("школа_тьютора", "школа тьютора"),
    Tag("направление", "ВПР, ОГЭ, ЕГЭ"),
    Tag("предмет", "предмет"),
    Tag("классы", "классы"),
    Tag("тема", "тема"),
    Tag("вид", "индивидуальная, групповая, …"),
    Tag("формат", "очно, дистанционно, смешанный"),
    Tag("место", "место"),
    Tag("школы", "приглашённые школы через запятую"),
    Tag("участников", "сколько участников в плане; может быть пусто"),
    Tag("статус", "статус"),
    Tag("перенесена_с", "прежний день, если консультацию перенесли"),
)
TIMETABLE = Subject(
    "График консультаций",
    (Tag("график", "консультации периода по дням", LINE_TAGS, many=True),),
    dict.fromkeys(("month", "half"), timetable_part),
    timetable_part,
)
