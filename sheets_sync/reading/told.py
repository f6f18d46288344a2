"""The day of doing that a state tells («Выполнено. Справка от 15.01.2021») where it has no cell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records
from sheets_sync.tables.kinds.states import told_day
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.schema import Column


def with_told_days(found: Records, school_year: int) -> tuple[Records, list[Problem]]:
    """Empty dates filled with those that the states beside them tell; each is information."""
    frame, problems = found.frame, []
    for column in (column for column in found.table.columns if column.told_by):
        told = dict(_told(found, column, school_year))
        if told:
            days = pd.Series(told, dtype=frame[column.name].dtype)
            frame = frame.assign(**{column.name: frame[column.name].fillna(days)})
            problems += [_remark(found, column, key, day) for key, day in told.items()]
    return replace(found, frame=frame), problems


def _told(found: Records, column: Column, school_year: int) -> Iterator[tuple[int, date]]:
    """Rows with a state and nothing typed as its day → the day the state tells."""
    frame = found.frame
    for key in frame.index[frame[column.name].isna() & frame[column.told_by].notna()].tolist():
        if found.value(key, column.name):
            continue
        if day := told_day(found.value(key, column.told_by), school_year):
            yield key, day


def _remark(found: Records, column: Column, key: int, day: date) -> Problem:
    shown, typed = f"{day:%d.%m.%Y}", quote(found.value(key, column.told_by))
    said = f"из {typed} взята «{column.header}»: {shown}"
    fault = Fault.of(Check.DATE_TOLD, said, f"впишите {shown} в столбец «{column.header}»")
    return found.problem(key, column.told_by, fault)
