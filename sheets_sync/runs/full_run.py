"""The whole run: look at the books, lay out the summary, write what changed."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.checks.past import Past
from sheets_sync.checks.remark_lines import told as told_in_lines
from sheets_sync.errors import OpenSummaryError
from sheets_sync.runs.codes_only import nameless
from sheets_sync.runs.kept_notes import KeptNote, changed_books
from sheets_sync.runs.kept_summaries import digests, keep, kept, newest
from sheets_sync.runs.last_year import earlier_years, last_year
from sheets_sync.runs.memory import Memo, Remembered
from sheets_sync.runs.open_store import taken
from sheets_sync.runs.people_edits import edits_kept
from sheets_sync.runs.problem_memory import recall
from sheets_sync.runs.renamed import marks_seen
from sheets_sync.runs.reporting import report_of, said_again
from sheets_sync.runs.rows_seen import rows_seen
from sheets_sync.runs.shrink import shrunk
from sheets_sync.runs.sync_report import Json, Outcome, SyncReport
from sheets_sync.runs.verdict import Leave, Renew, Write, decide
from sheets_sync.runs.whose_summary import remember_name
from sheets_sync.sheet.pieces import Grid
from sheets_sync.sheet.saved import frozen
from sheets_sync.stores.base import Sent, Snapshot, Store
from sheets_sync.stores.files import is_address
from sheets_sync.summary.explain.explanation import explanation
from sheets_sync.summary.history import TITLE as HISTORY
from sheets_sync.summary.history import fingerprint
from sheets_sync.summary.tabs import KEPT, TITLES, build, unable
from sheets_sync.summary.view import OVERVIEW_TITLE, Stamp, View
from sheets_sync.workspace import Workspace

log = logging.getLogger(__name__)

WAITS = "она открыта{}; книги те же, что и прежде, запишется, когда её закроют"
"""Why nothing is written to an open summary, which lacks no more than another date."""

HELD = "восстановлена прежняя; новая запишется, как только изменятся книги или отчётная дата"
"""Why nothing is written after `restore`: the books still say what was undone by hand."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is about. `fixed` says that the report date is not the clock's; `memo` is what
    runs remember of each other; `same_books`: the summary was made of these books and settings."""

    workspace: Workspace
    store: Store
    memo: Memo
    today: date
    now: datetime
    fixed: bool = False
    all_severities: bool = False
    accept_shrink: bool = False
    same_books: bool = False


def look(
    workspace: Workspace, all_severities: bool, store: Store, today: date, now: datetime
) -> SyncReport:
    """The report of the books as they stand; nothing is written."""
    snapshot = taken(workspace, store, today, Memo(workspace.root).recall().rows)
    analysis = analyse(workspace, snapshot, today, all_severities)
    outcome = Outcome("unchanged", (), unable(analysis.counted), Sent(snapshot.requests))
    return report_of(analysis, outcome, now, recall(workspace.root))


def analysis_of(workspace: Workspace, store: Store, today: date) -> Analysis:
    """All that is known of the books as they stand; nothing is written."""
    return analyse(workspace, taken(workspace, store, today), today)


def explained(workspace: Workspace, store: Store, today: date, now: datetime, address: str) -> Json:
    """What a cell of the summary is made of, by the books as they stand; nothing is written."""
    snapshot = taken(workspace, store, today, Memo(workspace.root).recall().rows)
    analysis = analyse(workspace, snapshot, today)
    past = recall(workspace.root)
    last = last_year(workspace, analysis.year, today, now)
    years = earlier_years(workspace, analysis.year, now)
    grids, skipped = build(
        View(analysis, Stamp(today, now), snapshot.ours, past=past, last_year=last, years=years)
    )
    said = explanation(analysis, grids, skipped, snapshot.ours, address)
    return said | ({"titles": dict(analysis.titles)} if analysis.titles else {})


@dataclass(frozen=True, slots=True)
class Result:
    """What a run says, and what the next one is to know, of the problems too; None where the data
    was not believed, or nothing written: what was known stays."""

    report: SyncReport
    remembered: Remembered | None
    past: Past | None = None


def full_run(run: Run, known: Remembered, progress: Callable[[str], None]) -> Result:
    """Read, compute, and write what changed."""
    asked = run.workspace, run.store, run.today, known.rows, run.accept_shrink
    snapshot, past = taken(*asked), recall(run.memo.root)
    for old, new in snapshot.renamed.items():
        said = "книга «%s» теперь называется «%s»: строки те же"
        log.info(said, old, new, extra={"private": old})
    known = replace(known, rows=known.rows.under(snapshot.renamed))
    progress("Считаю")
    analysis = analyse(run.workspace, snapshot, run.today, run.all_severities)
    for one in analysis.left_out:
        log.warning(
            "не вошло: книга «%s»%s: %s",
            *(one.book, one.tab and f", лист «{one.tab}»", one.what),
            extra={"private": "" if one.book in run.workspace.books else one.book},
        )
    reason = None if run.accept_shrink else shrunk(known, analysis)
    if reason:
        progress("")
        refused = Outcome("shrink", (), dict.fromkeys(TITLES, reason), Sent(snapshot.requests))
        return Result(report_of(analysis, refused, run.now, past), None)
    last = newest(run.memo.root, run.workspace.summary)
    draft = _drafted(run, analysis, snapshot, past, last)
    plan = decide(draft.grids, draft.skipped, snapshot.ours, known.held, run.now)
    if isinstance(plan, Leave):
        outcome, checked_at = _left(plan, draft), plan.checked.replace(tzinfo=run.now.tzinfo)
    else:
        progress("Пишу сводку")
        outcome, checked_at = _written(run, plan, draft, snapshot), run.now
    progress("")
    read, write = outcome.requests
    outcome = replace(outcome, requests=Sent(snapshot.requests + read, write))
    report = report_of(analysis, outcome, run.now, past)
    if outcome.kind == "waits":
        return Result(report, None)
    marks = marks_seen(snapshot, known.rows)
    rows = replace(rows_seen(analysis, known.rows), marks=marks)
    held = known.held if outcome.kind == "held" else None
    known = Remembered((), checked_at, rows, said_again(report, analysis), held)
    written = outcome.kind == "written"
    return Result(report, known, _next_past(draft.view) if written else None)


def _next_past(view: View) -> Past:
    return view.past.then(view.analysis.every_problem, view.analysis.today, fingerprint(view))


@dataclass(frozen=True, slots=True)
class _Draft:
    """The summary laid out: what it was made of, its tabs, and why the others can't be made."""

    view: View
    grids: list[Grid]
    skipped: Mapping[str, str]


def _drafted(
    run: Run, analysis: Analysis, snapshot: Snapshot, past: Past, last: Mapping[str, Grid]
) -> _Draft:
    kept = {title: frozen(grid) for title, grid in last.items() if title in KEPT}
    stamp = Stamp(run.today, run.now, run.fixed)
    before = last_year(run.workspace, analysis.year, run.today, run.now)
    years = earlier_years(run.workspace, analysis.year, run.now)
    view = View(analysis, stamp, snapshot.ours, True, kept, past=past)
    return _laid_out(replace(view, last_year=before, years=years))


def _written(run: Run, plan: Renew | Write, draft: _Draft, snapshot: Snapshot) -> Outcome:
    """The summary written, unless somebody has it open. Raises OpenSummaryError where that keeps
    from it what the books say now."""
    try:
        changed = plan.changed if isinstance(plan, Write) else ()
        said = edits_kept(run.workspace, snapshot.ours, changed, run.now)
        return replace(_applied(run, plan, draft, snapshot), overtyped=said)
    except OpenSummaryError as error:
        if not run.same_books:
            raise
        who = f" (открыл: {error.private})" if error.private else ""
        skipped = dict.fromkeys(TITLES, WAITS.format(who))
        return Outcome("waits", skipped=skipped, private=error.private)


def _left(plan: Leave, draft: _Draft) -> Outcome:
    reasons = dict.fromkeys(TITLES, HELD) if plan.kind == "held" else draft.skipped
    return Outcome(plan.kind, skipped=reasons)


def _applied(run: Run, plan: Renew | Write, draft: _Draft, snapshot: Snapshot) -> Outcome:
    """Write the summary, and keep it for `restore`."""
    changed = plan.changed if isinstance(plan, Write) else ()
    if isinstance(plan, Renew):
        stamp = replace(draft.view.stamp, as_of=plan.as_of)
        draft = _laid_out(replace(draft.view, stamp=stamp, recorded=False))
    sent = run.store.write(draft.grids)
    remember_name(run.workspace)
    made = {grid.title: grid for grid in draft.grids}
    note = _note(run, draft, snapshot) if changed else None
    keep(run.memo.root, run.workspace.summary, made, run.now, note)
    written = tuple(title for title in made if title in {OVERVIEW_TITLE, *changed})
    return Outcome("written", written, draft.skipped, sent)


def _note(run: Run, draft: _Draft, snapshot: Snapshot) -> KeptNote:
    """What `restore --list` is to say of the summary."""
    last = next(iter(kept(run.memo.root, run.workspace.summary)), None)
    books, changed = changed_books(run.memo.root, snapshot, last.note if last else None)
    counts = told_in_lines(draft.view.analysis.problems)
    tabs = digests({grid.title: grid for grid in draft.grids}, HISTORY)
    return KeptNote(
        run.today.isoformat(),
        *(counts.errors, counts.warnings, counts.to_know),
        draft.view.totals(),
        tabs,
        books,
        changed,
    )


def _laid_out(view: View) -> _Draft:
    """With `codes_only` a summary in Google names nobody."""
    grids, skipped = build(view)
    workspace = view.analysis.workspace
    if workspace.codes_only and is_address(workspace.summary):
        grids = nameless(grids, view.analysis)
    return _Draft(view, grids, skipped)
