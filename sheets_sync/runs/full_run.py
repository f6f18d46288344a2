"""The whole run: look at the books, lay out the summary, write what changed."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sheets_sync.analysis import Analysis, analyse
from sheets_sync.errors import UsageError
from sheets_sync.figures.catalogue import plain
from sheets_sync.letters import fold
from sheets_sync.problems import Problem
from sheets_sync.reading.directories import people_of
from sheets_sync.runs.codes_only import without_names
from sheets_sync.runs.kept_summaries import keep, newest
from sheets_sync.runs.memory import Memo
from sheets_sync.runs.next_steps import next_steps
from sheets_sync.runs.sync_report import Outcome, SyncReport
from sheets_sync.runs.verdict import Leave, Renew, decide
from sheets_sync.sheet.cells import Place, tab_of
from sheets_sync.sheet.pieces import Grid
from sheets_sync.sheet.saved import frozen
from sheets_sync.stores.base import Snapshot, Store
from sheets_sync.stores.files import is_address
from sheets_sync.summary.explain.explanation import explanation
from sheets_sync.summary.overview import TITLE as OVERVIEW
from sheets_sync.summary.tabs import KEPT, TITLES, build, unable
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables import IN_ORDER, titles, wanted_titles
from sheets_sync.tables.tutors import TUTORS
from sheets_sync.workspace import Workspace

HELD = "восстановлена прежняя; новая запишется, как только изменятся книги или отчётная дата"
"""Why nothing is written after `restore`: the books still say what was undone by hand."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is about. `fixed` says that the report date is not the clock's; `memo` is what
    runs remember of each other."""

    workspace: Workspace
    store: Store
    memo: Memo
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


def explained(
    workspace: Workspace, store: Store, today: date, now: datetime, address: str
) -> dict[str, Any]:
    """What a cell of the summary is made of, by the books as they stand; nothing is written."""
    snapshot = store.read(wanted_titles())
    analysis = analyse(workspace, snapshot, today)
    grids, skipped = build(View(analysis, Stamp(today, now), snapshot.ours))
    return explanation(analysis, grids, skipped, snapshot.ours, address)


def full_run(
    run: Run, known: Mapping[str, Any], progress: Callable[[str], None]
) -> tuple[SyncReport, dict[str, Any]]:
    """Read, compute, write; → the report and what to remember of it ({}: a refused shrink)."""
    snapshot = run.store.read(wanted_titles())
    progress("Считаю")
    analysis = analyse(run.workspace, snapshot, run.today, run.all_severities)
    before = known.get("rows", {})
    reason = None if run.accept_shrink else shrunk(before, analysis)
    if reason:
        progress("")
        refused = Outcome((), dict.fromkeys(TITLES, reason), snapshot.requests)
        return replace(report_of(analysis, refused, run.now), kind="shrink"), {}
    outcome, checked = _write(run, analysis, snapshot, known.get("held"), progress)
    progress("")
    outcome = replace(outcome, read_requests=snapshot.requests + outcome.read_requests)
    held = HELD in outcome.skipped.values()
    kind = "written" if outcome.written else "held" if held else "unchanged"
    report = replace(report_of(analysis, outcome, run.now), kind=kind)
    checked_at = checked.replace(tzinfo=run.now.tzinfo).isoformat()
    rows = _row_counts(analysis) | _lost_counts(before, analysis)
    idle = replace(outcome, written=(), write_requests=0)
    again = {**report.content, **what_was_done(analysis, idle)}
    content = {"checked_at": checked_at, "rows": rows, "report": again}
    return report, {**content, "held": known["held"]} if held else content


def _row_counts(analysis: Analysis) -> dict[str, int]:
    """Rows read by «book⏎tab»."""
    return {f"{tab.book}\n{tab.tab}": tab.read for tab in analysis.tabs}


def _lost_counts(before: Mapping[str, int], analysis: Analysis) -> dict[str, int]:
    """Earlier counts of the tabs that can't be used today: the tabs they feed are left alone."""
    lost = frozenset[str]().union(
        *(titles(read.table) for read in analysis.counted.values() if not read.usable)
    )
    return {place: rows for place, rows in before.items() if fold(place.split("\n")[1]) in lost}


def shrunk(before: Mapping[str, int], analysis: Analysis) -> str | None:
    """Why the data must not be believed: a tab lost over half of its rows, or all of them."""
    now = _row_counts(analysis) | _lost_counts(before, analysis)
    for place, rows in before.items():
        left = now.get(place, 0)
        if left * 2 < rows:
            book, tab = place.split("\n")
            return (
                f"на листе «{tab}» книги «{book}» было строк: {rows}, стало: {left}; если так и "
                "надо, один раз запустите sheets-sync sync с --accept-shrink"
            )
    return None


def _write(
    run: Run,
    analysis: Analysis,
    snapshot: Snapshot,
    held: Mapping[str, str] | None,
    progress: Callable[[str], None],
) -> tuple[Outcome, datetime]:
    """Lay the summary out and write it if a cell of it changed; → also when it was checked."""
    last = newest(run.memo.root, run.workspace.summary)
    kept = {title: frozen(grid) for title, grid in last.items() if title in KEPT}
    view = View(analysis, Stamp(run.today, run.now, run.fixed), snapshot.ours, kept=kept)
    grids, skipped = _built(run, view)
    plan = decide(grids, skipped, snapshot.ours, held, run.now)
    if isinstance(plan, Leave):
        reasons = dict.fromkeys(TITLES, HELD) if plan.kind == "held" else skipped
        return Outcome(skipped=reasons), plan.checked
    changed: tuple[str, ...] = ()
    if isinstance(plan, Renew):
        view = replace(view, stamp=replace(view.stamp, as_of=plan.as_of), recorded=False)
        grids, skipped = _built(run, view)
    else:
        changed = plan.changed
    progress("Пишу сводку")
    sent = run.store.write(grids)
    made = {grid.title: grid for grid in grids}
    keep(run.memo.root, run.workspace.summary, made, run.now, renewed=not changed)
    written = tuple(title for title in made if title in {OVERVIEW, *changed})
    requests = {"read_requests": sent.read, "write_requests": sent.write}
    return Outcome(written, skipped, **requests), run.now


def _built(run: Run, view: View) -> tuple[list[Grid], dict[str, str]]:
    """The summary's tabs; with `codes_only` a summary in Google names nobody.

    Raises UsageError when the directory that tells the names can't be read.
    """
    grids, skipped = build(view)
    if run.workspace.codes_only and is_address(run.workspace.summary):
        tutors = view.analysis.shelf.records["tutors"]
        if not tutors.usable or tutors.every["surname"].isna().all():
            raise UsageError(_NO_DIRECTORY)
        people = people_of(tutors.every, run.workspace.owners.values())
        grids = [without_names(grid, people, _own_texts) for grid in grids]
    return grids, skipped


_NO_DIRECTORY = (
    "Сводка в Google не записана: с codes_only = true имена в ней заменяются кодами из листа "
    f"«{TUTORS.title}», а его нет, он пуст или без обязательного столбца; верните его (чего не "
    "хватает, скажет sheets-sync check) или укажите в summary файл на диске."
)


@cache
def _own_texts() -> frozenset[str]:
    """What the summary says of empty books: its headings, labels and notes."""
    day = date(2000, 1, 1)
    tabs = tuple(
        tab_of(Place(table.name, table.title), [[column.header for column in table.columns]])
        for table in IN_ORDER
    )
    analysis = analyse(Workspace(Path(), (), ""), Snapshot(tabs), day)
    grids, _ = build(View(analysis, Stamp(day, datetime(2000, 1, 1))))
    cells = (cell for grid in grids for row in grid.rows for cell in row if cell)
    return frozenset(cell.value for cell in cells if isinstance(cell.value, str))


def report_of(analysis: Analysis, outcome: Outcome, made_at: datetime) -> SyncReport:
    """An analysis and what was done with it → the report."""
    return SyncReport(
        {
            "today": analysis.today.isoformat(),
            "made_at": made_at.isoformat(timespec="seconds"),
            "organisation": analysis.workspace.organisation,
            "tabs": [asdict(count) for count in analysis.tabs],
            "problems": [problem_as_json(problem) for problem in analysis.problems],
            "figures": plain(analysis.figures),
            **what_was_done(analysis, outcome),
        }
    )


def what_was_done(analysis: Analysis, outcome: Outcome) -> dict[str, Any]:
    """The part of the report that is about the run and not about the books."""
    return {
        "written": list(outcome.written),
        "skipped": dict(outcome.skipped),
        "requests": {"read": outcome.read_requests, "write": outcome.write_requests},
        "next": next_steps(analysis, outcome),
    }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """A problem under the names of the contract."""
    return {
        "book": problem.place.book,
        "tab": problem.place.tab,
        "cell": problem.cell.a1 if problem.cell else None,
        "check": problem.check,
        "severity": str(problem.severity),
        "value": problem.value,
        "message": problem.message,
        "fix": problem.fix,
        "owner": problem.owner,
        "link": problem.link,
    }
