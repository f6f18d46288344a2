"""What people agreed to live with: the tab «Допустимо»."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sheets_sync.checks.remark_lines import lines
from sheets_sync.problems import Accepted, Check, Fault, Problem, Severity, Terms
from sheets_sync.reading.frames import each
from sheets_sync.reading.records import Records


@dataclass(frozen=True, slots=True)
class Sorted:
    """The problems still to be told, those accepted, and what is to be told of «Допустимо»."""

    told: tuple[Problem, ...]
    accepted: tuple[Accepted, ...]
    idle: tuple[Problem, ...]


def sort_out(problems: Sequence[Problem], table: Records, today: date) -> Sorted:
    """The problems with the accepted ones set apart. A number is that of a problem, or of a line
    of them: of all problems of its kind, or of those that are not accepted one by one."""
    rows = list(_rows(table))
    terms = {number: row.terms for row in rows if row.holds(today) for number in row.numbers}
    every = [p for p in problems if p.severity is not Severity.INFO] if rows else []
    silent = {p.id: terms[p.id] for p in every if p.id in terms}
    known = {p.id for p in every}
    for some in (every, [p for p in every if p.id not in silent]):
        for line in lines(some):
            known.add(line.number)
            if line.number in terms:
                silent |= {p.id: terms[line.number] for p in line.problems if p.id not in silent}
    return Sorted(
        tuple(p for p in problems if p.id not in silent),
        tuple(Accepted(p, silent[p.id]) for p in every if p.id in silent),
        tuple(_idle(table, rows, known, today)),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the tab; `clear` is False where its last day can't be read."""

    key: int
    numbers: tuple[str, ...]
    terms: Terms
    clear: bool

    def holds(self, today: date) -> bool:
        """Whether it silences anything on the day, its last day included."""
        return self.clear and (self.terms.until is None or today <= self.terms.until)


def _rows(table: Records) -> Iterator[_Row]:
    for row in each(table.frame) if table.usable else ():
        until = None if pd.isna(row.until) else row.until.date()
        clear = until is not None or not table.value(row.Index, "until")
        yield _Row(row.Index, row.numbers, Terms(row.why, row.who, until), clear)


def _idle(
    table: Records, rows: Iterable[_Row], known: Iterable[str], today: date
) -> Iterator[Problem]:
    """Numbers that are no problem now, and rows whose last day is past."""
    there = frozenset(known)
    for row in rows:
        gone = [number for number in row.numbers if number not in there]
        if gone:
            said = f"такого замечания больше нет: № {', '.join(gone)}"
            fault = Fault.of(Check.ACCEPTED_IDLE, said, "строку можно убрать")
            yield table.problem(row.key, "numbers", fault)
        elif row.clear and not row.holds(today):
            said = f"срок прошёл ({row.terms.until:%d.%m.%Y}): замечание снова в списке"
            fault = Fault.of(Check.ACCEPTED_IDLE, said, "исправьте его или продлите срок")
            yield table.problem(row.key, "until", fault)
