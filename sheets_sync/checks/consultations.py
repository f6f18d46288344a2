"""Checks of the schedule and the journal, and between them."""

from collections.abc import Iterator, Mapping

import pandas as pd

from sheets_sync.checks.attendance import backwards
from sheets_sync.checks.base import (
    CLOSED,
    OTHER_SUBJECT,
    WORKS,
    Setting,
    check,
    closed_schools,
    day,
    day_off,
    days_off,
    keys,
    no_day,
)
from sheets_sync.checks.coverage import risk_without_help
from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.consultations import effective, unmarked
from sheets_sync.letters import plural
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.frames import by_code, said_of
from sheets_sync.reading.records import Records
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE, UNPLANNED
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.statuses import ConsultationStatus
from sheets_sync.tables.tutors import TUTORS


@check(SCHEDULE)
def held_in_the_future(schedule: Records, setting: Setting) -> Iterator[Problem]:
    """A consultation that has not come yet can't be held."""
    frame = schedule.frame
    early = frame["status"].eq(ConsultationStatus.HELD) & effective(frame).gt(setting.now)
    said = f"отмечена как проведённая, а дата позже отчётной ({day(setting.now)})"
    fault = Fault.of(Check.CONSULTATION_HELD_EARLY, said, "исправьте дату или статус")
    yield from schedule.problems(keys(frame, early), "status", fault, rejects=True)


@check(SCHEDULE)
def ends_before_start(schedule: Records, setting: Setting) -> Iterator[Problem]:
    """A consultation ends before it begins."""
    yield from backwards(schedule)


@check(SCHEDULE)
def on_a_day_off(schedule: Records, setting: Setting) -> Iterator[Problem]:
    """A consultation on a Sunday or a public holiday."""
    frame = schedule.frame[schedule.frame["status"].ne(ConsultationStatus.CANCELLED)]
    moved = frame["new_date"].notna()
    yield from _off(schedule, frame[~moved], "date", setting)
    yield from _off(schedule, frame[moved], "new_date", setting)


@check(JOURNAL)
def unplanned_on_a_day_off(journal: Records, setting: Setting) -> Iterator[Problem]:
    """An unplanned consultation on a Sunday or a public holiday."""
    frame = journal.frame[journal.frame["consultation"].eq(UNPLANNED)]
    yield from _off(journal, frame, "date", setting)


def _off(records: Records, frame: pd.DataFrame, column: str, setting: Setting) -> Iterator[Problem]:
    for moment, why in days_off(frame[column], setting.centre.calendar).items():
        same = keys(frame, frame[column].eq(moment))
        yield from records.problems(same, column, day_off(moment, why))


@check(SCHEDULE, TUTORS)
def tutor_not_working(schedule: Records, tutors: Records, setting: Setting) -> Iterator[Problem]:
    """A consultation of a tutor who does not work on that day."""
    frame = schedule.frame[schedule.frame["status"].ne(ConsultationStatus.CANCELLED)]
    yield from _not_working(schedule, frame, effective(frame), tutors)


@check(JOURNAL, TUTORS)
def unplanned_tutor_not_working(
    journal: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """An unplanned consultation of a tutor who does not work on that day."""
    frame = journal.frame[journal.frame["consultation"].eq(UNPLANNED)]
    yield from _not_working(journal, frame, frame["date"], tutors)


def _not_working(
    records: Records, frame: pd.DataFrame, days: "pd.Series[pd.Timestamp]", tutors: Records
) -> Iterator[Problem]:
    early = days.lt(said_of(frame["tutor"], tutors.frame, "since"))
    late = days.gt(said_of(frame["tutor"], tutors.frame, "until"))
    fault = Fault.of(
        Check.TUTOR_NOT_WORKING,
        "тьютор в этот день не работал",
        f"проверьте дату или {WORKS}",
    )
    yield from records.problems(keys(frame, early | late), "tutor", fault)


@check(SCHEDULE, TUTORS)
def not_the_tutors_stream(
    schedule: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """A consultation in a stream that is not the tutor's."""
    own = by_code(tutors.frame)["streams"].to_dict()
    frame = schedule.frame
    fault = Fault.of(
        Check.TUTOR_STREAM,
        "у тьютора нет такого направления",
        f"проверьте направление или {TUTORS.head('streams')} на листе {TUTORS.sheet}",
    )
    for key, tutor, stream in zip(frame.index, frame["tutor"], frame["stream"], strict=True):
        if tutor in own and stream not in own[tutor]:
            yield schedule.problem(int(key), "stream", fault)


@check(SCHEDULE, TUTORS)
def not_the_tutors_subject(
    schedule: Records, tutors: Records, setting: Setting
) -> Iterator[Problem]:
    """A consultation in a subject that is not the tutor's."""
    own = said_of(schedule.frame["tutor"], tutors.frame, "subject")
    other = own.notna() & own.ne(schedule.frame["subject"])
    yield from schedule.problems(keys(schedule.frame, other), "subject", OTHER_SUBJECT)


@check(SCHEDULE)
def unmarked_alone(schedule: Records, setting: Setting) -> Iterator[Problem]:
    """Where there is no journal, what the schedule alone says of `not_marked`."""
    if not setting.resolved(JOURNAL):
        yield from _not_marked(schedule, {}, setting)


@check(SCHEDULE, JOURNAL)
def not_marked(schedule: Records, journal: Records, setting: Setting) -> Iterator[Problem]:
    """A consultation was moved to no day, or is still «запланирована» days after its date, or
    though people are entered in the journal (in a row that is rejected too)."""
    yield from _not_marked(schedule, _entered(journal.every), setting)


def _not_marked(schedule: Records, came: Mapping[str, int], setting: Setting) -> Iterator[Problem]:
    yield from _moved_nowhere(schedule, came, setting)
    yield from _overdue_mark(schedule, came, setting)


def _moved_nowhere(
    schedule: Records, came: Mapping[str, int], setting: Setting
) -> Iterator[Problem]:
    frame = schedule.frame
    mask = frame["status"].eq(ConsultationStatus.MOVED) & frame["new_date"].isna()
    fix = "впишите новую дату или поставьте «отменена»"
    for key in keys(frame, mask):
        if not schedule.value(key, "new_date"):
            said, way = "перенесена, а новой даты нет", fix
            if people := came.get(frame["code"][key]):
                said, way = f"{said}, и {_in_journal(people)}", f"{_HELD} или {fix}"
            fault = Fault.of(Check.CONSULTATION_NO_NEW_DATE, said, way)
            yield no_day(schedule, key, "new_date", fault, setting)


def _overdue_mark(
    schedule: Records, came: Mapping[str, int], setting: Setting
) -> Iterator[Problem]:
    frame = schedule.frame
    moved = frame["status"].eq(ConsultationStatus.MOVED)
    again = moved & frame["new_date"].notna()  # without one is another problem
    past = unmarked(frame, setting.today, setting.centre.overdue_days)
    waiting = unmarked(frame, setting.today, -1) & frame["code"].isin([*came])
    for key in keys(frame, (past | waiting) & (again | ~moved)):
        fault = _MOVED_AND_PAST if again[key] else _NO_MARK
        if people := came.get(frame["code"][key]):
            fault = _entered_and_unmarked(people, frame["status"][key])
        yield schedule.problem(key, "status", fault)


_NO_MARK = Fault.of(
    Check.CONSULTATION_OVERDUE,
    "дата прошла, а отметки о проведении нет",
    "поставьте «проведена», «не состоялась», «перенесена» или «отменена»",
)
_MOVED_AND_PAST = Fault.of(
    Check.CONSULTATION_OVERDUE,
    "новая дата тоже прошла, а отметки о проведении нет",
    "поставьте «проведена», «не состоялась» или «отменена», или впишите ещё одну новую дату",
)
_HELD = "если она прошла, поставьте «проведена»"


def _entered(journal: pd.DataFrame) -> Mapping[str, int]:
    """How many people the journal says came, by the code of the consultation; none for nobody."""
    rows = journal[journal["mark"].isin(PRESENT)]
    people = rows["visitors"].fillna(1).groupby(rows["consultation"]).sum()
    return {str(code): int(came) for code, came in people[people.gt(0)].items()}


def _in_journal(people: int) -> str:
    return f"в журнале есть пришедшие: {plural(people, 'человек', 'человека', 'человек')}"


def _entered_and_unmarked(people: int, status: str) -> Fault:
    said = f"{_in_journal(people)}, а статус — «{status}»"
    fix = f"{_HELD}; если нет, проверьте код и отметки в строках журнала"
    return Fault.of(Check.CONSULTATION_OVERDUE, said, fix)


@check(SCHEDULE, JOURNAL, absent=(JOURNAL,))
def held_without_journal(
    schedule: Records, journal: Records, setting: Setting
) -> Iterator[Problem]:
    """A consultation is held, but the journal has no row of it (a rejected row is one)."""
    frame = schedule.frame
    there = journal.every["consultation"]
    mask = frame["status"].eq(ConsultationStatus.HELD) & ~frame["code"].isin(there)
    fault = Fault.of(
        Check.CONSULTATION_NO_JOURNAL,
        "проведена, а в журнале нет ни одной строки",
        f"заполните {JOURNAL.sheet} или исправьте статус",
    )
    yield from schedule.problems(keys(frame, mask), "status", fault)


@check(SCHEDULE, JOURNAL)
def failed_but_attended(schedule: Records, journal: Records, setting: Setting) -> Iterator[Problem]:
    """A consultation did not take place, but the journal says who came."""
    rows = journal.frame[journal.frame["mark"].isin(PRESENT)]
    came = rows["visitors"].fillna(1).groupby(rows["consultation"]).sum().to_dict()
    frame = schedule.frame
    failed = frame["status"].eq(ConsultationStatus.FAILED)
    for key, code in zip(keys(frame, failed), frame.loc[failed, "code"], strict=True):
        if people := int(came.get(code, 0)):
            said = f"не состоялась, а {_in_journal(people)}"
            fix = f"{_HELD}; если нет, проверьте код и отметки в строках журнала"
            fault = Fault.of(Check.CONSULTATION_FAILED_ATTENDED, said, fix)
            yield schedule.problem(key, "status", fault)


@check(SCHEDULE, SCHOOLS)
def closed_school_invited(
    schedule: Records, schools: Records, setting: Setting
) -> Iterator[Problem]:
    """A school is invited that does not work any more."""
    closed = closed_schools(schools)
    for key, codes in zip(schedule.frame.index, schedule.frame["schools"], strict=True):
        if closed & set(codes or ()):
            yield schedule.problem(int(key), "schools", CLOSED)


ERRORS = (held_in_the_future,)
WARNINGS = (
    ends_before_start,
    on_a_day_off,
    unplanned_on_a_day_off,
    tutor_not_working,
    unplanned_tutor_not_working,
    not_the_tutors_stream,
    not_the_tutors_subject,
    unmarked_alone,
    not_marked,
    held_without_journal,
    failed_but_attended,
    closed_school_invited,
    risk_without_help,
)
