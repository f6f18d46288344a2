"""What earlier runs saw of the problems: since when each is there, and which are gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sheets_sync.problems import Problem, Severity

WEEK = timedelta(days=7)
_KEPT = timedelta(days=60)
"""So long a problem that is gone is remembered: should it come back, it is no new one."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the last summary knew. `since` is the day each of its problems (by id) was first seen,
    `gone` the same day and the one it was gone by, `to_know` those of both that no typing mends;
    `began` is the first day of all, `print` the fingerprint of the last row of «История». Nothing
    known: everything is seen for the first time."""

    began: date | None = None
    since: Mapping[str, date] = field(default_factory=dict)
    gone: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    to_know: frozenset[str] = frozenset()
    print: str = ""

    def first(self, number: str, today: date) -> date:
        """The day a problem was first seen."""
        first, last = self.gone.get(number, (today, today))
        known = self.since.get(number) or (first if today - last <= _KEPT else today)
        return min(known, today)

    def then(self, problems: Iterable[Problem], today: date, row: str) -> "Past":
        """What the next run is to know; `row` is the fingerprint of the last row of «История»."""
        told = [problem for problem in problems if problem.severity is not Severity.INFO]
        now = {problem.id: self.first(problem.id, today) for problem in told}
        lost = {number: (day, today) for number, day in self.since.items() if number not in now}
        gone = {
            number: days
            for number, days in (*self.gone.items(), *lost.items())
            if number not in now and today - days[1] <= _KEPT
        }
        to_know = {problem.id for problem in told if not problem.mend}
        to_know |= self.to_know & gone.keys()
        return Past(min(self.began or today, today), now, gone, frozenset(to_know), row)

    def moves(self, problems: Iterable[Problem], every: Iterable[Problem]) -> tuple[int, int, int]:
        """How many problems to mend are new since the last summary, mended, and left; of `every`
        problem those accepted are not told, and not mended either."""
        before = self.since.keys() - self.to_know
        told = {problem.id for problem in problems if problem.mend}
        there = {problem.id for problem in every}
        return len(told - before), len(before - there), len(told & before)

    def week(
        self, problems: Iterable[Problem], every: Iterable[Problem], today: date
    ) -> tuple[int, int]:
        """How many problems to mend are new within the last seven days, and how many were mended;
        of the first day of all nothing is new."""
        now = self.then(every, today, "")
        first = max(today - WEEK, now.began or today)
        new = [one.id for one in problems if one.mend and now.first(one.id, today) > first]
        mended = [number for number, (_, day) in now.gone.items() if first < day <= today]
        return len(new), len({*mended} - now.to_know)


NOTHING_KNOWN = Past()
