"""An analysis, and what was done with it → the report."""

from dataclasses import replace
from datetime import datetime

from sheets_sync.analysis import Analysis
from sheets_sync.checks.past import Past
from sheets_sync.reading.left_out import LeftOut
from sheets_sync.runs.next_steps import next_steps
from sheets_sync.runs.sync_report import Allowed, NotIn, Outcome, Remark, SyncReport
from sheets_sync.stores.base import Sent


def report_of(analysis: Analysis, outcome: Outcome, made_at: datetime, past: Past) -> SyncReport:
    """The report of a run."""
    today = analysis.today
    return SyncReport(
        today,
        made_at,
        analysis.workspace.organisation,
        analysis.tabs,
        tuple(Remark.of(one, past.first(one.id, today)) for one in analysis.problems),
        tuple(Allowed.under(o, past.first(o.problem.id, today)) for o in analysis.accepted),
        dict(analysis.plain_figures),
        outcome,
        next_steps(analysis, outcome),
        analysis.titles,
        tuple(map(_not_in, analysis.left_out)),
    )


def _not_in(one: LeftOut) -> NotIn:
    last = one.last.isoformat() if one.last else None
    return NotIn(one.book, one.tab or None, one.what, one.way, last)


def said_again(report: SyncReport, analysis: Analysis) -> SyncReport:
    """The report of the next run, if nothing changes until then."""
    requests = Sent(report.outcome.requests.read, 0)
    idle = replace(report.outcome, written=(), requests=requests, overtyped="")
    return replace(report, outcome=idle, next=next_steps(analysis, idle))
