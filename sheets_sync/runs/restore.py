"""`sheets-sync restore`: an earlier summary back in its place."""

import logging
from dataclasses import replace

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.figures.totals import Numbers
from sheets_sync.runs.kept_notes import KeptNote
from sheets_sync.runs.kept_summaries import Kept, digests, kept, newest
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.log import logging_to
from sheets_sync.runs.memory import Memo
from sheets_sync.runs.open_store import summary_store
from sheets_sync.runs.people_edits import edits_kept
from sheets_sync.runs.sync import Options, clock
from sheets_sync.runs.sync_report import Json
from sheets_sync.stores.files import is_address
from sheets_sync.summary.history import TITLE as HISTORY
from sheets_sync.summary.indicators import INDICATORS, Indicator
from sheets_sync.workspace import Workspace

log = logging.getLogger(__name__)


def listed(workspace: Workspace) -> list[Json]:
    """The summaries that are kept, the newest first: number, when it was written, whether it is the
    one that stands (null where that is not known here), and what is known of its content."""
    standing = None
    if not is_address(workspace.summary):  # of a spreadsheet only a request tells
        standing = dict(summary_store(workspace, clock(workspace)).standing())
        standing.pop(HISTORY, None)
    said: list[Json] = []
    for number, one in enumerate(kept(workspace.root, workspace.summary), 1):
        made_at = one.made_at.astimezone(workspace.timezone).isoformat(timespec="seconds")
        said.append({"number": number, "made_at": made_at, **_said_of(one.note, standing)})
        if said[-1]["stands"]:
            standing = {}  # of equal ones the newest stands
    return said


def _said_of(note: KeptNote | None, standing: dict[str, str] | None) -> Json:
    if note is None:
        return {"stands": None, "today": None}
    return {
        "stands": None if standing is None else note.tabs == standing,
        "today": note.today,
        "errors": note.errors,
        "warnings": note.warnings,
        "to_know": note.to_know,
        "figures": [_figure(one, note.numbers) for one in INDICATORS if one.known(note.numbers)],
        "books": [{"book": book, "by": who or None} for book, who in note.changed],
    }


def _figure(one: Indicator, numbers: Numbers) -> Json:
    n, whole = one.share(numbers)
    return {"name": one.name, "n": n, "of": whole if one.measure.whole else None, "tile": one.tile}


def restore(workspace: Workspace, options: Options, number: int | None = None) -> Json:
    """Write an earlier summary again; → which and its tabs.

    Without a number: the newest that differs from the one that stands. The next runs leave it until
    the books say something new. «История» stays whole: what runs recorded since is not lost. What
    people typed into the one that stands is kept and told as by a run. Raises UsageError where
    there is none of that number, OpenSummaryError and SheetsSyncError as a write does.
    """
    now = clock(workspace, options)
    with logging_to(workspace, options.now), one_at_a_time(workspace.root, now):
        found = kept(workspace.root, workspace.summary)
        store = summary_store(workspace, now)
        standing = dict(store.standing())
        standing.pop(HISTORY, None)
        one = _chosen(found, standing, number)
        grids = one.grids()
        last = newest(workspace.root, workspace.summary)
        if HISTORY in grids and HISTORY in last:
            grids[HISTORY] = last[HISTORY]
        made_at = one.made_at.astimezone(workspace.timezone)
        ours = store.read(frozenset()).ours
        edits = edits_kept(workspace, ours, list(ours), now)
        summary_store(workspace, made_at).write(list(grids.values()))
        memo = Memo(workspace.root)
        memo.remember(replace(memo.recall(), key=(), held=standing))
        log.info("возвращена прежняя сводка, записанная %s", f"{made_at:%d.%m.%Y %H:%M:%S}")
    moment = made_at.isoformat(timespec="seconds")
    return {"restored": moment, "written": list(grids), "edits": edits or None}


def _chosen(found: list[Kept], standing: dict[str, str], number: int | None) -> Kept:
    if number is not None:
        if not 1 <= number <= len(found):
            raise UsageError(f"Сохранённой сводки № {number} нет: sheets-sync restore --list")
        return found[number - 1]
    for one in found:
        try:
            if digests(one.grids(), HISTORY) != standing:
                return one
        except SheetsSyncError:
            continue
    raise UsageError("Прежней сводки нет: сохраняются последние 5, они появляются по мере работы")
