"""Cells to mend: a line a person and tab."""

from collections.abc import Iterator, Sequence

from sheets_sync.analysis import Analysis
from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.missing_marks import is_missing_mark
from sheets_sync.duties.staff import Staff, Who
from sheets_sync.letters import capital, few, plural
from sheets_sync.problems import Check, Problem, Severity
from sheets_sync.sheet.cells import Place

_REPORTS = (Check.REPORT_MISSING, Check.REPORT_OVERDUE)
"""Checks whose reports are owed by a day."""
_MOST = 10


def cells_to_mend(analysis: Analysis, staff: Staff) -> Iterator[Duty]:
    """What typing mends, by who can and by tab; errors before warnings."""
    found: dict[tuple[Who, Place], list[Problem]] = {}
    for problem in analysis.problems:
        owed = problem.check in _REPORTS or is_missing_mark(problem)
        if problem.mend and not owed:
            found.setdefault((staff.owner(problem), problem.place), []).append(problem)
    for (who, place), problems in found.items():
        yield _duty(who, place, sorted(problems, key=_errors_first))


def _errors_first(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR


def _duty(who: Who, place: Place, problems: Sequence[Problem]) -> Duty:
    cells = tuple(dict.fromkeys(p.cell for p in problems if p.cell))
    named = few([cell.a1 for cell in cells], "ячейка", "ячейки", "ячеек", _MOST)
    where = f"лист «{place.tab}»" if place.tab else f"книга «{place.shown}»"
    person = who[0].code or who[0].name if who else ""
    errors = sum(p.severity is Severity.ERROR for p in problems)
    return Duty(
        Subject.MEND,
        f"{capital(where)}, {_told(errors, len(problems) - errors)}: "
        f"{named or problems[0].message}",
        f"{place.tab or place.shown} {named}".strip(),
        who,
        None,
        0,
        cells,
        None if cells else place,
        f"{Subject.MEND}:{person}:{place.tab or place.book}",
        tuple(problems),
    )


def _told(errors: int, warnings: int) -> str:
    """«3 ошибки и 1 предупреждение»"""
    told = [plural(errors, "ошибка", "ошибки", "ошибок")] * bool(errors)
    others = plural(warnings, "предупреждение", "предупреждения", "предупреждений")
    return " и ".join([*told, *[others] * bool(warnings)])
