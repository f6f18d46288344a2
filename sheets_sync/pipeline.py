"""The whole run: look at the books, lay out the summary, write what changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sheets_sync.analysis import Analysis, TabCount, analyse
from sheets_sync.config import Workspace
from sheets_sync.grid import Grid, digest, same_values
from sheets_sync.memo import RENEW_AFTER
from sheets_sync.report import Outcome, SyncReport
from sheets_sync.stores.base import Snapshot, Store
from sheets_sync.summaries import TITLES, build, unable
from sheets_sync.summaries.base import Stamp, View, previous_stamp
from sheets_sync.summaries.history import TITLE as HISTORY
from sheets_sync.summaries.overview import TITLE as OVERVIEW
from sheets_sync.tables import wanted_titles
from sheets_sync.telling import report_of


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is about. `fixed` says that the report date is not the clock's."""

    workspace: Workspace
    store: Store
    today: date
    now: datetime
    fixed: bool = False
    all_severities: bool = False
    accept_shrink: bool = False


def look(
    workspace: Workspace, all_severities: bool, store: Store, today: date, now: datetime
) -> SyncReport:
    """The report of the books as they stand; nothing is written."""
    snapshot = store.read(wanted_titles())
    analysis = analyse(workspace, snapshot, today, all_severities)
    outcome = Outcome((), unable(analysis.counted), snapshot.requests)
    return report_of(analysis, outcome, now)


def full_run(
    run: Run, known: Mapping[str, Any], progress: Callable[[str], None]
) -> tuple[SyncReport, dict[str, Any]]:
    """Read, compute, write; → the report and what to remember of it ({}: a refused shrink)."""
    snapshot = run.store.read(wanted_titles())
    progress("Считаю")
    analysis = analyse(run.workspace, snapshot, run.today, run.all_severities)
    reason = None if run.accept_shrink else shrunk(known.get("rows", {}), analysis.tabs)
    if reason:
        progress("")
        refused = Outcome((), dict.fromkeys(TITLES, reason), snapshot.requests)
        return report_of(analysis, refused, run.now), {}
    outcome, checked = _write(run, analysis, snapshot, progress)
    progress("")
    outcome = replace(outcome, read_requests=snapshot.requests)
    report = report_of(analysis, outcome, run.now)
    rows = {f"{tab.book}\n{tab.tab}": tab.read for tab in analysis.tabs}
    checked_at = checked.replace(tzinfo=run.now.tzinfo).isoformat()
    return report, {"checked_at": checked_at, "rows": rows, "report": dict(report.content)}


def shrunk(before: Mapping[str, int], tabs: Sequence[TabCount]) -> str | None:
    """Why the data must not be believed: a tab lost over half of its rows, or all of them."""
    now = {f"{tab.book}\n{tab.tab}": tab.read for tab in tabs}
    for place, rows in before.items():
        left = now.get(place, 0)
        if rows and left * 2 < rows:
            book, tab = place.split("\n")
            return (
                f"в книге «{book}», лист «{tab}», было строк: {rows}, стало: {left}; "
                "если так и надо, запустите sheets-sync sync --accept-shrink"
            )
    return None


def _write(
    run: Run, analysis: Analysis, snapshot: Snapshot, progress: Callable[[str], None]
) -> tuple[Outcome, datetime]:
    """Lay the summary out and write it if a cell of it changed; → also when it was checked."""
    stamp = Stamp(run.today, run.now, run.fixed)
    grids, skipped = build(View(analysis, stamp, snapshot.ours))
    changed = [grid.title for grid in grids if _changed(grid, snapshot)]
    gone = snapshot.ours.keys() - {grid.title for grid in grids}
    before = previous_stamp(snapshot.ours)
    if changed in ([], [HISTORY]) and not gone and before:
        if run.now.replace(tzinfo=None) - before.checked < RENEW_AFTER:
            return Outcome(skipped=skipped), before.checked
        stamp, changed = replace(stamp, as_of=before.as_of), []
        grids, skipped = build(View(analysis, stamp, snapshot.ours, recorded=False))
    progress("Пишу сводку")
    sent = run.store.write(grids)
    titles = {OVERVIEW, *changed}
    written = tuple(grid.title for grid in grids if grid.title in titles)
    return Outcome(written, skipped, write_requests=sent), run.now


def _changed(grid: Grid, snapshot: Snapshot) -> bool:
    """Whether a tab would look different from how it stands."""
    ours = snapshot.ours.get(grid.title)
    return ours is None or ours.digest != digest(grid) or not same_values(grid, ours.tab)
