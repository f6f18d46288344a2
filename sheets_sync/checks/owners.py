"""Whose a problem is: who can really mend it, or help."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sheets_sync.checks.keepers import Keepers
from sheets_sync.problems import Check, Problem
from sheets_sync.reading.frames import by_code
from sheets_sync.reading.records import Records

_WORK_DAYS = Check.TUTOR_NOT_WORKING
"""Its fix is typed into Справочники, wherever it is found."""


@dataclass(frozen=True, slots=True)
class People:
    """Who there is: the names of the tutors (code → name), who of them has left, who answers for
    the schools, and the keepers of the books by name."""

    names: Mapping[str, str]
    gone: frozenset[str]
    schools: Keepers
    keepers: Mapping[str, str]


def gone_by(tutors: pd.DataFrame, today: date) -> frozenset[str]:
    """The tutors whose last day of work is past."""
    known = by_code(tutors)
    return frozenset(known.index[known["until"].lt(pd.Timestamp(today))])


def owners(
    problems: Sequence[Problem], records: Mapping[str, Records], people: People
) -> Iterator[tuple[str | None, str | None]]:
    """Whose each problem is, by name, and the code where it is a tutor's: in a tutor's tab the
    row's tutor, else the keeper of the book; nobody who has left."""
    tutors, schools = _in_rows(problems, records, "tutor"), _in_rows(problems, records, "school")
    directory = (people.keepers.get(origin.place.book) for origin in records["tutors"].origins)
    of_tutors = next(directory, None)
    for problem in problems:
        code, other = problem.whose, people.keepers.get(problem.place.book)
        if problem.row and records[problem.row[0]].table.owned_by_tutor:
            code = tutors.get(problem.row)
        if problem.check is Check.SHNOR_NO_HELP and problem.row:
            pair = (schools.get(problem.row) or "", problem.about or "")
            code = next(iter(people.schools.teaching.get(pair, ())), None)
            other = people.schools.curators.get(pair[0]) or other
        if problem.check is _WORK_DAYS and of_tutors:
            code, other = None, of_tutors
        acts = code in people.names and code not in people.gone
        yield (people.names[code], code) if code and acts else (other, None)


def _in_rows(
    problems: Sequence[Problem], records: Mapping[str, Records], column: str
) -> dict[tuple[str, int], str]:
    """What a column says of the rows that have problems; looked for once a table."""
    keys: dict[str, set[int]] = {}
    for problem in problems:
        if problem.row and column in records[problem.row[0]].frame:
            keys.setdefault(problem.row[0], set()).add(problem.row[1])
    return {
        (table, key): value
        for table, wanted in keys.items()
        for key, value in records[table].read_at(wanted, column)
    }
