"""Who gets a letter: everybody who owes something, what it is, and what is only to be known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Duty, Person, Subject
from sheets_sync.duties.owed import duties
from sheets_sync.duties.staff import Staff
from sheets_sync.letters import fold
from sheets_sync.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody with all that is owed, the most urgent first, and with what is only to be known."""

    person: Person
    duties: tuple[Duty, ...]
    to_know: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """Who it is from run to run."""
        return key_of(self.person)


def key_of(person: Person) -> str:
    """The code of a tutor, else the name."""
    return person.code or fold(person.name)


def addressees(analysis: Analysis) -> tuple[Addressee, ...]:
    """Everybody who owes what is overdue, due within `[remind] days` or to be mended, the most
    urgent first."""
    last = analysis.today + timedelta(days=analysis.workspace.remind.days)
    owed: dict[str, list[Duty]] = {}
    people: dict[str, Person] = {}
    for duty in duties(analysis):
        if duty.late or duty.until is None or duty.until <= last:
            for person in duty.who:
                known = people.setdefault(key_of(person), person)
                people[key_of(person)] = known if known.mail else person
                owed.setdefault(key_of(person), []).append(duty)
    to_know = _to_know(analysis)
    return tuple(
        Addressee(person, tuple(owed[key]), _untold(to_know.get(key, ()), owed[key]))
        for key, person in people.items()
    )


def _to_know(analysis: Analysis) -> dict[str, list[Problem]]:
    """By person the problems that no typing can mend."""
    staff = Staff(analysis)
    found: dict[str, list[Problem]] = {}
    for problem in analysis.problems:
        if not problem.mend and problem.severity is not Severity.INFO:
            for person in staff.owner(problem):
                found.setdefault(key_of(person), []).append(problem)
    return found


def _untold(problems: Iterable[Problem], owed: Iterable[Duty]) -> tuple[Problem, ...]:
    """Those of which no duty tells; a cell may name several subjects that a school waits for."""
    helped = [duty for duty in owed if duty.subject is Subject.HELP]
    told = {(cell, duty.key.rpartition(":")[2]) for duty in helped for cell in duty.cells}
    return tuple(problem for problem in problems if (problem.cell, problem.about) not in told)
