"""The rows behind results of tests and exams, signs of low results, and the work beside them."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.figures.alike import names_subject
from sheets_sync.figures.events import needed
from sheets_sync.figures.measures.declared import GRADES, Measure
from sheets_sync.figures.measures.results import PRINTED_FROM
from sheets_sync.figures.results import COMPARED, KEYS, before, weak, weak_twice
from sheets_sync.figures.results import results as summed
from sheets_sync.figures.work import about, meant_for
from sheets_sync.reading.frames import each
from sheets_sync.summary.explain.query import Entry, Left, Query, Source, entries

EARLIER = "считается последний сезон этого учебного года"
FEW = f"писали меньше {PRINTED_FROM}"


def results(query: Query, one: Measure) -> Source:
    """A rate of a school's or the municipality's row."""
    rows = _rows(query)
    n = one.points(rows[list(GRADES)].sum())
    whole = int(rows["n"].sum()) if one.whole else None
    found = tuple(entries("results", "tested", rows.index, rows.index))
    return Source(n, whole, found, (*_earlier(query), *query.rejected("results")))


def _earlier(query: Query) -> Iterator[Left]:
    """Rows of the key that were written in an earlier season than the last of their year."""
    rows = query.told("results", query.counted("results"))
    inside = needed(query.facts.results).index
    for row in query.where(rows).index.difference(inside):
        yield Left("results", int(row), "season", EARLIER)


def _rows(query: Query) -> pd.DataFrame:
    events = needed(query.facts.results)
    return query.where(events)


def two_years(query: Query, one: Measure) -> Source:
    """A change: the rows of both years."""
    rows = _rows(query)
    key = {**query.key, "year": before(query.key["year"])}
    earlier = _rows(Query(query.analysis, query.means, key))
    both = pd.concat([rows, earlier])
    points = 100 * (_share2(rows) - _share2(earlier))
    found = entries("results", "tested", both.index, rows.index)
    return Source(points, None, tuple(found), tuple(query.rejected("results")))


def _share2(rows: pd.DataFrame) -> float:
    return float(rows["n2"].sum() / rows["n"].sum())


def listed(query: Query, one: Measure) -> Source:
    """The row of the official list."""
    rows = query.where(query.counted("shnor"))
    found = entries("shnor", "listed", rows.index, rows.index[rows["listed"].eq(True)])
    return Source(len(rows), None, tuple(found), tuple(query.rejected("shnor")))


def weak_procedures(query: Query, one: Measure) -> Source:
    """The weak procedures behind a sign, or among all that are printed."""
    school, year = query.key["school"], query.key["year"]
    events = needed(query.facts.results)
    own = events[events["school"].eq(school)]
    table = summed(own, KEYS)
    this = table["year"].eq(year)
    chosen, printed = table[_meant(table, one.name) & this], table[_meant(table, one.whole) & this]
    inside = _rows_of(own, chosen)
    if one.name == "r2":
        inside += _rows_of(own, chosen.assign(year=before(year)))
    shown = _rows_of(own, printed) if one.whole else inside
    left = [Left("results", row, "tested", FEW) for row in _rows_of(own, table[this & _few(table)])]
    left += query.rejected("results")
    whole = len(printed) if one.whole else None
    return Source(
        len(chosen), whole, tuple(entries("results", "tested", shown, inside)), tuple(left)
    )


def _meant(table: pd.DataFrame, name: str) -> "pd.Series[bool]":
    """The procedures that a measure of low results counts."""
    if name == "procedures":
        return ~_few(table)
    return weak_twice(table) if name == "r2" else weak(table)


def _few(table: pd.DataFrame) -> "pd.Series[bool]":
    return table["n"].lt(PRINTED_FROM)


def _rows_of(events: pd.DataFrame, chosen: pd.DataFrame) -> list[int]:
    """The staff's rows of some procedures."""
    wanted = set(map(tuple, chosen[KEYS].to_numpy().tolist()))
    keyed = map(tuple, events[KEYS].to_numpy().tolist())
    return [int(row) for row, key in zip(events.index, keyed, strict=True) if key in wanted]


def plans_of_school(query: Query, one: Measure) -> Source:
    """Plans of a school and subject: done of all."""
    rows = needed(query.facts.plans)
    return _done_of_all("plans", query.where(rows))


def items_of_school(query: Query, one: Measure) -> Source:
    """Road map items for a school that name a subject: done of all."""
    rows = needed(query.facts.roadmap)
    school, subject = query.key["school"], query.key["subject"]
    official = (school, str(query.analysis.year)) in (query.facts.official or ())
    meant = [
        row.Index
        for row in each(query.counted("roadmap"))
        if meant_for(row.schools, school, official) and names_subject(about(row), subject)
    ]
    return _done_of_all("roadmap", rows[rows.index.isin(meant)])


def _done_of_all(table: str, rows: pd.DataFrame) -> Source:
    inside = rows.index[rows["done"].eq(1)]
    return Source(len(inside), len(rows), tuple(entries(table, "status", rows.index, inside)))


def marks(query: Query, one: Measure) -> Source:
    """Pupils whose mark is lower than, as, or higher than in the class journal."""
    rows = _rows(query)
    given = rows[rows[COMPARED].notna().all(axis=1)]
    n, whole = int(given[one.name].sum()), int(given[COMPARED].sum().sum())
    found = [Entry("results", int(row), one.name) for row in given.index]
    bare = rows.index.difference(given.index)
    left = [Left("results", int(row), "lowered", "сравнение с журналом не указано") for row in bare]
    return Source(n, whole, tuple(found), (*left, *query.rejected("results")))
