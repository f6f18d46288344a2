"""A meeting as the tables tell it: who was invited, who came, who did not, who is unmarked."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.documents.persons import Colleague, Directory, Person
from sheets_sync.errors import UsageError
from sheets_sync.figures.attendance import NOT_INVITED, PRESENT, invited
from sheets_sync.letters import fold_code
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records
from sheets_sync.tables.attendance import MEETINGS
from sheets_sync.tables.kinds.words import STREAM


@dataclass(frozen=True)
class Meeting:
    """One meeting of the workspace and all that the tables say of it."""

    analysis: Analysis
    row: Any
    people: Directory

    @classmethod
    def find(cls, analysis: Analysis, code: str) -> "Meeting":
        """The meeting of a code. Raises UsageError for a code that is none, or a rejected row."""
        meetings = analysis.counted["meetings"]
        for row in each(meetings.frame):
            if fold_code(row.code) == fold_code(code):
                return cls(analysis, row, Directory(analysis))
        for row in each(meetings.every):
            if row.code and fold_code(row.code) == fold_code(code):
                raise UsageError(_rejected(analysis, meetings, int(row.Index), code))
        codes = ", ".join(meetings.frame["code"]) or "ни одного"
        raise UsageError(f"Совещания «{code}» нет на листе {MEETINGS.sheet}; есть: {codes}")

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.row.date.date()  # type: ignore[no-any-return]

    @property
    def days(self) -> tuple[date, ...]:
        """All days of the meeting."""
        known = self.analysis.counted["meetings"].days
        return known.get(int(self.row.Index), (self.day,))

    @property
    def to_come(self) -> bool:
        """Whether it has not been held by the report date."""
        return self.day > self.analysis.today

    @cached_property
    def streams(self) -> tuple[str, ...]:
        """The streams in the order of the invitation; all of them for everybody."""
        asked = self.row.invited or ()
        every = self.analysis.shelf.words.offers(STREAM)
        return every if not asked or "все" in asked else tuple(asked)

    @cached_property
    def states(self) -> pd.DataFrame:
        """Who was invited, in the register's order: tutor, streams, state (None: no mark)."""
        meeting = self.analysis.counted["meetings"].frame.loc[[self.row.Index]]
        pairs = invited(meeting, self.analysis.counted["tutors"].frame)
        states = self.analysis.facts.states
        if states is not None:
            here = states.loc[states["meeting"].eq(self.row.code), ["tutor", "state"]]
            pairs = pairs.merge(here, how="left", on="tutor")
        else:
            pairs = pairs.assign(state=None)
        pairs = pairs[pairs["state"].ne(NOT_INVITED)]
        rows = self.analysis.counted["register"].frame["tutor"]
        place = {tutor: n for n, tutor in reversed(list(enumerate(rows)))}
        order = pairs["tutor"].map(lambda tutor: place.get(tutor, len(place)))
        return pairs.assign(order=order).sort_values("order", kind="stable")

    def of(self, *states: str) -> list[tuple[Colleague, tuple[str, ...]]]:
        """The invited people in one of some states, with the streams they were invited under."""
        rows = self.states[self.states["state"].isin(states)]
        return [(self.people.tutors[row.tutor], row.streams) for row in each(rows)]

    @property
    def present(self) -> list[Colleague]:
        """Who came, remotely or late too."""
        return [person for person, _ in self.of(*PRESENT)]

    @cached_property
    def absent(self) -> dict[str, list[Colleague]]:
        """Who did not come, with reason or without, by the first stream they were invited under."""
        groups: dict[str, list[Colleague]] = {stream: [] for stream in self.streams}
        for person, own in self.of("уважительная", "без причины"):
            first = next(stream for stream in self.streams if stream in own)
            groups[first].append(person)
        return {stream: found for stream, found in groups.items() if found}

    @cached_property
    def unmarked(self) -> list[Colleague]:
        """Whose cell in the register is empty or unreadable."""
        rows = self.states[self.states["state"].isna()]
        return [self.people.tutors[row.tutor] for row in each(rows)]

    @cached_property
    def guests(self) -> list[Person]:
        """«Приглашённые»: people who are no tutors; never among those present."""
        typed = self.analysis.counted["meetings"].value(self.row.Index, "guests")
        lines = typed.replace(";", "\n").splitlines()  # a comma stands before a post
        return [self.people.person(line) for line in lines if line.strip()]


def _rejected(analysis: Analysis, meetings: Records, key: int, code: str) -> str:
    why = [p.sentence() for p in analysis.every_problem if p.row == ("meetings", key) and p.rejects]
    return f"Совещание «{code}» не учтено. {' '.join(why[:2])}"
