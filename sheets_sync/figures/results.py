"""Results of tests and exams, and schools with low ones (docs/contract.md «Figures»)."""

from collections.abc import Callable, Collection, Mapping

import numpy as np
import pandas as pd

from sheets_sync.figures.measures import results as measures
from sheets_sync.figures.measures.declared import GRADES
from sheets_sync.figures.measures.results import PRINTED_FROM, WEAK_FROM
from sheets_sync.tables.kinds.classes import grade_of
from sheets_sync.tables.kinds.words import AUTUMN, SPRING

KEYS, TOWN_KEYS = list(measures.KEYS), list(measures.TOWN_KEYS)
COUNTS = ["n", *GRADES]
COMPARED = list(measures.CLASS_MARKS)
"""Pupils whose mark is lower than, the same as or higher than their mark in the class journal."""

SEASONS = {AUTUMN: 1, SPRING: 2}
"""The seasons of a school year in their order; a work without one comes before them."""

Rule = Callable[["pd.Series[bool]", "pd.Series[bool]"], "pd.Series[bool]"]
RULES: Mapping[str, Rule] = {
    "R1": lambda r1, r2: r1,
    "R2": lambda r1, r2: r2,
    "R1 or R2": lambda r1, r2: r1 | r2,
    "R1 and R2": lambda r1, r2: r1 & r2,
}


def result_events(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a row of Результаты of the last season of its year: its keys, the class as its
    `grade` (5), the season, the counts, and those COMPARED with the class journal (NaN where not
    given)."""
    rows = rows[~earlier_season(rows)]
    counts = rows[list(GRADES)].astype("int64")
    keys = rows[["year", "procedure", "school", "subject", "season"]]
    return keys.assign(grade=_grades(rows), n=counts.sum(axis=1)).join(counts).join(rows[COMPARED])


def earlier_season(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows of Результаты were written before the last season of their year, in the same
    procedure, school, grade and subject."""
    order = rows["season"].map(SEASONS).fillna(0)
    keys = [*(rows[name] for name in KEYS if name != "grade"), _grades(rows)]
    return order.lt(order.groupby(keys).transform("max"))


def _grades(rows: pd.DataFrame) -> "pd.Series[int]":
    return pd.Series([grade_of(name) for name in rows["grade"]], rows.index, dtype="int64")


def seasons(events: pd.DataFrame, by: list[str]) -> "pd.Series[str]":
    """The season each group of results was written in; none where it is not said or not one."""
    groups = events.groupby(by, sort=True)["season"]
    alone = groups.nunique(dropna=False).eq(1)
    return groups.first()[alone].dropna()


def results(events: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Counts summed over `by` (KEYS or TOWN_KEYS) and the rates from them, one row a group.

    Columns: `by` and the measures RESULTS; shares are 0..1, share2_change NaN where a year is
    missing.
    """
    found = events.groupby(by, sort=True)[COUNTS].sum().reset_index()
    n = found["n"].astype(float).replace(0.0, np.nan)
    grades = found[list(GRADES)]
    for rate in measures.RATES:
        found[rate.name] = (grades * list(rate.worth)).sum(axis=1) / n
    return found.assign(share2_change=_change(found, by))


def against_the_journal(events: pd.DataFrame) -> pd.DataFrame:
    """KEYS, the COMPARED counts of rows that give all three and their sum (`compared`), where both
    it and those who wrote are PRINTED_FROM or more."""
    given = events[events[COMPARED].notna().all(axis=1)]
    found = given.groupby(KEYS, sort=True)[[*COMPARED, "n"]].sum().astype("int64").reset_index()
    enough = found[COMPARED].sum(axis=1).ge(PRINTED_FROM) & found["n"].ge(PRINTED_FROM)
    return found.loc[enough, [*KEYS, *COMPARED]].assign(compared=found[COMPARED].sum(axis=1))


def before(year: str) -> str:
    """The school year before: «2020–2021» → «2019–2020»."""
    first = int(year[:4])
    return f"{first - 1}–{first}"


def last_year(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The row of the year before beside each row of `results`: n, n2 (NaN: none)."""
    earlier = found[[*by, "n", "n2"]]
    wanted = found[by].assign(year=found["year"].map(before))
    return wanted.merge(earlier, how="left", on=by)[["n", "n2"]].set_axis(found.index)


def _change(found: pd.DataFrame, by: list[str]) -> "pd.Series[float]":
    """100 · (n2/n − last year's n2/n) as one fraction: rounded once."""
    last = last_year(found, by)
    n, m = found["n"].astype(float), last["n"]
    whole = (n * m).replace(0.0, np.nan)
    return 100.0 * (found["n2"] * m - last["n2"] * n) / whole


def weak(found: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a procedure that is printed has WEAK_FROM percent of «2» or more."""
    return found["n"].ge(PRINTED_FROM) & (100 * found["n2"]).ge(WEAK_FROM * found["n"])


def weak_twice(found: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a procedure is weak this year and was last year."""
    last = last_year(found, KEYS)
    return weak(found) & weak(last.fillna(0))


def low_results(
    found: pd.DataFrame, listed: Collection[tuple[str, str]], rule: str
) -> pd.DataFrame:
    """school, year, r1, r2, sign, listed: a row for each with a procedure of N ≥ 5.

    `found` are the `results` by school; `listed` the (school, year) of the official list, which
    stands beside the sign and is never changed by it.
    """
    enough = found[found["n"].ge(PRINTED_FROM)]
    signs = enough.assign(weak=weak(enough), twice=weak_twice(found)[enough.index])
    groups = signs.groupby(["school", "year"], sort=True)
    low = groups[["weak", "twice"]].sum().reset_index()
    r1, r2 = low["weak"].ge(2), low["twice"].ge(1)
    pairs = zip(low["school"], low["year"], strict=True)
    official = [pair in listed for pair in pairs]
    return low[["school", "year"]].assign(r1=r1, r2=r2, sign=RULES[rule](r1, r2), listed=official)
