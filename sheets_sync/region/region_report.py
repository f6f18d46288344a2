"""What a region's run says: the object `--json` prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.figures.adding import Line, frame_of
from sheets_sync.figures.catalogue import objects
from sheets_sync.figures.measures.region import REGION
from sheets_sync.region.facts import Sum, tree
from sheets_sync.region.standing import Standing
from sheets_sync.runs.sync_report import Json, Outcome


@dataclass(frozen=True)
class Look:
    """All that is known of a region on a day."""

    today: date
    organisation: str
    rows: tuple[Standing, ...]

    @cached_property
    def total(self) -> Sum:
        """All municipalities whose figures are known, together."""
        return tree([Sum.of(one.tables) for one in self.rows if one.tables])

    @property
    def figures(self) -> Json:
        """The region's figures by the names of docs/contract.md."""
        return {n: _plain(n, self.total.tables[n]) for n in REGION if n in self.total.tables}

    @property
    def by_municipality(self) -> Json:
        """The same tables with the municipality before their keys."""
        return {n: objects(self.frame_by_municipality(n)) for n in REGION if n in self.total.tables}

    def frame_by_municipality(self, name: str) -> pd.DataFrame:
        """The rows of a table of each municipality, by its name."""
        ordered = sorted(self.rows, key=lambda one: one.name)
        lines = ([one.name, *line] for one in ordered for line in one.tables.get(name, ()))
        return frame_of(name, lines, ("municipality",))

    @property
    def included(self) -> Json:
        """How many municipalities each figure is made of, how many of these by earlier figures."""
        old = tree([Sum.of(one.tables) for one in self.rows if one.tables and not one.read]).known
        return {
            name: {"in": count, "of": len(self.rows), "earlier": old.get(name, 0)}
            for name, count in self.total.known.items()
        }


def _plain(name: str, lines: Sequence[Line]) -> Any:
    rows = objects(frame_of(name, lines))
    return rows if REGION[name].keys else rows[0]


@dataclass(frozen=True, slots=True)
class RegionReport:
    """The result of a run."""

    look: Look
    made_at: datetime
    outcome: Outcome

    @property
    def unread(self) -> list[Standing]:
        """The municipalities that were not read."""
        return [one for one in self.look.rows if not one.read]

    @property
    def errors(self) -> int:
        """How many errors the staff's tables of the region hold."""
        problems = self.look.figures.get("problems")
        return problems["errors"] if problems else 0

    def as_json(self) -> Json:
        """The JSON of docs/contract.md «The region»."""
        look = self.look
        return {
            "today": look.today.isoformat(),
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "organisation": look.organisation,
            "municipalities": [_municipality(one) for one in look.rows],
            "figures": look.figures,
            "figures_by_municipality": look.by_municipality,
            "included": look.included,
            "written": list(self.outcome.written),
            "skipped": dict(self.outcome.skipped),
            "requests": self.outcome.requests._asdict(),
        }


def _municipality(one: Standing) -> Json:
    as_of = one.as_of.isoformat() if one.as_of else None
    return {"name": one.name, "read": one.read, "as_of": as_of, "error": one.error or None}
