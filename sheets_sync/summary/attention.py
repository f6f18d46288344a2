"""What needs attention: the lines of «Сводка» that name who and where, the most pressing first."""

from collections.abc import Iterable, Iterator

from sheets_sync.checks.past import WEEK
from sheets_sync.figures.attendance import missed_in_a_row
from sheets_sync.figures.coverage import NONE, asked_since, rated, unread
from sheets_sync.figures.measures.reports import OF_WHAT
from sheets_sync.figures.reports import difference
from sheets_sync.figures.rounding import natural
from sheets_sync.letters import few, plural
from sheets_sync.periods import month_of
from sheets_sync.problems import STRUCTURAL
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Head, Look, Meaning, Row, Target
from sheets_sync.summary import (
    attendance,
    consultations,
    coverage,
    problems,
    reports,
    results,
)
from sheets_sync.summary.notices import Notice, tutors
from sheets_sync.summary.view import ROWS_TITLE, Summary, View, reason
from sheets_sync.tables.consultations import JOURNAL
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.tab_titles import TabNames
from sheets_sync.tables.tutors import TUTORS


def attention(view: View) -> Block:
    """The block of all notices, red before amber: what nobody owes by a day, and so does not stand
    among what is to be done."""
    found = sorted(_notices(view), key=lambda notice: _URGENCY.index(notice.look))
    return _block(tuple(map(_row, found)), "Ничего срочного")


def nothing_yet() -> Block:
    """What stands instead while no table has a row."""
    return _block((), f"Таблицы пока пусты: начните с листов {SCHOOLS.sheet} и {TUTORS.sheet}")


def _block(rows: tuple[Row, ...], empty: str) -> Block:
    return Block(
        "attention", _HEADS, rows, title="Требует внимания", empty=empty, flows=True,
        known_as="Требует_внимания",
    )  # fmt: skip


_WORDS = {Look.BAD: "срочно", Look.WARN: "внимание", Look.BODY: None}
_URGENCY = (Look.BAD, Look.WARN, Look.BODY)
_HEADS = (
    Head("Срочность", align=Align.CENTER, span=3),
    Head("Что", wrap=True, span=15),
    Head("Чьё", wrap=True, span=8),
    Head("Где смотреть", wrap=True, span=6),
)


def _row(notice: Notice) -> Row:
    return (
        Cell(_WORDS[notice.look], notice.look),
        Cell(notice.text, means=notice.means),
        Cell(notice.who or None),
        Cell(notice.to.tab, to=notice.to),
    )


def _notices(view: View) -> Iterator[Notice]:
    yield from _not_computed(view)
    yield from _journal_left_out(view)
    yield from _never_helped(view)
    yield from _differing(view)
    yield from _low_results(view)
    yield from _absent(view)
    yield from _not_held(view)
    yield from _disagree(view)
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


def _journal_left_out(view: View) -> Iterator[Notice]:
    """Many rows of the journal that are in no figure: every number of consultations is too low."""
    journal = view.analysis.counted[JOURNAL.name]
    every, out = len(journal.every), 0 if journal.rejected is None else len(journal.rejected)
    if out > every * _MANY:
        rows = plural(out, "строка", "строки", "строк")
        said = f"Из-за ошибок не входит в показатели: {rows} журнала консультаций из {every}"
        yield Notice(said, Target(ROWS_TITLE, "left_out"), look=Look.WARN)


_MANY = 0.05
"""The share of the journal's rows without which its figures mislead."""


def _broken(view: View, summary: Summary) -> bool:
    """Whether a tab it needs is missing beside its sisters, or lacks a column."""
    table = TabNames(view.analysis.workspace.tabs).table
    broken = (p.place.tab for p in view.analysis.every_problem if p.check in STRUCTURAL)
    return any(table(title) in summary.needs for title in broken)


def _never_helped(view: View) -> Iterator[Notice]:
    """What nobody is asked for any more: after the last lesson, who was not helped all year."""
    facts = view.analysis.facts
    if facts.listed is None or asked_since(facts.centre):
        return
    pairs = rated(view.analysis.figures["coverage"], facts)
    found = pairs[pairs["listed"] & pairs["risk"] & pairs["need"].eq(NONE)]
    if len(found):
        named = [f"{view.school(r.school)} ({r.subject})" for r in each(found)]
        said = "С начала года ни одной консультации по предмету риска: "
        said += few(named, "пара", "пары", "пар")
        unsure = unread(view.analysis.counted[JOURNAL.name])
        if rows := sum(unsure.get(school, 0) for school in set(found["school"])):
            said += f"; об этих школах в журнале есть непрочитанные строки: {rows}"
        to = Target(coverage.RISKS_TITLE, "risks")
        yield Notice(said, to, _keepers(view, found["school"]), look=Look.BAD)


def _differing(view: View) -> Iterator[Notice]:
    expected = view.analysis.facts.reports
    if expected is None:
        return
    differs = dict.fromkeys(row.tutor for row in each(expected) if _differs(row))
    if differs:
        said = "Числа в отчёте расходятся с журналом"
        to = Target(reports.TITLE, "halves")
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


def _week(view: View) -> Iterator[Notice]:
    """How many problems to mend are new within seven days and mended, where any are."""
    analysis, began = view.analysis, view.past.began
    today = analysis.today
    new, mended = view.past.week(analysis.problems, analysis.every_problem, today)
    if began and (new or mended):
        since = f"с {began:%d.%m}" if today - began < WEEK else "за неделю"
        said = f"Замечания {since}: новых {new}, исправлено {mended}"
        yield Notice(said, Target(problems.TITLE, "problems"))
