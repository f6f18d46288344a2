"""All figures of a workspace by the names of docs/contract.md «The JSON»."""

from collections.abc import Callable, Mapping
from math import isnan
from typing import Any

import pandas as pd

from sheets_sync.figures.attendance import by_stream, tally, with_guests
from sheets_sync.figures.consultations import consultation_figures, coverage
from sheets_sync.figures.events import Facts
from sheets_sync.figures.execution import execution
from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.results import KEYS, TOWN_KEYS, low_results, results

Figure = list[dict[str, Any]] | dict[str, Any]
Figures = dict[str, pd.DataFrame]


def attendance_figures(facts: Facts) -> Figures:
    """attendance and its cuts by tutor, meeting and stream; nothing without the tabs."""
    states = facts.states
    if states is None:
        return {}
    return {
        "attendance": tally(states, []),
        "attendance_by_tutor": tally(states, ["tutor"]),
        "attendance_by_meeting": with_guests(tally(states, ["meeting"]), facts.guests),
        "attendance_by_stream": tally(by_stream(states), ["stream"]),
    }


def consultations_figures(facts: Facts) -> Figures:
    """consultations and its cuts by tutor, subject and month, and coverage."""
    scheduled, visited, low = facts.scheduled, facts.visited, facts.listed
    if scheduled is None or visited is None or low is None:
        return {}
    return {
        "consultations": consultation_figures(scheduled, visited, []),
        "consultations_by_tutor": consultation_figures(scheduled, visited, ["tutor"]),
        "consultations_by_subject": consultation_figures(scheduled, visited, ["subject"]),
        "consultations_by_month": consultation_figures(scheduled, visited, ["month"]),
        "coverage": coverage(visited, low),
    }


def execution_figures(facts: Facts) -> Figures:
    """assignments, plans_by_tutor, roadmap (by section), roadmap_by_executor."""
    found: Figures = {}
    if facts.tasks is not None:
        found["assignments"] = execution(facts.tasks, [])
    if facts.plans is not None:
        found["plans_by_tutor"] = execution(facts.plans, ["tutor"])
    if facts.roadmap is not None:
        found["roadmap"] = execution(facts.roadmap, ["section"])
        if "executor" in facts.roadmap:
            found["roadmap_by_executor"] = execution(facts.roadmap, ["executor"])
    return found


def report_figures(facts: Facts) -> Figures:
    """reports."""
    if facts.reports is None:
        return {}
    declared = FIGURES["reports"]
    return {"reports": facts.reports[declared.columns].sort_values([*declared.keys])}


def result_figures(facts: Facts) -> Figures:
    """results, results_municipality, low_results."""
    if facts.results is None:
        return {}
    found = {
        "results": results(facts.results, KEYS),
        "results_municipality": results(facts.results, TOWN_KEYS),
    }
    if facts.official is not None:
        rule = facts.centre.low_rule
        found["low_results"] = low_results(found["results"], facts.official, rule)
    return found


MAKERS: tuple[Callable[[Facts], Figures], ...] = (
    attendance_figures,
    consultations_figures,
    execution_figures,
    report_figures,
    result_figures,
)


def figures_of(facts: Facts) -> Figures:
    """Every figure table the workspace allows."""
    return {name: frame for maker in MAKERS for name, frame in maker(facts).items()}


_TOTALS = {name for name, figure in FIGURES.items() if not figure.keys}


def plain(figures: Mapping[str, pd.DataFrame]) -> dict[str, Figure]:
    """Figure tables as JSON has them: rows as objects (one without keys), n/0 null, dates ISO."""
    return {
        name: objects(frame)[0] if name in _TOTALS else objects(frame)
        for name, frame in figures.items()
    }


def objects(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a figure table as JSON has them: NaN is null, dates are ISO."""
    columns = [[_plain(value) for value in frame[name].tolist()] for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and isnan(value)):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
