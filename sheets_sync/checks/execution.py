"""Checks of what was to be done by when: assignments, individual plans, the road map."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.checks.base import (
    CLOSED,
    Rule,
    Setting,
    by_code,
    check,
    closed_schools,
    keys,
    not_of_this_year,
    warning,
)
from sheets_sync.frames import each, looked_up
from sheets_sync.kinds.base import Fault
from sheets_sync.problems import Problem
from sheets_sync.records import Records
from sheets_sync.schema import Table
from sheets_sync.stats.execution import DONE, done_early, done_late
from sheets_sync.tables.attendance import TASKS
from sheets_sync.tables.directories import SCHOOLS, TUTORS
from sheets_sync.tables.reports import PLANS
from sheets_sync.tables.roadmap import ROADMAP


def _rules(table: Table, noun: str) -> tuple[Rule, ...]:
    """The rules of one table of deeds; `noun` is what its row is called."""
    done = next(word for word in DONE if word in table.column("status").kind.offers)
    dated = table.column("done_on").header

    def without_a_date(records: Records, setting: Setting) -> Iterator[Problem]:
        """Done, but nobody wrote when; what is typed there and can't be read is listed itself."""
        frame = records.frame
        mask = frame["status"].eq(done) & frame["done_on"].isna()
        fault = warning("done.no_date", f"{done}, а даты нет", f"впишите «{dated}»")
        bare = [key for key in keys(frame, mask) if not records.value(key, "done_on")]
        yield from records.problems(bare, "done_on", fault)

    def late(records: Records, setting: Setting) -> Iterator[Problem]:
        """Done after its term."""
        for row in each(records.frame):
            if done_late(row.status, row.due, _day(row.done_on)):
                said = f"{done} позже срока ({row.due.end:%d.%m.%Y})"
                fault = warning("done.late", said, "проверьте дату и срок")
                yield records.problem(int(row.Index), "done_on", fault)

    def recurring(records: Records, setting: Setting) -> Iterator[Problem]:
        """One «выполнено» does not finish what recurs to the end of the year."""
        fix = f"ставьте «{done}» после последнего раза, а пока «в работе»"
        said = f"{noun} повторяется до конца учебного года, считается выполненным частично"
        fault = warning("done.recurring", said, fix)
        for row in each(records.frame):
            if done_early(row.status, row.due, setting.today):
                yield records.problem(int(row.Index), "status", fault)

    def another_year(records: Records, setting: Setting) -> Iterator[Problem]:
        """Done on a day of another school year: most likely a slip of the pen."""
        mask = not_of_this_year(setting, records.frame["done_on"])
        yield from records.problems(keys(records.frame, mask), "done_on", OTHER_YEAR)

    functions = (without_a_date, late, recurring, another_year)
    return tuple(check(table)(function) for function in functions)


OTHER_YEAR: Fault = warning(
    "date.another_year", "дата вне учебного года рабочей папки", "проверьте год"
)


def _day(moment: Any) -> date | None:
    return None if pd.isna(moment) else moment.date()


@check(PLANS, TUTORS)
def not_the_tutors_subject(plans: Records, tutors: Records, setting: Setting) -> Iterator[Problem]:
    """A plan in a subject that is not the tutor's."""
    own = looked_up(plans.frame["tutor"], by_code(tutors.frame)["subject"])
    fault = warning(
        "tutor.subject",
        "тьютор ведёт другой предмет",
        "проверьте предмет или «Предмет» на листе «Тьюторы»",
    )
    other = own.notna() & own.ne(plans.frame["subject"])
    yield from plans.problems(keys(plans.frame, other), "subject", fault)


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
    *_rules(TASKS, "поручение"),
    *_rules(PLANS, "мероприятие"),
    *_rules(ROADMAP, "мероприятие"),
    not_the_tutors_subject,
    plan_for_a_closed_school,
    item_for_a_closed_school,
)
