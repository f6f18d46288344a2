"""What takes place in the next days: consultations and meetings, each with who is to hold it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.duties.deeds import SOON
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.staff import Staff, Who
from sheets_sync.figures.consultations import WAITING, effective
from sheets_sync.letters import capital, clean
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records
from sheets_sync.sheet.cells import CellRef
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.consultations import SCHEDULE
from sheets_sync.tables.kinds.statuses import ConsultationStatus, MeetingStatus


def consultations(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """The consultations of the next fourteen days, by their effective date."""
    records = analysis.counted[SCHEDULE.name]
    if not records.usable:
        return
    for row in _near(analysis, planned(analysis)):
        cell = records.ref(row.Index, "date" if pd.isna(row.new_date) else "new_date")
        place = records.origin(row.Index).place
        tutors = [staff.tutor(code, place) for code in (row.tutor, row.second) if code]
        who = tuple(dict.fromkeys(person for some in tutors for person in some))
        more = staff.if_gone(row.tutor)
        yield _duty(Subject.CONSULTATION, row, cell, who, ("консультация", more))


def planned(analysis: Analysis) -> pd.DataFrame:
    """The consultations that nobody has said anything of yet, with their effective `day`; one that
    is moved to no day yet is on none, and left out."""
    frame = analysis.counted[SCHEDULE.name].frame
    nowhere = frame["status"].eq(ConsultationStatus.MOVED) & frame["new_date"].isna()
    waiting = frame["status"].isin(WAITING) & ~nowhere
    return frame.assign(day=effective(frame))[waiting]


def meetings(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """The meetings of the next fourteen days, of one that goes on its next day; who leads and
    records them prepares them, else the keeper of the book."""
    records = analysis.counted[MEETINGS.name]
    if not records.usable:
        return
    frame = records.frame.assign(day=_next_days(records, pd.Timestamp(analysis.today)))
    for row in _near(analysis, frame[frame["status"].eq(MeetingStatus.PLANNED)]):
        place = records.origin(row.Index).place
        texts = (getattr(row, name, None) for name in ("chair", "secretary"))
        who = [person for text in texts if text for person in staff.named(text, place)]
        cell = records.ref(row.Index, "date")
        named = tuple(dict.fromkeys(who)) or staff.keeper(place)
        yield _duty(Subject.MEETING, row, cell, named, (row.kind, ""))


def _next_days(records: Records, today: pd.Timestamp) -> "pd.Series[pd.Timestamp]":
    """The day of each meeting: of several the first that is not past."""
    day = records.frame["date"].copy()
    for key, days in records.days.items():
        ahead = [moment for moment in map(pd.Timestamp, days) if moment >= today]
        if key in day.index and ahead:
            day[key] = min(ahead)
    return day


def _near(analysis: Analysis, frame: pd.DataFrame) -> Iterator[Any]:
    today = pd.Timestamp(analysis.today)
    return each(frame[frame["day"].between(today, today + timedelta(days=SOON))])


def _duty(
    subject: Subject, row: Any, cell: CellRef | None, who: Who, words: tuple[str, str]
) -> Duty:
    """«Консультация К-014 в 15:00, каб. 2: Критерии»; `words` say what it is, and who has left."""
    start = f" в {row.start[0]:%H:%M}" if isinstance(row.start, tuple) else ""
    where = f", {clean(row.place)}" if row.place else ""
    kind, more = words
    return Duty(
        subject,
        f"{capital(kind)} {row.code}{start}{where}: {clean(row.topic or '')}{more}",
        f"{row.code} {row.day:%d.%m}{more}",
        who,
        row.day.date(),
        0,
        (cell,) if cell else (),
        None,
        f"{subject}:{row.code}",
    )
