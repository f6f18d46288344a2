"""The figures of a period as one set of numbers."""

from collections.abc import Mapping

import pandas as pd

from sheets_sync.figures.attendance import tally
from sheets_sync.figures.consultations import consultation_figures
from sheets_sync.figures.events import Facts
from sheets_sync.figures.execution import execution

Numbers = Mapping[str, int]
"""Counts by «part.count»: attendance.present, roadmap.due."""


DEEDS = ("roadmap", "plans", "tasks")


def totals(facts: Facts) -> dict[str, int]:
    """The counts over facts; those that can't be computed are absent."""
    numbers: dict[str, int] = {}
    if facts.states is not None:
        numbers |= _first("attendance", tally(facts.states, []))
    if facts.scheduled is not None and facts.visited is not None:
        numbers |= _first("consultations", consultation_figures(facts.scheduled, facts.visited, []))
    for part in DEEDS:
        events = getattr(facts, part)
        if events is not None:
            numbers |= _first(part, execution(events, []))
    return numbers


def _first(part: str, frame: pd.DataFrame) -> dict[str, int]:
    row = frame.iloc[0]
    return {f"{part}.{n}": int(row[n]) for n in frame.columns if "rate" not in str(n)}
