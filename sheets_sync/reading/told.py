"""What a cell tells besides: the day of doing in a state, how many came with the teacher named."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from sheets_sync.letters import plural
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.number import Count
from sheets_sync.tables.kinds.others import others
from sheets_sync.tables.kinds.states import told_day
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.schema import Column


def with_told(found: Records, school_year: int) -> tuple[Records, list[Problem]]:
    """Empty cells filled with what those beside them tell: a day («Выполнено. Справка от
    15.01.2021») is information, a number of people («и ещё 4 педагога») a warning."""
    frame, problems = found.frame, []
    for column in (column for column in found.table.columns if column.told_by):
        if isinstance(column.kind, Count):
            said = dict(_counts(found, column))
            told: dict[int, object] = {key: 1 + n for key, n in said.items() if n is not None}
            problems += [_count_remark(found, column, key, n) for key, n in said.items()]
        else:
            days = dict(_days(found, column, school_year))
            told = {**days}
            problems += [_day_remark(found, column, key, day) for key, day in days.items()]
        if told:
            values = pd.Series(told, dtype=frame[column.name].dtype)
            frame = frame.assign(**{column.name: frame[column.name].fillna(values)})
    return replace(found, frame=frame), problems


def _days(found: Records, column: Column, school_year: int) -> Iterator[tuple[int, date]]:
    """Rows with a state and nothing typed as its day → the day the state tells."""
    frame = found.frame
    own = frame["date"] if column.told_with == "moved" else pd.Series(dtype=object)
    for key in frame.index[frame[column.name].isna() & frame[column.told_by].notna()].tolist():
        if found.value(key, column.name):
            continue
        typed = found.value(key, column.told_by)
        stood = own.get(key)
        was = None if pd.isna(stood) else stood.date()
        day = told_day(typed, school_year, column.told_with, was)
        if day and column.kind.read(day, Context(school_year)).value:
            yield key, day


def _day_remark(found: Records, column: Column, key: int, day: date) -> Problem:
    shown, typed = f"{day:%d.%m.%Y}", quote(found.value(key, column.told_by))
    said = f"из {typed} взята «{column.header}»: {shown}"
    there = column.name in found.origin(key).header.columns
    fix = f"впишите {shown} в столбец «{column.header}»" if there else ""
    fault = Fault.of(Check.DATE_TOLD, said, fix)
    return found.problem(key, column.told_by, fault)


def _counts(found: Records, column: Column) -> Iterator[tuple[int, int | None]]:
    """Rows that name a person and others, with no number typed → how many others; each distinct
    text is looked at once, for a journal is long."""
    for origin in found.origins:
        number = origin.header.columns.get(column.told_by)
        texts = origin.values(number) if number else []
        said = {code: more for code, raw in enumerate(texts)
                if isinstance(raw, str) and (more := others(raw)) and more[0]}  # fmt: skip
        if not number or not said:
            continue
        codes = origin.codes(number)
        hit = np.isin(codes, list(said))
        for key, code in zip(origin.keys[hit].tolist(), codes[hit].tolist(), strict=True):
            if found.frame[column.told_by].get(key) and not found.value(key, column.name):
                yield key, said[code][1]


def _count_remark(found: Records, column: Column, key: int, more: int | None) -> Problem:
    typed = quote(found.value(key, column.told_by))
    if more is None:
        said = f"{typed}: сколько ещё человек, не сказано; посчитан один"
        fix = f"впишите, сколько было всего, в столбец «{column.header}»"
    else:
        people = plural(1 + more, "человек", "человека", "человек")
        said = f"{typed} прочитано как {people}, а «{column.header}» не заполнено"
        fix = f"впишите {1 + more} в столбец «{column.header}»"
    return found.problem(key, column.told_by, Fault.of(Check.COUNT_TOLD, said, fix))
