"""Before our summary is written: nobody has it open, and what people typed into it is not lost."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.kept_summaries import keep_edited, kept
from sheets_sync.runs.overtyped import overtyped, told
from sheets_sync.sheet.compare import digest
from sheets_sync.sheet.pieces import Grid
from sheets_sync.stores.base import OurTab
from sheets_sync.stores.files import is_address
from sheets_sync.stores.xlsx.not_carried import not_carried
from sheets_sync.stores.xlsx.opened import refuse_open
from sheets_sync.workspace import Workspace

_NO_COPY = "копию с правками сохранить не удалось: проверьте место на диске и права на .sheets_sync"


def edits_kept(
    workspace: Workspace, ours: Mapping[str, OurTab], changed: Collection[str], now: datetime
) -> str:
    """What is to be said of edits that can't stay: cells of the `changed` tabs typed over, things
    on sheets that are not carried over; a copy of a workbook with them is kept first.

    Raises OpenSummaryError while somebody has the summary open.
    """
    summary = workspace.root / workspace.summary
    if not is_address(workspace.summary):
        refuse_open(summary, now)
    last = _as_written(workspace, ours)
    cells = overtyped(ours, last, changed)
    if is_address(workspace.summary):
        return told(cells, (), "прежний вид — в истории версий таблицы")
    things = not_carried(summary, {title: len(grid.charts) for title, grid in last.items()})
    if not (cells or things):
        return ""
    copy = keep_edited(workspace.root, workspace.summary, now)
    return told(cells, things, f"копия с правками — {copy.as_posix()}" if copy else _NO_COPY)


def _as_written(workspace: Workspace, ours: Mapping[str, OurTab]) -> dict[str, Grid]:
    """Our tabs as they were written: after `restore` that is not the newest of what is kept."""
    found: dict[str, Grid] = {}
    sought = set(ours)
    for grids in _earlier(workspace):
        for title in sought & grids.keys():
            same = digest(grids[title]) == ours[title].digest
            if same or title not in found:
                found[title] = grids[title]
            if same:
                sought.discard(title)
        if not sought:
            break
    return found


def _earlier(workspace: Workspace) -> Iterator[Mapping[str, Grid]]:
    for one in kept(workspace.root, workspace.summary):
        with suppress(SheetsSyncError):
            yield one.grids()
