"""What was to be done by when: plans, the road map, assignments (docs/contract.md «Figures»)."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.figures.measures.declared import Count
from sheets_sync.figures.measures.deeds import DEEDS
from sheets_sync.figures.shares import with_shares
from sheets_sync.letters import fold, fold_code
from sheets_sync.periods import SchoolYear
from sheets_sync.tables.kinds.base import Lookup, Miss
from sheets_sync.tables.kinds.people import BETWEEN
from sheets_sync.tables.kinds.sides import TUTORS, Sides

COUNTS = [m.name for m in DEEDS.values() if m.count is Count.ROWS and not m.whole]
DONE = ("исполнено", "выполнено")
PARTIAL = ("исполнено частично", "выполнено частично")
CANCELLED = "отменено"


def deeds(frame: pd.DataFrame, today: date, year: SchoolYear | None = None) -> pd.DataFrame:
    """One row a deed (of the school year, if one is given) that is not cancelled: a 0/1 column
    for each of COUNTS, `days`, how long it is overdue, and `date`, the end of its term.

    `frame` has status, due (a Span or None) and done_on. A recurring deed ends with the school
    year: «выполнено» before that counts as partial.
    """
    here = [not in_another_year(span, year) for span in frame["due"]]
    live = frame[frame["status"].ne(CANCELLED) & np.array(here, dtype=bool)]
    rows = [
        _deed(status, span, None if pd.isna(done_on) else done_on.date(), today)
        for status, span, done_on in zip(live["status"], live["due"], live["done_on"], strict=True)
    ]
    counts = pd.DataFrame(rows, index=live.index, columns=[*COUNTS, "days"]).astype("int64")
    ends = [pd.NaT if span is None or span.end is None else span.end for span in live["due"]]
    return counts.assign(date=pd.Series(ends, live.index, dtype="datetime64[s]"))


def _deed(status: str, span: Any, done_on: date | None, today: date) -> dict[str, int]:
    ends = span.end if span is not None else None
    early = done_early(status, span, today)
    done = status in DONE and not early
    due = ends is not None and ends <= today
    overdue = ends is not None and ends < today and not done and not span.overdue_never
    late = done and done_late(status, span, done_on)
    days = (today - ends).days if overdue and ends else 0
    return {
        "total": 1,
        "due": int(due),
        "done": int(done),
        "due_done": int(due and done),
        "partial": int(early or status in PARTIAL),
        "late": int(late),
        "overdue": int(overdue),
        "days": days,
    }


def in_another_year(span: Any, year: SchoolYear | None) -> bool:
    """Whether a term ends outside the school year: the deed is in no figure of this one."""
    ends = span.end if span is not None else None
    return year is not None and ends is not None and ends not in year.period


def done_early(status: str, span: Any, today: date) -> bool:
    """Whether a recurring deed says done before its year is over: it is partial then."""
    ends = span.end if span is not None and span.recurring else None
    return status in DONE and ends is not None and today < ends


def done_late(status: str, span: Any, done_on: date | None) -> bool:
    """Whether a deed was done after its term."""
    ends = span.end if span is not None else None
    return status in DONE and ends is not None and done_on is not None and done_on > ends


def execution(events: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The measures DEEDS, one row a group of `by`."""
    if by:
        groups = events.groupby(by)
        counts = groups[COUNTS].sum().assign(days=groups["days"].max()).reset_index()
    else:
        counts = events[COUNTS].sum().to_frame().T.assign(days=max(events["days"], default=0))
    return with_shares(counts, DEEDS.values())


def sections(frame: pd.DataFrame) -> "pd.Series[str]":
    """Each road map row's section as it is first written; "" where there is none."""
    first: dict[str, str] = {}
    named = frame["section"].fillna("")
    return named.map(lambda text: first.setdefault(fold_code(text), text))


def executor(responsible: str, tutor: Lookup, sides: Sides) -> str:
    """Whose side a deed is on: ИМЦ, ИРО, ОО, тьюторы or прочие, by Ответственный alone; a tutor
    who is named goes before all words."""
    people = [responsible, *filter(None, map(str.strip, BETWEEN.split(responsible)))]
    return TUTORS if any(_is_tutor(name, tutor) for name in people) else sides.of(responsible)


def _is_tutor(name: str, tutor: Lookup) -> bool:
    """A name two tutors share is a tutor's name all the same."""
    reading = tutor(name) if fold(name) else None
    if reading is None:
        return False
    return reading.value is not None or reading.miss is Miss.MANY
