"""What is to be done with the summary that stands: leave it, renew its stamp, or write it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sheets_sync.runs.kept_summaries import digests
from sheets_sync.runs.memory import RENEW_AFTER
from sheets_sync.sheet.compare import digest, same_values
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import OurTab
from sheets_sync.summary.history import TITLE as HISTORY
from sheets_sync.summary.view import OVERVIEW_TITLE, previous_stamp


@dataclass(frozen=True, slots=True)
class Leave:
    """The summary is as it should be («held»: as a person restored it), checked at a moment."""

    kind: Literal["unchanged", "held"]
    checked: datetime


@dataclass(frozen=True, slots=True)
class Renew:
    """The figures are those of an earlier day, their check is old or from the future."""

    as_of: date


@dataclass(frozen=True, slots=True)
class Write:
    """These tabs look different from how they stand."""

    changed: tuple[str, ...]


def decide(
    grids: Sequence[Grid],
    skipped: Collection[str],
    ours: Mapping[str, OurTab],
    held: Mapping[str, str] | None,
    now: datetime,
    first: str = OVERVIEW_TITLE,
) -> Leave | Renew | Write:
    """The summary as it would be, and as it stands → what to do.

    `skipped` are tabs that can't be computed now; `held` are the digests of the summary that a
    person undid by `restore`, `first` is the tab that carries the stamp.
    """
    if held and held == digests({grid.title: grid for grid in grids}, HISTORY):
        return Leave("held", now)
    changed = tuple(g.title for g in grids if g.title not in skipped and _differs(g, ours))
    a_line_of_history = {HISTORY} & ours.keys()  # each day has one: no reason to write by itself
    news = {*changed} - a_line_of_history
    gone = ours.keys() - {grid.title for grid in grids}
    stamp = previous_stamp(ours, first)
    if news or gone or stamp is None:
        return Write(changed)
    if abs(now.replace(tzinfo=None) - stamp.checked) < RENEW_AFTER:
        return Leave("unchanged", stamp.checked)
    return Renew(stamp.as_of)


def _differs(grid: Grid, ours: Mapping[str, OurTab]) -> bool:
    """Whether a tab would look different from how it stands."""
    own = ours.get(grid.title)
    if own is None or own.digest != digest(grid):
        return True
    return not same_values(grid, own.tab, own.exact)
