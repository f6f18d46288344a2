"""Who events are for: the calendars of a workspace, and whom the words of a row mean."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.calendars.calendar_event import EVERYBODY, of_school, of_tutor
from sheets_sync.figures.work import meant_for
from sheets_sync.letters import clean
from sheets_sync.reading.frames import by_code, each
from sheets_sync.tables.kinds.matching import stand_in, stems_of
from sheets_sync.tables.kinds.people import BETWEEN
from sheets_sync.tables.kinds.words import STREAM

_TUTORS = re.compile(r"\b(?:учител\w+-)?тьютор(?:ы|ов|ам|ами)\b", re.IGNORECASE)
"""All of them, not one: «тьюторы по ВПР»."""


@dataclass(frozen=True)
class People:
    """The tutors and schools of a workspace as calendars know them."""

    analysis: Analysis

    @cached_property
    def tutors(self) -> pd.DataFrame:
        """The tutors who work in the school year, by code; a row that does not count too."""
        frame = by_code(self.analysis.shelf.records["tutors"].every)
        year = self.analysis.year.period
        gone = frame["until"].lt(pd.Timestamp(year.start))
        return frame[~gone & ~frame["since"].gt(pd.Timestamp(year.end))]

    @cached_property
    def schools(self) -> Mapping[str, str]:
        """Code → short name of the schools that work."""
        return {row.Index: self._called[row.Index] for row in each(self._schools) if _works(row)}

    @cached_property
    def _schools(self) -> pd.DataFrame:
        return by_code(self.analysis.shelf.records["schools"].every)

    @cached_property
    def _called(self) -> Mapping[str, str]:
        """Every school, closed ones too."""
        return {row.Index: clean(row.name or "") or row.Index for row in each(self._schools)}

    @property
    def zone(self) -> str:
        """By which clock hours are."""
        return self.analysis.workspace.timezone.key

    @cached_property
    def _listed(self) -> frozenset[str]:
        """This year's ШНОР schools."""
        year = str(self.analysis.year)
        official = self.analysis.facts.official or ()
        return frozenset(school for school, of in official if of == year)

    def calendars(self) -> dict[str, str]:
        """Key → name of every calendar: for all, each tutor's, each school's."""
        named = {of_tutor(code): self.tutor(code) for code in self.tutors.index}
        return {EVERYBODY: self.organisation, **named} | {
            of_school(code): name for code, name in self.schools.items()
        }

    @property
    def organisation(self) -> str:
        """Whose calendar that for all is."""
        return clean(self.analysis.workspace.organisation) or "Все события"

    def tutor(self, code: str) -> str:
        """«Фамилия И.О.» of a tutor."""
        return self.analysis.tutor_names.get(code, code)

    def names(self, schools: Iterable[str] | None) -> str:
        """Schools by name, words such as «все ШНОР» as they are."""
        return ", ".join(self._called.get(school, school) for school in schools or ())

    def of_schools(self, schools: Iterable[str] | None) -> Iterator[str]:
        """The calendars of the schools that a cell names or means."""
        said = frozenset(schools or ())
        for code in self.schools if said else ():
            if meant_for(said, code, code in self._listed):
                yield of_school(code)

    def named(self, text: str) -> Iterator[str]:
        """The calendars of the tutors that a text names."""
        find = self.analysis.facts.centre.tutor
        for name in dict.fromkeys(map(clean, (text, *BETWEEN.split(text)))):
            if name and (code := find(name).value) in self.tutors.index:
                yield of_tutor(code)

    def in_group(self, text: str, day: date) -> Iterator[str]:
        """The calendars of the tutors a text means together («тьюторы по ВПР и ОГЭ») who work on
        the day."""
        if not _TUTORS.search(text):
            return
        streams, on = self.analysis.shelf.words.offers(STREAM), pd.Timestamp(day)
        wanted = {one for one in streams if stand_in(stems_of(one), stems_of(text))}
        tutors = self.tutors
        for row in each(tutors[tutors["since"].le(on) & ~tutors["until"].lt(on)]):
            if not wanted or wanted & {*(row.streams or ())}:
                yield of_tutor(row.Index)


def _works(row: Any) -> bool:
    return row.active is not False
