"""The rows behind results of tests and exams, signs of low results, and the work beside them."""

import pandas as pd

from sheets_sync.figures.alike import names_subject
from sheets_sync.figures.measures.results import PRINTED_FROM
from sheets_sync.figures.results import COMPARED, KEYS, before, weak, weak_twice
from sheets_sync.figures.results import results as summed
from sheets_sync.figures.work import about, meant_for
from sheets_sync.reading.frames import each
from sheets_sync.summary.explain.query import Entry, Left, Query, Source, entries

_WORTH = {
    "n": (1, 1, 1, 1),
    "success": (1, 1, 1, 0),
    "quality": (1, 1, 0, 0),
    "share2": (0, 0, 0, 1),
    "mean": (5, 4, 3, 2),
    "sou": (100, 64, 36, 16),
}
"""What each «5», «4», «3», «2» adds to n."""
FEW = f"писали меньше {PRINTED_FROM}"


def results(query: Query) -> Source:
    """A rate of a school's or the municipality's row; a change has both years' rows."""
    events = query.facts.results
    assert events is not None
    rows = query.where(events)
    left = tuple(query.rejected("results"))
    if query.means.field == "share2_change":
        key = {**query.key, "year": before(query.key["year"])}
        earlier = Query(query.analysis, query.means, key).where(events)
        both = pd.concat([rows, earlier])
        points = 100 * (_share2(rows) - _share2(earlier))
        found = entries("results", "tested", both.index, rows.index)
        return Source(points, None, tuple(found), left)
    n = _sum(rows, _WORTH[query.means.field])
    whole = None if query.means.field == "n" else int(rows["n"].sum())
    return Source(n, whole, tuple(entries("results", "tested", rows.index, rows.index)), left)


def _sum(rows: pd.DataFrame, worth: tuple[int, ...]) -> int:
    columns = ("n5", "n4", "n3", "n2")
    return int(sum(int(rows[name].sum()) * w for name, w in zip(columns, worth, strict=True)))


def _share2(rows: pd.DataFrame) -> float:
    return float(rows["n2"].sum() / rows["n"].sum())


def low_results(query: Query) -> Source:
    """The weak procedures behind a sign, or the row of the official list."""
    school, year, name = query.key["school"], query.key["year"], query.means.field
    if name == "listed":
        rows = query.where(query.counted("shnor"))
        found = entries("shnor", "listed", rows.index, rows.index[rows["listed"].eq(True)])
        return Source(len(rows), None, tuple(found), tuple(query.rejected("shnor")))
    events = query.facts.results
    assert events is not None
    own = events[events["school"].eq(school)]
    table = summed(own, KEYS)
    mask = weak_twice(table) if name == "r2" else weak(table)
    mask |= weak_twice(table) if name == "sign" else False
    chosen = table[mask & table["year"].eq(year)]
    shown = _rows_of(own, chosen)
    if name == "r2":
        earlier = chosen.assign(year=before(year))
        shown += _rows_of(own, earlier)
    few = table[table["year"].eq(year) & table["n"].lt(PRINTED_FROM)]
    left = [Left("results", row, "tested", FEW) for row in _rows_of(own, few)]
    left += query.rejected("results")
    return Source(len(chosen), None, tuple(entries("results", "tested", shown, shown)), tuple(left))


def _rows_of(events: pd.DataFrame, chosen: pd.DataFrame) -> list[int]:
    """The staff's rows of some procedures."""
    wanted = set(map(tuple, chosen[KEYS].to_numpy().tolist()))
    keyed = map(tuple, events[KEYS].to_numpy().tolist())
    return [int(row) for row, key in zip(events.index, keyed, strict=True) if key in wanted]


def school_work(query: Query) -> Source:
    """Plans or road map items of a school and subject: done of all."""
    school, subject = query.key["school"], query.key["subject"]
    if query.means.field == "plans":
        table, column, rows = "plans", "status", query.facts.plans
        assert rows is not None
        rows = query.where(rows)
    else:
        table, column, rows = "roadmap", "status", query.facts.roadmap
        assert rows is not None
        year = str(query.analysis.year)
        listed = (school, year) in (query.facts.official or ())
        meant = [
            row.Index
            for row in each(query.counted("roadmap"))
            if meant_for(row.schools, school, listed) and names_subject(about(row), subject)
        ]
        rows = rows[rows.index.isin(meant)]
    inside = rows.index[rows["done"].eq(1)]
    return Source(len(inside), len(rows), tuple(entries(table, column, rows.index, inside)))


def marks(query: Query) -> Source:
    """Pupils whose mark is lower than, as, or higher than in the class journal."""
    events = query.facts.results
    assert events is not None
    rows = query.where(events)
    given = rows[rows[COMPARED].notna().all(axis=1)]
    n, whole = int(given[query.means.field].sum()), int(given[COMPARED].sum().sum())
    found = [Entry("results", int(row), query.means.field) for row in given.index]
    bare = rows.index.difference(given.index)
    left = [Left("results", int(row), "lowered", "сравнение с журналом не указано") for row in bare]
    return Source(n, whole, tuple(found), (*left, *query.rejected("results")))
