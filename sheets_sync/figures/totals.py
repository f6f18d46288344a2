"""The figures of a period as one set of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sheets_sync.figures.attendance import tally
from sheets_sync.figures.consultations import consultation_figures
from sheets_sync.figures.events import Facts
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.attendance import ATTENDANCE
from sheets_sync.figures.measures.consultations import CONSULTATIONS
from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.deeds import DEEDS as MEASURES
from sheets_sync.periods import Period

Numbers = Mapping[str, int]
"""Counts by «part.count»: attendance.present, roadmap.due."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """The days of last year that are set against this one's, and their numbers; `why` there are
    none."""

    days: Period
    numbers: Numbers = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """A school year that is over, as it is called, and its numbers; `why` there are none."""

    name: str
    numbers: Numbers = field(default_factory=dict)
    why: str = ""


DEEDS = ("roadmap", "plans", "tasks")


def totals(facts: Facts) -> dict[str, int]:
    """The counts over facts; those that can't be computed are absent."""
    numbers: dict[str, int] = {}
    if facts.states is not None:
        numbers |= _first("attendance", ATTENDANCE, tally(facts.states, []))
    if facts.scheduled is not None and facts.visited is not None:
        figures = consultation_figures(facts.scheduled, facts.visited, [])
        numbers |= _first("consultations", CONSULTATIONS, figures)
    for part in DEEDS:
        events = getattr(facts, part)
        if events is not None:
            numbers |= _first(part, MEASURES, execution(events, []))
    return numbers


def nobody_named(numbers: Numbers, part: str = "consultations.") -> bool:
    """Whether people came to consultations, and the journal only counts them."""
    teachers, visits = (numbers.get(part + name, 0) for name in ("teachers", "visits"))
    return visits > 0 and not teachers


def _first(part: str, measures: Mapping[str, Measure], frame: pd.DataFrame) -> dict[str, int]:
    row = frame.iloc[0]
    return {f"{part}.{name}": int(row[name]) for name, m in measures.items() if not m.whole}
