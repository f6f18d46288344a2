"""Reads the attendance register: one mark a tutor and a meeting."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.problems import Check, Fault, Problem, at_cell
from sheets_sync.reading.filling import is_zero
from sheets_sync.reading.frames import each, looked_up
from sheets_sync.reading.meeting_heads import Heads
from sheets_sync.reading.records import Origin, Records
from sheets_sync.sheet.cells import CellRef
from sheets_sync.tables.kinds.base import Reading
from sheets_sync.tables.kinds.refs import MARK
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.kinds.words import MARK_MEANING


def read_marks(records: Records, heads: Heads) -> tuple[Records, list[Problem]]:
    """The register's cells → `marks` (key, column, meeting, meaning), and what is wrong there."""
    problems: list[Problem] = []
    at: dict[tuple[int, str], int] = {}
    parts = [part for o in records.origins for part in _marks_of(records, o, heads, at, problems)]
    empty = pd.DataFrame(columns=["key", "column", "meeting", "meaning"], dtype=object)
    marks = pd.concat(parts, ignore_index=True) if parts else empty
    marks = best_of_days(marks, heads.running, marks["key"])
    problems += _marked_twice(records, marks)
    headed = sum(1 for o in records.origins for _ in heads.headed(o.tab, o.header))
    return replace(records, marks=marks, heads=at, lost_heads=headed - len(parts)), problems


def _marks_of(
    records: Records,
    origin: Origin,
    heads: Heads,
    at: dict[tuple[int, str], int],
    problems: list[Problem],
) -> Iterator[pd.DataFrame]:
    for column, row, raw in heads.headed(origin.tab, origin.header):
        reading = heads.meeting(raw, origin.tab.date1904)
        if (origin.number, reading.value) in at and reading.value not in heads.running:
            reading = Reading(None, (_twice(reading.value),))
        cell = CellRef(origin.place, row, column)
        problems += [at_cell(cell, fault, show(raw)) for fault in reading.faults]
        if reading.value is not None:
            at.setdefault((origin.number, reading.value), column)
            yield _column_marks(records, origin, column, reading.value, heads, problems)


def best_of_days(
    marks: pd.DataFrame, running: AbstractSet[str], who: "pd.Series[Any]"
) -> pd.DataFrame:
    """Of the meetings that go on for several days one mark a person: who came on one of them
    came."""
    of_several = marks["meeting"].isin(running)
    if not of_several.any():
        return marks
    rank = marks["meaning"].map({what: n for n, what in enumerate(MARK_MEANING.offers)})
    several = marks.assign(who=who, rank=rank)[of_several]
    best = several.sort_values("rank", kind="stable").drop_duplicates(["who", "meeting"])
    return marks[~of_several | marks.index.isin(best.index)]


def _twice(meeting: str) -> Fault:
    said = f"столбец совещания {meeting} встречается второй раз; считается первый"
    return Fault.of(Check.COLUMN_TWICE, said, "решите, какой столбец верен, и переименуйте другой")


def _column_marks(
    records: Records,
    origin: Origin,
    column: int,
    meeting: str,
    heads: Heads,
    problems: list[Problem],
) -> pd.DataFrame:
    codes, values = origin.codes(column), origin.values(column)
    read = {code: MARK.read(values[code], heads.context) for code in np.unique(codes[codes != 0])}
    for code, reading in read.items():
        if reading.value is None and is_zero(values[code]):
            codes = np.where(codes == code, 0, codes)  # a reference to an empty cell
    filled = np.flatnonzero(codes)
    meanings: list[str | None] = []
    for place in filled:
        reading = read[int(codes[place])]
        meanings.append(reading.value)
        key = int(origin.keys[place])
        problems += [records.problem(key, column, fault) for fault in reading.faults]
    data = {"key": origin.keys[filled], "column": column, "meeting": meeting}
    return pd.DataFrame(data | {"meaning": pd.Series(meanings, dtype=object)})


def _marked_twice(records: Records, marks: pd.DataFrame) -> Iterator[Problem]:
    """The same tutor marked for the same meeting in a second book."""
    if len(records.origins) < 2:
        return
    tutor = looked_up(marks["key"], records.frame["tutor"])
    later = marks.assign(tutor=tutor).dropna(subset="tutor").duplicated(["tutor", "meeting"])
    fault = Fault.of(
        Check.REGISTER_MARKED_TWICE,
        "этому тьютору это совещание уже отмечено в другой книге",
        "решите, какая отметка верна, и ставьте её в одной книге",
    )
    for row in each(marks.loc[later[later].index]):
        yield records.problem(int(row.key), int(row.column), fault)
