"""Problems as people see them: how many, and which are one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.checks.identity import number
from sheets_sync.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Line:
    """One problem, or several under a number of their own: the same check in one column of one tab
    of one person."""

    problems: tuple[Problem, ...]

    @property
    def number(self) -> str:
        """Of one problem its own, else made of all of theirs: one other, and it is another."""
        if len(self.problems) == 1:
            return self.problems[0].id
        return number(("line", *sorted(problem.id for problem in self.problems)))


def lines(problems: Iterable[Problem]) -> list[Line]:
    """The problems as lines, in the order of the first of each."""
    found: dict[object, list[Problem]] = {}
    for problem in problems:
        found.setdefault(_kind(problem), []).append(problem)
    return [Line(tuple(some)) for some in found.values()]


def _kind(problem: Problem) -> object:
    """What problems of one line have in common; without a cell each is a line of its own."""
    if problem.cell is None:
        return problem.id
    kind = (problem.owner, problem.whose, problem.check, problem.severity)
    return (*kind, problem.place, problem.cell.column)


class Told(NamedTuple):
    """How many problems there are to mend, errors and warnings, and how many to know."""

    errors: int
    warnings: int
    to_know: int


def told(problems: Sequence[Problem]) -> Told:
    """The problems counted; information is none of them."""
    mend = [problem.severity for problem in problems if problem.mend]
    known = sum(p.severity is not Severity.INFO and not p.mend for p in problems)
    return Told(mend.count(Severity.ERROR), mend.count(Severity.WARNING), known)
