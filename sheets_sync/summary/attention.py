"""What needs attention: the lines of «Сводка» that name who and where, the most pressing first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from sheets_sync.figures.attendance import missed_in_a_row
from sheets_sync.figures.coverage import LATE, NONE, rated
from sheets_sync.figures.execution import EXECUTORS
from sheets_sync.figures.measures.reports import OF_WHAT
from sheets_sync.figures.reports import difference
from sheets_sync.figures.rounding import natural
from sheets_sync.figures.totals import totals
from sheets_sync.letters import plural
from sheets_sync.problems import STRUCTURAL, Severity
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Block, Cell, Head, Meaning
from sheets_sync.summary import (
    assignments,
    attendance,
    consultations,
    coverage,
    plans,
    problems,
    reports,
    results,
    roadmap,
)
from sheets_sync.summary.view import Summary, View, reason
from sheets_sync.tables.attendance import REGISTER


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, the tab to look at, and the figure its number is."""

    text: str
    tab: str
    means: Meaning | None = None


def attention(view: View) -> Block:
    """The block of all notices."""
    rows = [
        (Cell(n.text, wrap=True, means=n.means), Cell(n.tab, link=f"#'{n.tab}'!A1"))
        for n in _notices(view)
    ]
    heads = (Head("Что", span=6), Head("Где смотреть", span=2))
    return Block("attention", heads, tuple(rows), title="Требует внимания", empty="Ничего срочного")


def _notices(view: View) -> Iterator[Notice]:
    yield from _not_computed(view)
    yield from _unhelped(view)
    yield from _overdue(view)
    yield from _reports(view)
    yield from _low_results(view)
    yield from _absent(view)
    yield from _unmarked(view)
    yield from _errors(view)


def _not_computed(view: View) -> Iterator[Notice]:
    """Tabs that could not be made; those of a book that is nowhere are nobody's news."""
    found: dict[str, list[str]] = {}
    for summary in view.tabs:
        why = reason(view.analysis.counted, summary.needs)
        if why and (summary.title in view.ours or _broken(view, summary)):
            found.setdefault(why, []).append(f"«{summary.title}»")
    for why, tabs in found.items():
        said = f"Показатели не посчитаны, не обновлено: {', '.join(tabs)} — {why}"
        yield Notice(said, problems.TITLE)


def _broken(view: View, summary: Summary) -> bool:
    """Whether a tab it needs is missing beside its sisters, or lacks a column."""
    wanted = {table.title for table in summary.needs}
    return any(p.check in STRUCTURAL and p.place.tab in wanted for p in view.analysis.problems)


def _unhelped(view: View) -> Iterator[Notice]:
    if view.analysis.facts.listed is None:
        return
    pairs = rated(view.analysis.figures["coverage"], view.analysis.facts)
    risks = pairs[pairs["listed"] & pairs["risk"]]
    for need, words in ((NONE, "ни разу с начала года"), (LATE, "в этом месяце")):
        found = risks[risks["need"].eq(need)]
        if len(found):
            named = [f"{view.school(r.school)} ({r.subject})" for r in each(found)]
            said = f"ШНОР без консультаций по предмету риска {words}: {few(named)}"
            yield Notice(said, coverage.TITLE)


def _overdue(view: View) -> Iterator[Notice]:
    facts, numbers = view.analysis.facts, totals(view.analysis.facts)
    if facts.roadmap is not None and numbers["roadmap.overdue"]:
        words = plural(numbers["roadmap.overdue"], "пункт", "пункта", "пунктов")
        said = f"Дорожная карта, просрочено: {words}{_sides(facts.roadmap)}"
        yield Notice(said, roadmap.TITLE, Meaning("roadmap", "overdue"))
    if facts.plans is not None and numbers["plans.overdue"]:
        words = plural(numbers["plans.overdue"], "мероприятие", "мероприятия", "мероприятий")
        late = facts.plans.loc[facts.plans["overdue"].eq(1), "tutor"].value_counts()
        said = f"Индивидуальные планы, просрочено: {words} — {few(_people(view, late.index))}"
        yield Notice(said, plans.TITLE, Meaning("plans_by_tutor", "overdue"))
    if facts.tasks is not None and numbers["tasks.overdue"]:
        words = plural(numbers["tasks.overdue"], "поручение", "поручения", "поручений")
        days = plural(numbers["tasks.days"], "день", "дня", "дней")
        said = f"Поручения совещаний, просрочено: {words}, дольше всего {days}"
        yield Notice(said, assignments.TITLE, Meaning("assignments", "overdue"))


def _sides(events: pd.DataFrame) -> str:
    """« — ИМЦ 3, ИРО 1»: whose the overdue ones are."""
    if "executor" not in events:
        return ""
    late = events.loc[events["overdue"].eq(1), "executor"].value_counts()
    return " — " + ", ".join(f"{side} {late[side]}" for side in EXECUTORS if side in late)


def _reports(view: View) -> Iterator[Notice]:
    expected = view.analysis.facts.reports
    if expected is None:
        return
    for half in expected["half"].unique():
        rows = expected[expected["half"].eq(half)]
        late = rows[rows["submitted"].isna() & rows["days_late"].gt(0)]
        if len(late):
            names = few(_people(view, late["tutor"]))
            yield Notice(f"Не сдан отчёт за {half} полугодие: {names}", reports.TITLE)
    differs = [row.tutor for row in each(expected) if _differs(row)]
    if differs:
        names = few(_people(view, dict.fromkeys(differs)))
        yield Notice(f"Числа в отчёте расходятся с журналом: {names}", reports.TITLE)


def _differs(row: object) -> bool:
    return any(difference(row, name) for name in OF_WHAT)


def _low_results(view: View) -> Iterator[Notice]:
    """Where the official list and the sign disagree; the list itself is never changed."""
    figure = view.analysis.figures.get("low_results")
    if figure is None:
        return
    this = figure[figure["year"].eq(str(view.analysis.year))]
    for listed, words in (
        (False, "Признак низких результатов есть, в перечне ШНОР нет"),
        (True, "В перечне ШНОР есть, признака низких результатов нет"),
    ):
        schools = this.loc[this["listed"].eq(listed) & this["sign"].ne(listed), "school"]
        if len(schools):
            named = sorted((view.school(code) for code in schools), key=natural)
            yield Notice(f"{words}: {few(named)}", results.TITLE)


def _absent(view: View) -> Iterator[Notice]:
    missed = missed_in_a_row(view.analysis.facts.states)
    names = _people(view, (tutor for tutor, count in missed.items() if count > 1))
    if names:
        said = f"Не были на двух и более совещаниях подряд: {few(names)}"
        yield Notice(said, attendance.TITLE)


def _people(view: View, tutors: Iterable[str]) -> list[str]:
    return sorted(view.tutor(tutor) for tutor in tutors)


def _unmarked(view: View) -> Iterator[Notice]:
    numbers = totals(view.analysis.facts)
    if late := numbers.get("consultations.overdue"):
        words = plural(late, "консультация", "консультации", "консультаций")
        said = f"Дата прошла, а отметки о проведении нет: {words}"
        yield Notice(said, consultations.TITLE, Meaning("consultations", "overdue"))
    if gaps := numbers.get("attendance.unmarked"):
        words = plural(gaps, "клетка", "клетки", "клеток")
        said = f"На листе {REGISTER.sheet} не отмечено: {words}"
        yield Notice(said, attendance.TITLE, Meaning("attendance", "unmarked"))


def _errors(view: View) -> Iterator[Notice]:
    errors = sum(p.severity is Severity.ERROR for p in view.analysis.problems)
    if errors:
        lost = sum(tab.rejected for tab in view.analysis.tabs)
        rows = plural(lost, "строка не вошла", "строки не вошли", "строк не вошли")
        words = plural(errors, "ошибка", "ошибки", "ошибок")
        said = f"В таблицах {words}" + (f": {rows} в эту сводку" if lost else "")
        yield Notice(said, problems.TITLE)


def few(names: list[str], most: int = 4) -> str:
    """The first names and how many more there are."""
    rest = len(names) - most
    said = ", ".join(names[:most])
    return said if rest <= 0 else f"{said} и ещё {rest}"
