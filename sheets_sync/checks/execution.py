"""Checks of what was to be done by when: assignments, individual plans, the road map."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from sheets_sync.checks.base import (
    CLOSED,
    OTHER_SUBJECT,
    Rule,
    Setting,
    check,
    closed_schools,
    keys,
    no_day,
    not_of_this_year,
)
from sheets_sync.figures.execution import DONE, done_early, done_late, in_another_year
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.frames import each, said_of
from sheets_sync.reading.records import Records
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.reports import PLANS
from sheets_sync.tables.roadmap import ROADMAP
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tasks import TASKS
from sheets_sync.tables.tutors import TUTORS


@dataclass(frozen=True, slots=True)
class _Deeds:
    """A table of deeds in its own words: its row, what is done, the header of the date."""

    table: Table
    noun: str

    @property
    def done(self) -> str:
        """«выполнено» or «исполнено»."""
        return next(word for word in DONE if word in self.table.column("status").kind.offers)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules all such tables share."""
        functions = (
            *(_without_a_date, _dated, _in_the_future, _late, _recurring),
            *(_done_in_another_year, _other_term),
        )
        return tuple(check(self.table)(partial(function, self)) for function in functions)


def _without_a_date(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """Done, but nobody wrote when; what is typed there and can't be read is listed itself."""
    frame = records.frame
    mask = frame["status"].eq(deeds.done) & frame["done_on"].isna()
    fix = f"впишите {deeds.table.head('done_on')}"
    fault = Fault.of(Check.DONE_NO_DATE, f"{deeds.done}, а даты нет", fix)
    for key in keys(frame, mask):
        if not records.value(key, "done_on"):
            yield no_day(records, key, "done_on", fault, setting)


def _dated(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """A day of doing beside «в работе»: it would be called overdue. What recurs has been done
    before."""
    frame = records.frame
    begun = frame["status"].isin(_UNFINISHED) & frame["done_on"].le(setting.now)
    head = deeds.table.head("done_on")
    for row in each(frame[begun]):
        if row.due is not None and row.due.recurring:
            continue
        said = f"{head} есть ({_day(row.done_on):%d.%m.%Y}), а статус — «{row.status}»"
        fix = f"если {deeds.done}, исправьте статус; если ещё нет, уберите дату"
        yield records.problem(int(row.Index), "status", Fault.of(Check.DONE_STATUS, said, fix))


_UNFINISHED = ("не начато", "в работе")


def _in_the_future(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """Done on a day that has not come yet."""
    frame = records.frame
    for row in each(frame[frame["status"].eq(deeds.done) & frame["done_on"].gt(setting.now)]):
        said = f"{deeds.done}, а день {_day(row.done_on):%d.%m.%Y} ещё не наступил"
        fix = f"исправьте день; если ещё не {deeds.done}, исправьте статус"
        yield records.problem(int(row.Index), "done_on", Fault.of(Check.DONE_FUTURE, said, fix))


def _late(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """Done after its term."""
    for row in each(records.frame):
        if done_late(row.status, row.due, _day(row.done_on)):
            said = f"{deeds.done} позже срока, срок был {row.due.end:%d.%m.%Y}"
            fault = Fault.of(Check.DONE_LATE, said, IF_RIGHT)
            yield records.problem(int(row.Index), "done_on", fault)


def _recurring(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """One «выполнено» does not finish what recurs to the end of the year."""
    fix = f"ставьте «{deeds.done}» после последнего раза, а пока «в работе»"
    partly = f"{deeds.done.removesuffix('о')}ным частично"
    said = f"{deeds.noun} повторяется до конца учебного года, считается {partly}"
    fault = Fault.of(Check.DONE_RECURRING, said, fix)
    for row in each(records.frame):
        if done_early(row.status, row.due, setting.today):
            yield records.problem(int(row.Index), "status", fault)


def _done_in_another_year(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """Done on a day of another school year: most likely a slip of the pen."""
    mask = not_of_this_year(setting, records.frame["done_on"])
    yield from records.problems(keys(records.frame, mask), "done_on", OTHER_YEAR)


def _other_term(deeds: _Deeds, records: Records, setting: Setting) -> Iterator[Problem]:
    """A term that ends in another school year: the row is in no figure of this one."""
    out = "" if deeds.table is TASKS else ": в показатели этого года не входит"
    said = f"срок вне учебного года {setting.year}{out}"
    fault = Fault.of(Check.TERM_ANOTHER_YEAR, said, "проверьте год в сроке")
    strange = [in_another_year(span, setting.year) for span in records.frame["due"]]
    yield from records.problems(map(int, records.frame.index[strange]), "due", fault)


IF_RIGHT = "если дата верна, исправлять нечего"
OTHER_YEAR: Fault = Fault.of(Check.DATE_ANOTHER_YEAR, "дата другого учебного года", "проверьте год")


def _day(moment: Any) -> date | None:
    return None if pd.isna(moment) else moment.date()


@check(PLANS, TUTORS)
def not_the_tutors_subject(plans: Records, tutors: Records, setting: Setting) -> Iterator[Problem]:
    """A plan in a subject that is not the tutor's."""
    own = said_of(plans.frame["tutor"], tutors.frame, "subject")
    other = own.notna() & own.ne(plans.frame["subject"])
    yield from plans.problems(keys(plans.frame, other), "subject", OTHER_SUBJECT)


@check(PLANS, SCHOOLS)
def plan_for_a_closed_school(
    plans: Records, schools: Records, setting: Setting
) -> Iterator[Problem]:
    """A plan of this year for a school that does not work any more."""
    closed = closed_schools(schools)
    for row in each(plans.frame):
        if row.school in closed and _this_year(row.due, setting):
            yield plans.problem(int(row.Index), "school", CLOSED)


@check(ROADMAP, SCHOOLS)
def item_for_a_closed_school(
    roadmap: Records, schools: Records, setting: Setting
) -> Iterator[Problem]:
    """A road map item of this year for a school that does not work any more."""
    closed = closed_schools(schools)
    for row in each(roadmap.frame):
        if closed & set(row.schools or ()) and _this_year(row.due, setting):
            yield roadmap.problem(int(row.Index), "schools", CLOSED)


def _this_year(span: Any, setting: Setting) -> bool:
    return span is None or span.end is None or span.end in setting.year.period


WARNINGS = (
    *_Deeds(TASKS, "поручение").rules,
    *_Deeds(PLANS, "мероприятие").rules,
    *_Deeds(ROADMAP, "мероприятие").rules,
    not_the_tutors_subject,
    plan_for_a_closed_school,
    item_for_a_closed_school,
)
