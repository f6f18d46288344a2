"""Rows that say several days: a consultation on each of them, or one meeting that goes on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from sheets_sync.letters import fold_code, plural
from sheets_sync.periods import WorkCalendar
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.records import Records, occurrence
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.statuses import ConsultationStatus
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.kinds.times import TIME
from sheets_sync.tables.kinds.weekdays import Days, SeveralDays

_SHOWN = 4


def with_days(found: Records, context: Context) -> Records:
    """The rows of what goes on for several days know all of them (`Records.days`)."""
    return replace(found, days={key: said.days for key, said in _said(found, context)})


def running(found: Records) -> frozenset[str]:
    """The codes of what goes on for several days."""
    return frozenset(found.frame.loc[found.frame.index.isin([*found.days]), "code"].dropna())


def of_each_day(
    found: Records, problems: Sequence[Problem], context: Context, calendar: WorkCalendar
) -> tuple[Records, list[Problem]]:
    """A row that says several days → a row of each working one, with a code of its own: «К-014» of
    17 February is «К-014/17.02», unless a row of that code stands there already."""
    said = dict(_said(found, context))
    found, problems = _with_clocks(found, problems, said, context)
    rejected = {p.row[1] for p in problems if p.rejects and p.row}
    many = [
        _Series(found, key, one, [d for d in one.days if not calendar.day_off(d)] or [*one.days])
        for key, one in said.items()
        if len(one.days) > 1 and key not in rejected
    ]
    if not many:
        return found, [*problems]
    known = {fold_code(code) for code in found.frame["code"].dropna()}
    rest = found.frame.drop(index=[one.key for one in many])
    frame = pd.concat([rest, *(one.rows(known) for one in many)])
    series = {one.code: one.codes for one in many}
    told = (problem for one in many for problem in one.told(context))
    return replace(found, frame=frame, series=series), [*problems, *told]


def up_to(found: Records, today: date) -> Records:
    """«Проведена» said once of several consultations is not said of those still to come."""
    ours = [code for codes in found.series.values() for code in codes.values()]
    frame = found.frame
    early = frame["code"].isin(ours) & frame["date"].gt(pd.Timestamp(today))
    early &= frame["status"].eq(ConsultationStatus.HELD)
    status = frame["status"].mask(early, ConsultationStatus.PLANNED.value)
    return replace(found, frame=frame.assign(status=status)) if early.any() else found


def _said(found: Records, context: Context) -> Iterator[tuple[int, Days]]:
    """The rows whose date names several days, with those."""
    kind = found.table.column("date").kind
    assert isinstance(kind, SeveralDays)
    for origin in found.origins:
        number = origin.header.columns.get("date")
        texts = origin.values(number) if number else ()
        several = {
            code: reading.value
            for code, text in enumerate(texts)
            if isinstance(text, str) and (reading := kind.several(text, context))
        }
        if number and several:
            rows = zip(origin.keys.tolist(), origin.codes(number).tolist(), strict=True)
            yield from ((key, days) for key, code in rows if (days := several.get(code)))


@dataclass(frozen=True, slots=True)
class _Series:
    """A row, and the days a consultation of its own is for."""

    found: Records
    key: int
    said: Days
    days: Sequence[date]

    @property
    def code(self) -> str:
        """What is typed as its code."""
        return str(self.found.frame.at[self.key, "code"])

    @property
    def codes(self) -> Mapping[date, str]:
        """The code of each day."""
        return {day: f"{self.code}/{day:%d.%m}" for day in self.days}

    def rows(self, known: set[str]) -> pd.DataFrame:
        """A row a day, but for days that have a row of their own."""
        own = [(day, c) for day, c in self.codes.items() if fold_code(c) not in known]
        rows = self.found.frame.loc[[self.key] * len(own)]
        return rows.assign(
            code=[code for _, code in own],
            date=pd.Series([day for day, _ in own], dtype=rows["date"].dtype, index=rows.index),
            new_date=pd.Series(pd.NaT, dtype=rows["new_date"].dtype, index=rows.index),
        ).set_axis([self.key + occurrence(number) for number in range(len(own))])

    def told(self, context: Context) -> Iterator[Problem]:
        """What was taken, and a new date that may be of any of them."""
        often = plural(len(self.days), "консультация", "консультации", "консультаций")
        off = [day for day in self.said.days if day not in self.days]
        passed = f"; выходные пропущены: {_shown(off)}" if off else ""
        typed = quote(self.found.value(self.key, "date"))
        said = f"{typed} — это {often}: {_shown(self.days)}{passed}"
        yield self.found.problem(self.key, "date", Fault.of(Check.DATE_SEVERAL, said))
        if self.found.value(self.key, "new_date"):
            said = f"в строке {often}: неясно, какая из них перенесена"
            fix = f"впишите её отдельной строкой с её кодом: {quote(self.codes[self.days[0]])}"
            yield self.found.problem(
                self.key, "new_date", Fault.of(Check.DATE_ONE_OF_SEVERAL, said, fix)
            )


def _shown(days: Sequence[date]) -> str:
    first = ", ".join(f"{day:%d.%m}" for day in days[:_SHOWN])
    return f"{first} … {days[-1]:%d.%m}" if len(days) > _SHOWN else first


def _with_clocks(
    found: Records, problems: Sequence[Problem], said: Mapping[int, Days], context: Context
) -> tuple[Records, list[Problem]]:
    """The time that stands beside the days, in an empty «Начало»; it is missing there no more."""
    starts = {key: TIME.read(one.clock, context).value for key, one in said.items() if one.clock}
    free = {key: start for key, start in starts.items() if start and not found.value(key, "start")}
    if not free:
        return found, [*problems]
    times = found.frame["start"].copy()
    for key, start in free.items():
        times.at[key] = start
    filled = {cell for key in free if (cell := found.ref(key, "start"))}
    kept = [p for p in problems if p.check is not Check.CELL_EMPTY or p.cell not in filled]
    return replace(found, frame=found.frame.assign(start=times)), kept
