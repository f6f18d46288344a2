"""The next steps of a report: the three most useful things to do now."""

from collections import Counter
from collections.abc import Callable, Sequence

from sheets_sync.analysis import Analysis
from sheets_sync.letters import plural
from sheets_sync.problems import STRUCTURAL, Check, Problem, Severity
from sheets_sync.reading.unfilled import unfilled
from sheets_sync.runs.sync_report import REFUSED, Outcome
from sheets_sync.stores.files import called
from sheets_sync.tables.directories import DIRECTORIES, SCHOOLS
from sheets_sync.tables.tutors import TUTORS

MOST = 3

_BROKEN = STRUCTURAL | {Check.BOOK_UNREAD}


def next_steps(analysis: Analysis, outcome: Outcome) -> tuple[str, ...]:
    """The three most useful things to do now, as sentences."""
    summary = called(analysis.workspace.summary, analysis.titles)
    look = [f"Откройте сводку «{summary}»."] if outcome.written else []
    begin = _begin(analysis)
    steps = [begin] if begin else [step(analysis) for step in _STEPS]
    first = (outcome.overtyped, _out_of_year(analysis), _refused(outcome))
    said = [step for step in (*first, *steps) if step]
    return (*said[: MOST - len(look)], *look)


def _out_of_year(analysis: Analysis) -> str | None:
    if analysis.today in analysis.year.period:
        return None
    over = analysis.today > analysis.year.period.end
    begin = " Новый учебный год начинает sheets-sync new-year." if over else ""
    return (
        f"Отчётная дата {analysis.today:%d.%m.%Y} вне учебного года {analysis.year}: проверьте "
        f"--today, today и school_year.{begin}"
    )


def _refused(outcome: Outcome) -> str | None:
    """Why the whole summary was left as it was."""
    if outcome.kind not in REFUSED:
        return None
    return f"Сводка не обновлена: {next(iter(outcome.skipped.values()))}."


def _begin(analysis: Analysis) -> str | None:
    """Where nothing is filled in, nothing else is worth saying, unless tabs are there that the
    program does not know."""
    unknown = any(one.check in (Check.BOOK_FOREIGN, Check.TAB_UNREAD) for one in analysis.problems)
    if unknown or not unfilled(analysis.tabs):
        return None
    return (
        f"Таблицы пусты: начните с листов {SCHOOLS.sheet} и {TUTORS.sheet} "
        f"книги «{DIRECTORIES.title}»."
    )


def _first_of_structure(analysis: Analysis) -> Problem | None:
    """What is wrong with a whole tab or book; a line of the settings is none."""
    return next((one for one in _of(analysis, Severity.ERROR) if one.check in _BROKEN), None)


def _structure(analysis: Analysis) -> str | None:
    first = _first_of_structure(analysis)
    if first is None:
        return None
    return f"Сначала почините книгу «{first.place.shown}». {first.sentence()}"


def _errors(analysis: Analysis) -> str | None:
    """Those that `_structure` has not said."""
    told = _first_of_structure(analysis)
    errors = [one for one in _of(analysis, Severity.ERROR) if one is not told]
    return _worst(errors, told is not None, "ошибку", "ошибки", "ошибок") if errors else None


_GAPS = (Check.MARK_MISSING, Check.REGISTER_NO_COLUMN)


def _gaps(analysis: Analysis) -> str | None:
    gaps = sum(one.check in _GAPS for one in _of(analysis, Severity.WARNING))
    if not gaps:
        return None
    cells = plural(gaps, "клетка не заполнена", "клетки не заполнены", "клеток не заполнено")
    return f"Отметьте явку приглашённых тьюторов: {cells}."


def _warnings(analysis: Analysis) -> str | None:
    """Those that `_gaps` has not said, where there is nothing worse."""
    every = _of(analysis, Severity.WARNING)
    warnings = [one for one in every if one.check not in _GAPS]
    if not warnings or _of(analysis, Severity.ERROR):
        return None
    more = len(warnings) < len(every)
    return _worst(warnings, more, "предупреждение", "предупреждения", "предупреждений")


def _owner(analysis: Analysis) -> str | None:
    """Who can mend the most."""
    owners = Counter(one.owner for one in _of(analysis, *_TO_MEND) if one.owner)
    for name, count in owners.most_common(1):
        if count > 1:
            words = plural(count, "замечание", "замечания", "замечаний")
            return f"Больше всего может исправить {name}: {words} (лист «Замечания» сводки)."
    return None


def _all_is_well(analysis: Analysis) -> str | None:
    if _of(analysis, *_TO_MEND):
        return None
    if any(problem.severity is not Severity.INFO for problem in analysis.problems):
        return "Исправлять нечего: остальное — к сведению (лист «Замечания» сводки)."
    return "Замечаний нет: таблицы заполнены верно."


_STEPS: tuple[Callable[[Analysis], str | None], ...] = (
    _structure,
    _errors,
    _gaps,
    _warnings,
    _owner,
    _all_is_well,
)
"""The most useful first."""

_TO_MEND = (Severity.ERROR, Severity.WARNING)


def _of(analysis: Analysis, *severities: Severity) -> list[Problem]:
    """The problems to mend that cost so much, severity by severity."""
    mend = [one for one in analysis.problems if one.mend]
    return [one for severity in severities for one in mend if one.severity is severity]


def _worst(problems: Sequence[Problem], more: bool, *words: str) -> str:
    """Where most of the problems are, with the first one as an example; `more`: beside those that
    an earlier step said."""
    tab, count = Counter(p.place.tab for p in problems).most_common(1)[0]
    first = next(p for p in problems if p.place.tab == tab)
    total = ("ещё " if more else "") + plural(len(problems), *words)
    most = f": больше всего на листе «{tab}» ({count})" if tab and count > 1 else ""
    do = "Исправьте" if first.severity is Severity.ERROR else "Проверьте"
    book = "" if tab else f"«{first.place.shown}»: "
    return f"{do} {total}{most}. {book}{first.sentence()}"
