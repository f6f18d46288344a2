"""The rows behind half-year reports: the report itself, or the schedule and journal."""

from dataclasses import replace

from sheets_sync.figures.reports import handed_in
from sheets_sync.reading.frames import each
from sheets_sync.summary.explain.consultations import scheduled, visited
from sheets_sync.summary.explain.query import Entry, Query, Source, entries


def reports(query: Query) -> Source:
    """A cell of a report's row, or a total of its half."""
    name, _, what = query.means.field.partition("_")
    if name == "actual":
        return _actual(query, what)
    if name == "difference":
        return _difference(query, what)
    frame = query.facts.reports
    assert frame is not None
    rows = query.where(frame)
    there = [int(key) for key in rows["key"] if key >= 0]
    if query.means.field == "handed_in":
        inside = rows.loc[handed_in(rows), "key"]
        found = entries("reports", "status", there, map(int, inside))
        found += [_no_row(query, tutor) for tutor in rows.loc[rows["key"].lt(0), "tutor"]]
        return Source(len(inside), len(rows), tuple(found), tuple(query.rejected("reports")))
    column = what if name == "declared" else "submitted" if name == "days" else name
    found = entries("reports", column if column != "due" else "half", there, there)
    return Source(_number(query, rows), None, tuple(found), tuple(query.rejected("reports")))


def _no_row(query: Query, tutor: str) -> Entry:
    """A report nobody began: in N, without a row of its own."""
    place = query.analysis.counted["reports"].origins[0].place
    name = query.analysis.tutor_names.get(tutor, tutor)
    return Entry("", 0, 1, False, (place.book, place.tab, None, f"нет строки: {name}"))


def _number(query: Query, rows: object) -> float | None:
    """The figure itself where it is a number; a total is the sum of what is declared."""
    values = [getattr(row, query.means.field, None) for row in each(rows)]  # type: ignore[arg-type]
    numbers = [value for value in values if isinstance(value, int)]
    return sum(numbers) if numbers else None


def _actual(query: Query, what: str) -> Source:
    """Held and unplanned consultations, teachers or schools of the half."""
    period = query.analysis.shelf.halves[query.key["half"]]
    key = {name: value for name, value in query.key.items() if name == "tutor"}
    means = replace(query.means, period=period)
    inner = Query(query.analysis, means, key)
    if what != "consultations":
        return visited(inner, what)
    held, free = scheduled(inner, "held"), visited(inner, "unplanned")
    n = (held.n or 0) + (free.n or 0)
    return Source(n, None, held.entries + free.entries, held.left + free.left)


def _difference(query: Query, what: str) -> Source:
    """The declared cell and what it is compared with."""
    actual = _actual(query, what)
    means = replace(query.means, field=f"declared_{what}")
    declared = reports(Query(query.analysis, means, query.key))
    n = (declared.n or 0) - (actual.n or 0)
    return Source(n, None, declared.entries + actual.entries, actual.left)


def texts(query: Query) -> Source:
    """How many tutors say something: the cells they say it in."""
    column = query.means.figure.removeprefix("reports.")
    rows = list(dict.fromkeys(int(row) for name, row in query.means.key if name == "row"))
    tutors = query.counted("reports").loc[rows, "tutor"].nunique()
    return Source(int(tutors), None, tuple(Entry("reports", row, column) for row in rows))
