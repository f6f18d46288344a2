"""What was done for a school in a subject: consultations, plans, road map items."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.figures.alike import names_subject
from sheets_sync.figures.events import Facts
from sheets_sync.reading.frames import each
from sheets_sync.tables.references import EVERY_LOW_SCHOOL, EVERY_SCHOOL

Done = tuple[int, int]
"""(done, all)."""


def meant_for(schools: Collection[str] | None, school: str, listed: bool) -> bool:
    """Whether a road map row's Школы mean a school; `listed`: it is in this year's list."""
    named = set(schools or ())
    everybody = named & {*EVERY_SCHOOL, *(EVERY_LOW_SCHOOL if listed else ())}
    return school in named or bool(everybody)


def about(row: Any) -> str:
    """The words in which a road map row may name a subject."""
    return f"{row.activity} {row.indicator or ''}"


@dataclass(frozen=True)
class Work:
    """Counts by school and subject, each frame gone through once.

    `coverage` is that figure (None where it is not known), `items_read` the counted rows of the
    road map, `listed` the schools of this year's ШНОР list.
    """

    facts: Facts
    coverage: pd.DataFrame | None
    items_read: pd.DataFrame
    listed: frozenset[str]

    def consultations(self, school: str, subject: str) -> int | None:
        """How many this year; None where they are not known."""
        if self._consultations is None:
            return None
        return self._consultations.get((school, subject), 0)

    @cached_property
    def _consultations(self) -> dict[tuple[str, str], int] | None:
        figure = self.coverage
        if figure is None:
            return None
        pairs = zip(figure["school"], figure["subject"], strict=True)
        return dict(zip(pairs, figure["consultations"].tolist(), strict=True))

    def plans(self, school: str, subject: str) -> Done | None:
        """Plans done and all of them; None where they are not known."""
        return None if self._plans is None else self._plans.get((school, subject), (0, 0))

    @cached_property
    def _plans(self) -> dict[tuple[str, str], Done] | None:
        plans = self.facts.plans
        if plans is None:
            return None
        sums = plans.groupby(["school", "subject"])["done"].agg(["sum", "size"])
        return {row.Index: (int(row.sum), int(row.size)) for row in each(sums)}

    def items(self, school: str, subject: str | None = None) -> Done | None:
        """Road map items for a school (that name a subject): done and all of them."""
        if self._items is None:
            return None
        named = None if subject is None else self._naming(subject)
        done = [
            is_done
            for key, schools, is_done in self._items
            if (named is None or key in named) and meant_for(schools, school, school in self.listed)
        ]
        return sum(done), len(done)

    @cached_property
    def _items(self) -> list[tuple[int, Collection[str], int]] | None:
        events = self.facts.roadmap
        if events is None:
            return None
        schools: pd.Series[Any] = self.items_read.loc[events.index, "schools"]
        rows = zip(events.index, schools, events["done"], strict=True)
        return [(int(key), frozenset(named or ()), int(done)) for key, named, done in rows]

    @cached_property
    def _subjects(self) -> dict[str, frozenset[int]]:
        return {}

    def _naming(self, subject: str) -> frozenset[int]:
        """The items that name a subject."""
        if subject not in self._subjects:
            rows = each(self.items_read)
            keys = (int(row.Index) for row in rows if names_subject(about(row), subject))
            self._subjects[subject] = frozenset(keys)
        return self._subjects[subject]
