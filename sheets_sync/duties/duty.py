"""A duty: what somebody owes, until when, how late it is and where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sheets_sync.problems import Problem, Severity
from sheets_sync.sheet.cells import CellRef, Place
from sheets_sync.sheet.pieces import Meaning


class Subject(StrEnum):
    """What a duty is about."""

    ROADMAP = "roadmap"
    PLAN = "plan"
    ASSIGNMENT = "assignment"
    REPORT = "report"
    CONSULTATION = "consultation"
    MEETING = "meeting"
    MARK = "mark"
    HELP = "help"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Person:
    """Who owes: `name` as it is shown, `code` of a tutor (else ""), `mail` where it is known."""

    name: str
    code: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is owed: `what` in a sentence, `short` in a list of several of its subject.

    `who` is empty where nobody is known; `late` are the days it is overdue on the report date (0:
    it is not). The first of `cells` is what a link opens; where no cell exists, `place` is the tab
    it belongs in. `key` says what it is, the same from run to run in whatever row it stands;
    `problems` are what a mark or a mend is made of; `late_as` is the figure that `late` is.
    """

    subject: Subject
    what: str
    short: str
    who: tuple[Person, ...]
    until: date | None
    late: int
    cells: tuple[CellRef, ...]
    place: Place | None
    key: str
    problems: tuple[Problem, ...] = ()
    late_as: Meaning | None = None

    @property
    def size(self) -> int:
        """How many of it there are: 26 unmarked consultations."""
        return len(self.problems) or 1

    @property
    def errors(self) -> int:
        """How many of these leave a row or a value out."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)
