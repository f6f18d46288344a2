"""The rows behind the numbers of problems and of rows read, counted, rejected."""

from collections.abc import Callable, Mapping

from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.staff_rows import ERRORS, TO_KNOW, WARNINGS
from sheets_sync.problems import Problem, Severity
from sheets_sync.summary.explain.query import Entry, Left, Query, Source

_KINDS: Mapping[str, Callable[[Problem], bool]] = {
    ERRORS.name: lambda problem: problem.severity is Severity.ERROR,
    WARNINGS.name: lambda problem: problem.mend and problem.severity is Severity.WARNING,
    TO_KNOW.name: lambda problem: not problem.mend and problem.severity is Severity.WARNING,
}
NO_COLUMN = "на листе нет обязательного столбца"


def told(query: Query, one: Measure) -> Source:
    """Every problem of a kind: of one person, or of all."""
    owner = query.key.get("owner")
    found = [
        problem
        for problem in query.analysis.problems
        if _KINDS[one.name](problem) and owner in (None, problem.owner or "")
    ]
    return Source(len(found), None, tuple(map(_entry, found)))


def _entry(problem: Problem) -> Entry:
    cell = problem.cell
    if problem.row and cell:
        return Entry(*problem.row, cell.column)
    where = (cell.row, cell.a1) if cell else (None, None)
    return Entry("", 0, 1, at=(problem.place.book, problem.place.tab, *where))


def rows_of_tab(query: Query, one: Measure) -> Source:
    """The rows of a staff tab (of all tabs for the total) that count, and those that do not."""
    wanted = query.key["tab"]
    inside: list[Entry] = []
    left: list[Left] = []
    for name, records in query.analysis.counted.items():
        for origin in records.origins:
            if wanted not in ("Всего", origin.place.tab):
                continue
            column = min(origin.header.columns.values(), default=1)
            there = set(map(int, origin.keys))
            if records.table.lacking(origin.header.says):
                left += [Left(name, row, column, NO_COLUMN) for row in sorted(there)]
                continue
            inside += [Entry(name, int(r), column) for r in records.frame.index if int(r) in there]
            lost = () if records.rejected is None else records.rejected.index
            left += [f for r in lost if int(r) in there for f in query.faults(name, int(r))]
    tabs = [t for t in query.analysis.tabs if wanted in ("Всего", t.tab)]
    n = sum(getattr(tab, one.name) for tab in tabs)
    shown = () if one.name == "rejected" else tuple(inside)
    return Source(n, None, shown, tuple(left))
