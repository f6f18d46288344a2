"""The analytic note: who does what next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.documents.note_basis import Note, Values, digits
from sheets_sync.documents.note_deeds import source_of_task
from sheets_sync.figures.rounding import DASH, whole
from sheets_sync.reading.frames import each


@dataclass(frozen=True, slots=True)
class _Step:
    """Something to do; `until` sorts it."""

    what: str
    who: str
    until: date | None
    late: bool
    source: str

    @property
    def term(self) -> str:
        """«28.02.2021», «30.11.2020 (просрочено)»."""
        return f"{digits(self.until) or 'не указан'}{' (просрочено)' if self.late else ''}"


def next_steps(note: Note) -> list[Values]:
    """Assignments and road map items that are open and due by the end of the coming days, by
    term; those overdue that a section lists already are not named again."""
    steps = [*_tasks(note), *_items(note)]
    ordered = sorted(steps, key=lambda step: (step.until is None, step.until or date.max))
    return [
        {"что": step.what, "кто": step.who, "срок": step.term, "основание": step.source}
        for step in ordered
    ]


def _open(note: Note, table: str) -> pd.DataFrame:
    """What is not done and due by the end of the coming days."""
    events: pd.DataFrame = getattr(note.analysis.facts, table)
    near = events["date"].le(pd.Timestamp(note.coming.end))
    if table == "tasks":
        near |= events["date"].isna()  # an assignment is somebody's, with or without a term
    return note.behind(table, events[events["done"].eq(0) & near])


def _unsaid(note: Note, table: str) -> Iterator[Any]:
    rows = _open(note, table)
    above = getattr(note.facts, table)
    said = set(above.index[above["overdue"].eq(1)])
    return each(rows[~rows.index.isin(said)])


def _tasks(note: Note) -> Iterator[_Step]:
    if note.facts.tasks is not None:
        for row in _unsaid(note, "tasks"):
            yield _step(row, row.task, f"поручение {source_of_task(row)}")


def _items(note: Note) -> Iterator[_Step]:
    if note.facts.roadmap is not None:
        for row in _unsaid(note, "roadmap"):
            yield _step(row, row.activity, f"дорожная карта, п. {row.number}")


def _step(row: Any, what: str, source: str) -> _Step:
    until = None if pd.isna(row.date) else row.date.date()
    return _Step(what, row.responsible, until, bool(row.overdue), source)


def plans_ahead(note: Note) -> list[Values]:
    """The plans' open steps of each tutor, by name; nobody's with --public."""
    if note.facts.plans is None or note.request.public:
        return []
    found = [
        {
            "тьютор": note.tutor(str(tutor)),
            "осталось": whole(len(rows)),
            "просрочено": whole(int(rows["overdue"].sum())),
            "ближайший_срок": digits(rows.loc[rows["overdue"].eq(0), "date"].min()) or DASH,
        }
        for tutor, rows in _open(note, "plans").groupby("tutor")
    ]
    return sorted(found, key=lambda row: row["тьютор"])
