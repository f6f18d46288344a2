"""Checks of the journal: against the schedule, and of what a row says by itself."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.checks.base import CLOSED, Setting, check, closed_schools, day, keys
from sheets_sync.figures.attendance import PRESENT
from sheets_sync.figures.consultations import effective
from sheets_sync.letters import few, plural
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.frames import by_code, looked_up
from sheets_sync.reading.records import Records, origin_number, sheet_row
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.statuses import ConsultationStatus
from sheets_sync.tables.tutors import TUTORS


@check(JOURNAL)
def in_the_future(journal: Records, setting: Setting) -> Iterator[Problem]:
    """A journal row can't be dated after the report date."""
    frame = journal.frame
    said = f"дата позже отчётной ({day(setting.now)})"
    fault = Fault.of(Check.JOURNAL_FUTURE, said, "исправьте дату")
    late = keys(frame, frame["date"].gt(setting.now))
    yield from journal.problems(late, "date", fault, rejects=True)


@check(JOURNAL, SCHEDULE)
def not_as_scheduled(journal: Records, schedule: Records, setting: Setting) -> Iterator[Problem]:
    """A journal row of a cancelled consultation, of another tutor or another date."""
    frame, plan = journal.frame, by_code(schedule.frame)
    code = frame["consultation"]
    planned = code.isin(plan.index)
    strayed = code.isin([*schedule.series]) & frame["date"].notna()
    status, tutor = looked_up(code, plan["status"]), looked_up(code, plan["tutor"])
    moment = looked_up(code, effective(plan))
    cancelled = planned & status.eq(ConsultationStatus.CANCELLED)
    other_tutor = (
        setting.resolved(TUTORS)
        & planned
        & frame["tutor"].notna()
        & tutor.notna()
        & frame["tutor"].ne(tutor)
        & frame["tutor"].ne(looked_up(code, plan["second"]))
    )
    other_date = planned & frame["date"].notna() & moment.notna() & frame["date"].ne(moment)
    future = frame["date"].gt(setting.now)  # has its own problem
    yield from journal.problems(keys(frame, cancelled), "consultation", _CANCELLED, rejects=True)
    for key in keys(frame, strayed):
        yield journal.problem(key, "date", _not_among(code[key], schedule), rejects=True)
    both = other_tutor & other_date & ~cancelled
    yield from journal.problems(keys(frame, both), "consultation", _ANOTHER, rejects=True)
    for key in keys(frame, other_tutor & ~both & ~cancelled):
        yield journal.problem(key, "tutor", _other_tutor(code[key]), rejects=True)
    for key in keys(frame, other_date & ~both & ~cancelled & ~future):
        yield journal.problem(key, "date", _other_date(code[key], moment[key]), rejects=True)


_CANCELLED = Fault.of(
    Check.JOURNAL_CANCELLED,
    "консультация по графику отменена",
    "проверьте код или исправьте статус в графике",
)
_ANOTHER = Fault.of(
    Check.JOURNAL_ANOTHER,
    "у консультации с этим кодом в графике другой тьютор и другая дата",
    "проверьте код консультации",
)


def _other_tutor(code: str) -> Fault:
    said = f"у консультации {code} в графике другой тьютор"
    return Fault.of(Check.JOURNAL_OTHER_TUTOR, said, "исправьте тьютора или код консультации")


def _other_date(code: str, moment: pd.Timestamp) -> Fault:
    said = f"консультация {code} по графику {day(moment)}"
    return Fault.of(
        Check.JOURNAL_OTHER_DATE, said, "исправьте дату или впишите в график новую дату"
    )


def _not_among(code: str, schedule: Records) -> Fault:
    days = [f"{moment:%d.%m}" for moment in schedule.series[code]]
    said = f"в этот день консультации {code} по графику нет: она {', '.join(days)}"
    return Fault.of(Check.JOURNAL_OTHER_DATE, said, "исправьте дату или код консультации")


@check(JOURNAL, SCHOOLS)
def school_closed(journal: Records, schools: Records, setting: Setting) -> Iterator[Problem]:
    """A journal row of a school that does not work any more."""
    mask = journal.frame["school"].isin(closed_schools(schools))
    yield from journal.problems(keys(journal.frame, mask), "school", CLOSED)


@check(JOURNAL)
def nobody_came(journal: Records, setting: Setting) -> Iterator[Problem]:
    """A row marked as attended says that nobody came: it is no visit."""
    frame = journal.frame
    mask = frame["mark"].isin(PRESENT) & frame["visitors"].eq(0)
    fault = Fault.of(
        Check.JOURNAL_NOBODY,
        "отмечено, что пришли, а в «Количестве» 0: посещением не считается",
        "впишите, сколько человек пришло, или исправьте отметку",
    )
    yield from journal.problems(keys(frame, mask), "visitors", fault)


@check(JOURNAL)
def counted_as_one(journal: Records, setting: Setting) -> Iterator[Problem]:
    """Rows of those who came that name nobody and give no number, each one visit: once a tab."""
    frame = journal.frame
    bare = frame["mark"].isin(PRESENT) & frame["visitors"].isna() & frame["teacher"].isna()
    tabs: dict[int, list[int]] = {}
    for key in keys(frame, bare):
        if not journal.value(key, "visitors"):  # what can't be read is listed itself
            tabs.setdefault(origin_number(key), []).append(key)
    for rows in tabs.values():
        many = plural(len(rows), "строке", "строках", "строках")
        where = few([str(sheet_row(key)) for key in rows], "строка", "строки", "строк")
        said = f"ни имени, ни количества нет в {many} (№ {where}): посчитано по одному человеку"
        fault = Fault.of(Check.COUNT_ONE, said, f"впишите число в {JOURNAL.head('visitors')}")
        yield journal.problem(rows[0], "visitors", fault)


ERRORS = (in_the_future, not_as_scheduled)
WARNINGS = (school_closed, nobody_came, counted_as_one)
