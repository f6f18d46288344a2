"""What every section of the analytic note is written from: the days, their facts and figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.days import Days, days_of
from sheets_sync.documents.sentences import few
from sheets_sync.documents.subject import Request
from sheets_sync.figures.catalogue import figures_of
from sheets_sync.figures.events import Facts
from sheets_sync.figures.totals import Numbers, totals
from sheets_sync.periods import Period, month_before, month_of
from sheets_sync.tables.kinds.sides import side_name
from sheets_sync.tables.schema import Table


@dataclass(frozen=True)
class Note:
    """An analysis and what is asked of it; figures are those of `facts`."""

    analysis: Analysis
    request: Request

    def side(self, side: str) -> str:
        """How a side of the road map is named."""
        return side_name(side, self.analysis.workspace.our_name)

    @property
    def whole_year(self) -> bool:
        """Whether no days were asked for: the school year up to the report date."""
        return not self.request.options.keys() & {"month", "half"}

    @cached_property
    def days(self) -> Days:
        """The days the note is about."""
        return days_of(self.analysis, self.request)

    @cached_property
    def facts(self) -> Facts:
        """The facts of these days; of the whole year, what is due later too."""
        return self.analysis.facts if self.whole_year else self.days.facts(self.analysis)

    @cached_property
    def figures(self) -> Mapping[str, pd.DataFrame]:
        """The figure tables of these days."""
        return self.analysis.figures if self.whole_year else figures_of(self.facts)

    @cached_property
    def numbers(self) -> Numbers:
        """The totals of these days."""
        return totals(self.facts)

    @cached_property
    def before(self) -> Days | None:
        """The month or half before these days, if the school year has one."""
        if "month" in self.request.options:
            earlier = month_before(self.days.period.start)
            known = earlier.start in self.analysis.year.period
            asked = {"month": f"{earlier.start:%Y-%m}"}
        else:
            known, asked = self.days.half == "II", {"half": "I"}
        return days_of(self.analysis, asked) if known else None

    @cached_property
    def coming(self) -> Period:
        """The days to plan for: the next month or half; else what is left of this half."""
        year, halves = self.analysis.year.period, self.analysis.shelf.halves
        after = self.days.period.end + timedelta(days=1)
        if "month" in self.request.options:
            return month_of(after)
        if self.days.half:
            return halves["II"] if self.days.half == "I" else Period(after, year.end)
        ends = [half.end for half in halves.values() if half.end >= self.analysis.today]
        return Period(self.analysis.today, min([*ends, year.end]))

    @cached_property
    def half(self) -> str:
        """The half whose reports the note is about; "" for a month in which none are due.

        Of the whole year: the last half whose reports are due, else the first.
        """
        due = self.analysis.shelf.due
        if self.whole_year:
            come = [half for half, day in due.items() if day <= self.analysis.today]
            return come[-1] if come else "I"
        if self.days.half:
            return self.days.half
        return next((half for half, day in due.items() if day in self.days.period), "")

    def rows(self, table: str) -> pd.DataFrame:
        """The counted rows of a staff tab."""
        return self.analysis.counted[table].frame

    def behind(self, table: str, events: pd.DataFrame) -> pd.DataFrame:
        """The staff's rows behind events, with what they lack beside: overdue, days, date."""
        rows = self.rows(table)
        return events[events.columns.difference(rows.columns)].join(rows, how="left")

    def tutor(self, code: str) -> str:
        """How a tutor is named."""
        return self.analysis.tutor_names.get(code, code)

    def tutors(self, codes: Iterable[str], most: int = 8) -> str:
        """«: Белов П.И., Зимина О.Ю.» in the order of names; nobody is named with --public."""
        names = sorted(self.tutor(code) for code in dict.fromkeys(codes))
        return "" if self.request.public or not names else f": {few(names, most)}"

    @cached_property
    def _schools(self) -> dict[str, str]:
        frame = self.analysis.counted["schools"].every
        return {c: n or c for c, n in zip(frame["code"], frame["name"], strict=True) if c}

    def school(self, code: str) -> str:
        """How a school is named."""
        return self._schools.get(code, code)


Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the note: its name among the tags, its heading, the staff tabs it can't do
    without, and what writes it (None: these days it has nothing to be about)."""

    name: str
    heading: str
    needs: tuple[Table, ...]
    write: Callable[[Note], Values | None]


def not_begun(note: Note) -> Iterator[str]:
    """Why a paper of what was done can't be made yet."""
    if note.days.period.start > note.analysis.today:
        yield f"период ещё не начался: первый день — {digits(note.days.period.start)}"


def digits(day: date | pd.Timestamp | None) -> str:
    """«18.02.2021», or nothing."""
    return "" if day is None or pd.isna(day) else f"{day:%d.%m.%Y}"
