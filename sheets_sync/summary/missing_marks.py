"""The notices about marks: those that are missing, what did not take place, what disagrees."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.letters import plural
from sheets_sync.periods import month_of
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Look, Meaning, Target
from sheets_sync.summary import attendance, consultations
from sheets_sync.summary.notices import Notice, few, tutors
from sheets_sync.summary.view import View


def marks(view: View) -> Iterator[Notice]:
    """All of them."""
    yield from _unmarked(view)
    yield from _not_held(view)
    yield from _disagree(view)


def _unmarked(view: View) -> Iterator[Notice]:
    facts, numbers = view.analysis.facts, view.totals()
    if late := numbers.get("consultations.overdue"):
        words = plural(late, "консультация", "консультации", "консультаций")
        rows = view.rows("schedule").loc[facts.scheduled["overdue"].eq(1)]  # type: ignore[index]
        yield Notice(
            f"Дата прошла, а отметки о проведении нет: {words}",
            Target(consultations.NOT_HELD_TITLE, "not_held"),
            tutors(view, rows["tutor"].value_counts().index),
            _days(view, rows["date"]), Look.WARN, Meaning("consultations", "overdue"),
        )  # fmt: skip
    if numbers.get("attendance.unmarked"):
        gaps = facts.states[facts.states["state"].isna()]  # type: ignore[index]
        yield _not_marked(view, gaps)


def _not_held(view: View) -> Iterator[Notice]:
    """What did not take place this month, beside the year's number."""
    failed = view.totals().get("consultations.failed")
    lately = view.totals(month_of(view.analysis.today)).get("consultations.failed")
    if failed and lately:
        words = plural(lately, "консультация", "консультации", "консультаций")
        said = f"В этом месяце не состоялось: {words}; с начала года — {failed}"
        to = Target(consultations.NOT_HELD_TITLE, "not_held")
        yield Notice(said, to, means=Meaning("consultations", "failed"))


def _disagree(view: View) -> Iterator[Notice]:
    found = sum(p.check in consultations.DISAGREE for p in view.analysis.problems)
    if found:
        places = plural(found, "месте", "местах", "местах")
        said = f"Отметки, график и журнал консультаций расходятся в {places}"
        yield Notice(said, Target(consultations.DISAGREE_TITLE, "disagree"))


def _not_marked(view: View, gaps: pd.DataFrame) -> Notice:
    """«Не отмечена явка, 1 клетка: Шаповалов А.Н., 02.12.2020»"""
    named = [f"{view.tutor(r.tutor)}, {r.date:%d.%m.%Y}" for r in each(gaps.sort_values("date"))]
    cells = plural(len(gaps), "клетка", "клетки", "клеток")
    said = f"Не отмечена явка, {cells}: {few(named, 'клетка', 'клетки', 'клеток')}"
    means = Meaning("attendance", "unmarked")
    to = Target(attendance.TITLE, "tutors")
    return Notice(said, to, days=_days(view, gaps["date"]), look=Look.WARN, means=means)


def _days(view: View, dates: Any) -> int:
    """Days since the earliest of some dates."""
    return int((pd.Timestamp(view.analysis.today) - dates.min()).days)
