"""What a municipality tells the region: its figures as small tables of counts that add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sheets_sync.analysis import Analysis
from sheets_sync.checks.remark_lines import told
from sheets_sync.figures.adding import Line, added, lines_of
from sheets_sync.figures.coverage import HELPED, NONE, OVER, rated
from sheets_sync.figures.events import Facts as Events
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.region import REGION
from sheets_sync.figures.measures.staff_rows import ROWS
from sheets_sync.figures.reports import handed_in

Frames = dict[str, pd.DataFrame]


def tables_of(analysis: Analysis) -> dict[str, list[Line]]:
    """Every table of REGION that the books allow, people and schools left out."""
    events = analysis.facts
    frames: Frames = {
        **{name: frame for name, frame in analysis.figures.items() if name in REGION},
        **_deeds(events),
        **_coverage(analysis),
        **_reports(events),
        **_low(analysis),
        **_staff_rows(analysis),
    }
    return {name: lines_of(REGION[name], frames[name]) for name in REGION if name in frames}


def _deeds(events: Events) -> Frames:
    sums = {"plans": events.plans, "roadmap_total": events.roadmap}
    return {name: execution(rows, []) for name, rows in sums.items() if rows is not None}


def _coverage(analysis: Analysis) -> Frames:
    """The schools of this year's list with their risk subjects."""
    listed = analysis.facts.listed
    if "coverage" not in analysis.figures or listed is None:
        return {}
    pairs = rated(analysis.figures["coverage"], analysis.facts)
    risks = pairs[pairs["listed"] & pairs["risk"]]
    counts = risks[["school", "subject"]].assign(
        pairs=1,
        helped=risks["need"].ne(NONE).astype(int),
        lately=risks["need"].isin([HELPED, OVER]).astype(int),
        unhelped=risks["need"].eq(NONE).astype(int),
    )
    sums = ["pairs", "helped", "lately", "unhelped"]
    groups = counts.groupby("subject")
    by_subject = groups[sums].sum().assign(schools=groups["school"].nunique()).reset_index()
    total = counts[sums].sum().to_frame().T.assign(schools=listed["school"].nunique())
    return {"coverage_total": total, "coverage_by_subject": by_subject}


def _reports(events: Events) -> Frames:
    reports = events.reports
    if reports is None:
        return {}
    counts = reports[["year", "half"]].assign(
        expected=1,
        handed_in=handed_in(reports).astype(int),
        late=reports["days_late"].gt(0).astype(int),
    )
    return {"reports_by_half": counts.groupby(["year", "half"]).sum().reset_index()}


def _low(analysis: Analysis) -> Frames:
    """How many schools show a sign, by year."""
    low = analysis.figures.get("low_results")
    if low is None:
        return {}
    marks = ["r1", "r2", "sign", "listed"]
    counts = low[["year"]].assign(schools=1, **{name: low[name].astype(int) for name in marks})
    return {"low_results_by_year": counts.groupby("year").sum().reset_index()}


def _staff_rows(analysis: Analysis) -> Frames:
    rows = {name: [sum(getattr(tab, name) for tab in analysis.tabs)] for name in ROWS}
    problems = {name: [n] for name, n in told(analysis.problems)._asdict().items()}
    last = _last_entry(analysis.facts)
    return {
        "rows": pd.DataFrame(rows),
        "problems": pd.DataFrame(problems),
        "freshness": pd.DataFrame({"last_entry": [last]}, dtype=object),
    }


def _last_entry(events: Events) -> str | None:
    """The last day that somebody recorded a visit or a mark of, ISO."""
    visited, states = events.visited, events.states
    days = [
        *([] if visited is None else [visited["date"].max()]),
        *([] if states is None else [states.loc[states["state"].notna(), "date"].max()]),
    ]
    last = max((day for day in days if not pd.isna(day)), default=None)
    return None if last is None else last.date().isoformat()


@dataclass(frozen=True, slots=True)
class Sum:
    """What several municipalities come to: tables, and how many of them each table is made of."""

    tables: Mapping[str, list[Line]] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, list[Line]]) -> "Sum":
        """One municipality alone."""
        return cls(tables, dict.fromkeys(tables, 1))


FAN = 16
"""How many sums one node of the tree puts together."""


def tree(sums: list[Sum]) -> Sum:
    """All of them as one, put together in groups and these again."""
    while len(sums) > 1:
        sums = [_together(sums[at : at + FAN]) for at in range(0, len(sums), FAN)]
    return sums[0] if sums else Sum()


def _together(sums: list[Sum]) -> Sum:
    known: dict[str, Any] = {}
    for one in sums:
        for name, count in one.known.items():
            known[name] = known.get(name, 0) + count
    return Sum(added(one.tables for one in sums), known)
