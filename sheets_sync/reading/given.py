"""What a row of Журнал may leave empty, for the consultation it names says it."""

from collections.abc import Sequence
from dataclasses import replace

from sheets_sync.problems import Check, Problem
from sheets_sync.reading.frames import by_code, looked_up
from sheets_sync.reading.records import Records


def filled_in(
    found: Records, problems: Sequence[Problem], schedule: Records
) -> tuple[Records, list[Problem]]:
    """Empty cells with what the row of the same code says; they are missing no more."""
    found = _of_their_days(found, schedule)
    plan = by_code(schedule.frame)
    says = {**plan, "date": plan["new_date"].fillna(plan["date"])}
    frame, cells = found.frame.copy(), set()
    for column in found.table.columns:
        if column.given_by:
            value = looked_up(frame[column.given_by], says[column.name])
            gaps = frame[column.name].isna() & value.notna()
            bare = [key for key in frame.index[gaps] if not found.value(int(key), column.name)]
            frame.loc[bare, column.name] = value[bare]
            cells |= {found.ref(int(key), column.name) for key in bare}
    kept = [p for p in problems if p.check is not Check.CELL_EMPTY or p.cell not in cells]
    return replace(found, frame=frame), kept


def _of_their_days(found: Records, schedule: Records) -> Records:
    """A code that stands for several consultations is that of the row's date."""
    if not schedule.series:
        return found
    frame = found.frame
    code = frame["consultation"].copy()
    ours = frame[code.isin([*schedule.series]) & frame["date"].notna()]
    for key, name, moment in zip(ours.index, ours["consultation"], ours["date"], strict=True):
        code[key] = schedule.series[name].get(moment.date(), name)
    return replace(found, frame=frame.assign(consultation=code))
