"""Checks of half-year reports against the journal, the directories and their due dates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from sheets_sync.checks.base import WORKS, Setting, check, day, keys, no_day, not_of_this_year
from sheets_sync.checks.execution import IF_RIGHT, OTHER_YEAR
from sheets_sync.figures.measures.reports import OF_WHAT
from sheets_sync.figures.reports import NOT_HANDED_IN, difference, expected_reports
from sheets_sync.letters import plural
from sheets_sync.problems import Check, Fault, Problem, without_cell
from sheets_sync.reading.frames import by_code, each
from sheets_sync.reading.records import Records
from sheets_sync.sheet.cells import Place
from sheets_sync.tables.consultations import JOURNAL, SCHEDULE
from sheets_sync.tables.kinds.people import short_name
from sheets_sync.tables.reports import REPORTS
from sheets_sync.tables.tutors import TUTORS


def _expected(setting: Setting) -> Iterator[Any]:
    """Every report expected in the halves that have begun, with its row's key."""
    reports = setting.facts.reports if setting.facts else None
    yield from () if reports is None else each(reports)


@check(REPORTS, absent=(SCHEDULE, JOURNAL))
def declared_otherwise(reports: Records, setting: Setting) -> Iterator[Problem]:
    """A declared number is not what schedule and journal say."""
    for row in _expected(setting):
        for name, of_what in OF_WHAT.items():
            declared, actual = getattr(row, f"declared_{name}"), getattr(row, f"actual_{name}")
            if apart := difference(row, name):
                said = (
                    f"{of_what} заявлено {declared}, по журналу {actual}, "
                    f"разница {apart:+}".replace("-", "−")
                )
                fix = f"проверьте отчёт или дополните {SCHEDULE.sheet} и {JOURNAL.sheet}"
                yield reports.problem(row.key, name, Fault.of(Check.REPORT_DECLARED, said, fix))


@check(REPORTS, TUTORS, absent=(REPORTS,))
def missing(reports: Records, tutors: Records, setting: Setting) -> Iterator[Problem]:
    """A report that is due has no row; a row that can't be read is listed itself."""
    people = by_code(tutors.frame)
    due = [row for row in _expected(setting) if row.due < setting.now]
    for row in truly_absent(reports, due):
        who = people.loc[row.tutor]
        name = short_name(who["surname"], who["first_name"], who["patronymic"] or "")
        said = f"нет отчёта за {row.half} полугодие: {name} ({row.tutor}), срок был {day(row.due)}"
        fault = Fault.of(Check.REPORT_MISSING, said, "добавьте строку отчёта")
        yield without_cell(home(reports, row.tutor), fault, whose=row.tutor, about=row.half)


def truly_absent(reports: Records, expected: Iterable[Any]) -> Iterator[Any]:
    """Of reports expected those that have no row, and none that can't be read may be theirs."""
    lost = _lost(reports)
    unread = Counter(half for tutor, half in lost if tutor is None)
    absent = [row for row in expected if row.key < 0]
    often = Counter(row.half for row in absent)
    for row in absent:
        if (row.tutor, row.half) not in lost and often[row.half] > unread[row.half]:
            yield row


def _lost(reports: Records) -> list[tuple[str | None, str]]:
    """(tutor, half) of the rejected rows; None for a tutor that can't be read."""
    if reports.rejected is None:
        return []
    pairs = zip(reports.rejected["tutor"], reports.rejected["half"], strict=True)
    return [(t, half) for t, known in pairs for half in ([known] if known else ["I", "II"])]


def home(reports: Records, tutor: str) -> Place:
    """The tab a tutor's reports stand in: where other rows of theirs are, else the first."""
    own = reports.every.index[reports.every["tutor"].eq(tutor)]
    return (reports.origin(int(own[0])) if len(own) else reports.origins[0]).place


@check(REPORTS)
def late(reports: Records, setting: Setting) -> Iterator[Problem]:
    """A report came after its due date, or has not come though it is due."""
    for row in _expected(setting):
        if row.key < 0 or not row.days_late:
            continue
        late_by = plural(int(row.days_late), "день", "дня", "дней")
        days = f"срок был {day(row.due)}, опоздание {late_by}"
        if pd.isna(row.submitted):
            fault = Fault.of(Check.REPORT_OVERDUE, f"не сдан; {days}", "сдайте отчёт")
            yield reports.problem(row.key, "status", fault)
        else:
            fault = Fault.of(Check.REPORT_LATE, f"сдан позже срока; {days}", IF_RIGHT)
            yield reports.problem(row.key, "submitted", fault)


@check(REPORTS)
def handed_in_without_a_date(reports: Records, setting: Setting) -> Iterator[Problem]:
    """A report is there, but nobody wrote since when; or the other way round."""
    frame = reports.frame
    there, dated = frame["status"].ne(NOT_HANDED_IN), frame["submitted"].notna()
    bare = [k for k in keys(frame, there & ~dated) if not reports.value(k, "submitted")]
    fix = f"впишите {REPORTS.head('submitted')}"
    fault = Fault.of(Check.DONE_NO_DATE, "отчёт сдан, а даты сдачи нет", fix)
    yield from (no_day(reports, key, "submitted", fault, setting) for key in bare)
    said = "дата сдачи есть, а статус «не сдан»"
    fault = Fault.of(
        Check.REPORT_STATUS, said, "если отчёт сдан, исправьте статус; если ещё нет — дату"
    )
    yield from reports.problems(keys(frame, ~there & dated), "status", fault)


@check(REPORTS)
def another_year(reports: Records, setting: Setting) -> Iterator[Problem]:
    """A report of this year handed in on a day of another one."""
    frame = reports.frame[reports.frame["year"].eq(str(setting.year))]
    mask = not_of_this_year(setting, frame["submitted"])
    yield from reports.problems(keys(frame, mask), "submitted", OTHER_YEAR)


@check(REPORTS, TUTORS)
def not_working(reports: Records, tutors: Records, setting: Setting) -> Iterator[Problem]:
    """A report of a tutor who did not work in that half: it is in no figure."""
    fault = Fault.of(
        Check.TUTOR_NOT_WORKING,
        "тьютор в этом полугодии не работал, отчёт не учитывается",
        f"проверьте полугодие или {WORKS}",
    )
    this = reports.frame["year"].eq(str(setting.year))
    for half, period in setting.centre.halves.items():
        here = set(expected_reports(tutors.frame, period))
        known = reports.frame["tutor"].isin(tutors.frame["code"])
        rows = this & reports.frame["half"].eq(half) & known
        strange = rows & ~reports.frame["tutor"].isin(here)
        yield from reports.problems(keys(reports.frame, strange), "tutor", fault)


WARNINGS = (
    declared_otherwise,
    missing,
    late,
    handed_in_without_a_date,
    another_year,
    not_working,
)
