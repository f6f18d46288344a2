"""What needs attention: the lines of «Сводка» that name who and where, the most pressing first."""

from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from sheets_sync.checks.past import WEEK
from sheets_sync.duties.deeds import late_rows
from sheets_sync.figures.attendance import missed_in_a_row
from sheets_sync.figures.coverage import LATE, NONE, rated
from sheets_sync.figures.execution import EXECUTORS
from sheets_sync.figures.measures.reports import OF_WHAT
from sheets_sync.figures.reports import difference
from sheets_sync.figures.rounding import natural
from sheets_sync.letters import plural
from sheets_sync.problems import STRUCTURAL, Severity
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Head, Look, Meaning, Row, Target
from sheets_sync.summary import (
    assignments,
    attendance,
    coverage,
    plans,
    problems,
    reports,
    results,
    roadmap,
)
from sheets_sync.summary.missing_marks import marks
from sheets_sync.summary.notices import Notice, few, some_tutors, tutors
from sheets_sync.summary.view import Summary, View, reason
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.tutors import TUTORS


def attention(view: View) -> Block:
    """The block of all notices: red before amber, the longest delay first."""
    found = sorted(_notices(view), key=lambda n: (_URGENCY.index(n.look), -n.days))
    return _block(tuple(map(_row, found)), "Ничего срочного")


def nothing_yet() -> Block:
    """What stands instead while no table has a row."""
    return _block((), f"Таблицы пока пусты: начните с листов {SCHOOLS.sheet} и {TUTORS.sheet}")


def _block(rows: tuple[Row, ...], empty: str) -> Block:
    return Block("attention", _HEADS, rows, title="Требует внимания", empty=empty, flows=True)


_WORDS = {Look.BAD: "срочно", Look.WARN: "внимание", Look.BODY: None}
_URGENCY = (Look.BAD, Look.WARN, Look.BODY)
_HEADS = (
    Head("Просрочка", Format.DAYS, Align.CENTER, span=3),
    Head("Что", wrap=True, span=15),
    Head("Чьё", wrap=True, span=8),
    Head("Где смотреть", wrap=True, span=6),
)


def _row(notice: Notice) -> Row:
    return (
        Cell(notice.days or _WORDS[notice.look], notice.look, Format.DAYS),
        Cell(notice.text, means=notice.means),
        Cell(notice.who or None),
        Cell(notice.to.tab, to=notice.to),
    )


def _notices(view: View) -> Iterator[Notice]:
    yield from _not_computed(view)
    yield from _unhelped(view)
    yield from _overdue(view)
    yield from _reports(view)
    yield from _low_results(view)
    yield from _absent(view)
    yield from marks(view)
    yield from _errors(view)
    yield from _week(view)


def _not_computed(view: View) -> Iterator[Notice]:
    """Tabs that could not be made; those of a book that is nowhere are nobody's news."""
    found: dict[str, list[str]] = {}
    for summary in view.tabs:
        why = reason(view.analysis.counted, summary.needs)
        if why and (summary.title in view.ours or _broken(view, summary)):
            found.setdefault(why, []).append(f"«{summary.title}»")
    for why, tabs in found.items():
        said = f"Показатели не посчитаны, не обновлено: {', '.join(tabs)} — {why}"
        yield Notice(said, Target(problems.TITLE, "problems"), look=Look.BAD)


def _broken(view: View, summary: Summary) -> bool:
    """Whether a tab it needs is missing beside its sisters, or lacks a column."""
    table = TabNames(view.analysis.workspace.tabs).table
    broken = (p.place.tab for p in view.analysis.problems if p.check in STRUCTURAL)
    return any(table(title) in summary.needs for title in broken)


def _unhelped(view: View) -> Iterator[Notice]:
    if view.analysis.facts.listed is None:
        return
    pairs = rated(view.analysis.figures["coverage"], view.analysis.facts)
    risks = pairs[pairs["listed"] & pairs["risk"]]
    for need, look, words in (
        (NONE, Look.BAD, "С начала года ни одной консультации по предмету риска"),
        (LATE, Look.WARN, "Раньше в этом году помогали, а в этом месяце по предмету риска — нет"),
    ):
        found = risks[risks["need"].eq(need)]
        if len(found):
            named = [f"{view.school(r.school)} ({r.subject})" for r in each(found)]
            said = f"{words}: {few(named, 'пара', 'пары', 'пар')}"
            to = Target(coverage.RISKS_TITLE, "risks")
            yield Notice(said, to, _keepers(view, found["school"]), look=look)


def _overdue(view: View) -> Iterator[Notice]:
    facts, numbers = view.analysis.facts, view.totals()
    if facts.roadmap is not None and numbers["roadmap.overdue"]:
        words = plural(numbers["roadmap.overdue"], "пункт", "пункта", "пунктов")
        yield _late(
            f"Дорожная карта: просрочено {words}", Target(roadmap.ITEMS_TITLE, "items"),
            _sides(facts.roadmap), numbers["roadmap.days"], Meaning("roadmap", "overdue"),
        )  # fmt: skip
    if facts.plans is not None and numbers["plans.overdue"]:
        words = plural(numbers["plans.overdue"], "мероприятие", "мероприятия", "мероприятий")
        late = dict.fromkeys(late_rows(view.analysis, "plans")["tutor"])
        yield _late(
            f"Индивидуальные планы: просрочено {words}", Target(plans.ITEMS_TITLE, "items"),
            some_tutors(map(view.tutor, late)),
            numbers["plans.days"], Meaning("plans_by_tutor", "overdue"),
        )  # fmt: skip
    if facts.tasks is not None and numbers["tasks.overdue"]:
        words = plural(numbers["tasks.overdue"], "поручение", "поручения", "поручений")
        asked = late_rows(view.analysis, "tasks")["responsible"].dropna()
        yield _late(
            f"Поручения совещаний: просрочено {words}", Target(assignments.OPEN_TITLE, "open"),
            few(list(dict.fromkeys(asked)), "ответственный", "ответственных", "ответственных", 2),
            numbers["tasks.days"], Meaning("assignments", "overdue"),
        )  # fmt: skip


def _late(text: str, to: Target, who: str, days: int, means: Meaning | None = None) -> Notice:
    return Notice(text, to, who, days, Look.BAD, means)


def _sides(events: pd.DataFrame) -> str:
    """«ИМЦ 3, ИРО 1»: whose the overdue ones are."""
    if "executor" not in events:
        return ""
    late = events.loc[events["overdue"].eq(1), "executor"].value_counts()
    return ", ".join(f"{side} {late[side]}" for side in EXECUTORS if side in late)


def _reports(view: View) -> Iterator[Notice]:
    expected = view.analysis.facts.reports
    if expected is None:
        return
    to = Target(reports.TITLE, "halves")
    for half in expected["half"].unique():
        rows = expected[expected["half"].eq(half)]
        late = rows[rows["submitted"].isna() & rows["days_late"].gt(0)]
        if len(late):
            words = plural(len(late), "тьютор", "тьютора", "тьюторов")
            said = f"Не сдали отчёт за {half} полугодие: {words}"
            yield _late(said, to, tutors(view, late["tutor"]), int(late["days_late"].max()))
    differs = dict.fromkeys(row.tutor for row in each(expected) if _differs(row))
    if differs:
        said = "Числа в отчёте расходятся с журналом"
        yield Notice(said, to, tutors(view, differs), look=Look.WARN)


def _differs(row: object) -> bool:
    return any(difference(row, name) for name in OF_WHAT)


def _low_results(view: View) -> Iterator[Notice]:
    """Where the official list and the sign disagree; the list itself is never changed."""
    figure = view.analysis.figures.get("low_results")
    if figure is None:
        return
    this = figure[figure["year"].eq(str(view.analysis.year))]
    for listed, look, words in (
        (False, Look.WARN, "Признак низких результатов есть, в перечне ШНОР нет"),
        (True, Look.BODY, "В перечне ШНОР есть, признака низких результатов нет"),
    ):
        schools = this.loc[this["listed"].eq(listed) & this["sign"].ne(listed), "school"]
        if len(schools):
            named = sorted((view.school(code) for code in schools), key=natural)
            said = f"{words}: {few(named, 'школа', 'школы', 'школ')}"
            to = Target(results.TITLE, "signs")
            yield Notice(said, to, _keepers(view, schools), look=look)


def _absent(view: View) -> Iterator[Notice]:
    missed = missed_in_a_row(view.analysis.facts.states)
    long = {tutor: count for tutor, count in missed.items() if count > 1}
    if long:
        named = sorted(f"{view.tutor(tutor)} — {count}" for tutor, count in long.items())
        said = "Пропустили подряд два совещания и больше, с причиной или без"
        who = few(named, "тьютор", "тьютора", "тьюторов")
        yield Notice(said, Target(attendance.TITLE, "tutors"), who, look=Look.WARN)


def _keepers(view: View, schools: Iterable[str]) -> str:
    """Who answers for schools: curators, and where a school has none its tutors."""
    known, found = view.analysis.keepers, dict[str, None]()
    for school in dict.fromkeys(schools):
        curator, tutors = known.curators.get(school), known.attached.get(school, ())
        found |= dict.fromkeys([curator] if curator else map(view.tutor, tutors))
    return few(list(found), "человек", "человека", "человек", 2)


def _errors(view: View) -> Iterator[Notice]:
    errors = [p for p in view.analysis.problems if p.severity is Severity.ERROR]
    if errors:
        lost = sum(tab.rejected for tab in view.analysis.tabs)
        rows = plural(lost, "строка не вошла", "строки не вошли", "строк не вошли")
        words = plural(len(errors), "ошибка", "ошибки", "ошибок")
        said = f"В таблицах {words}" + (f": {rows} в эту сводку" if lost else "")
        owners = Counter(p.owner for p in errors if p.owner)
        who = few([name for name, _ in owners.most_common()], "человек", "человека", "человек", 3)
        yield Notice(said, Target(problems.TITLE, "problems"), who, look=Look.BAD)


def _week(view: View) -> Iterator[Notice]:
    """How many problems to mend are new within seven days and mended, where any are."""
    today, began = view.analysis.today, view.past.began
    new, mended = view.past.week(view.analysis.problems, today)
    if began and (new or mended):
        since = f"с {began:%d.%m}" if today - began < WEEK else "за неделю"
        said = f"Замечания {since}: новых {new}, исправлено {mended}"
        yield Notice(said, Target(problems.TITLE, "problems"))
