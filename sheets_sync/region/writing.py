"""The region's summary: laid out, compared with the one that stands, written where it differs."""

from dataclasses import replace
from datetime import datetime

from sheets_sync.region.pages.region_tab import TITLE, View
from sheets_sync.region.pages.tabs import build
from sheets_sync.region.region_report import Look
from sheets_sync.region.setup import Region
from sheets_sync.runs.open_store import summary_store
from sheets_sync.runs.sync_report import Outcome
from sheets_sync.runs.verdict import Leave, Renew, decide
from sheets_sync.runs.whose_summary import remember_name
from sheets_sync.stores.base import Sent
from sheets_sync.summary.view import Stamp


def write(region: Region, look: Look, now: datetime, fixed: bool) -> Outcome:
    """Write what changed. `fixed`: the report date is not the clock's."""
    store = summary_store(region.place, now)
    snapshot = store.read(frozenset())
    view = View(look, Stamp(look.today, now, fixed), region.order, snapshot.ours)
    grids = build(view)
    plan = decide(grids, (), snapshot.ours, None, now, TITLE)
    if isinstance(plan, Leave):
        return Outcome(plan.kind, requests=Sent(snapshot.requests))
    changed: tuple[str, ...] = ()
    if isinstance(plan, Renew):
        grids = build(replace(view, stamp=replace(view.stamp, as_of=plan.as_of), recorded=False))
    else:
        changed = plan.changed
    read, sent = store.write(grids)
    remember_name(region.place)
    written = tuple(grid.title for grid in grids if grid.title in {TITLE, *changed})
    return Outcome("written", written, requests=Sent(snapshot.requests + read, sent))
