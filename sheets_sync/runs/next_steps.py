"""The next steps of a report: the three most useful things to do now."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sheets_sync.analysis import Analysis
from sheets_sync.letters import plural
from sheets_sync.problems import Check, Problem, Severity
from sheets_sync.runs.sync_report import Outcome


def next_steps(analysis: Analysis, outcome: Outcome) -> tuple[str, ...]:
    """The three most useful things to do now, as sentences."""
    look = [f"Откройте сводку «{analysis.workspace.summary}»."] if outcome.written else []
    first = [*_out_of_year(analysis), *_refused(outcome)]
    return (*[*first, *_steps(analysis)][: MOST - len(look)], *look)


MOST = 3


def _out_of_year(analysis: Analysis) -> Iterator[str]:
    if analysis.today not in analysis.year.period:
        yield (
            f"Отчётная дата {analysis.today:%d.%m.%Y} вне учебного года {analysis.year}: проверьте "
            "--today, today и school_year."
        )


def _refused(outcome: Outcome) -> Iterator[str]:
    """Why the whole summary was left as it was."""
    reasons = set(outcome.skipped.values())
    if len(reasons) == 1 and len(outcome.skipped) > 3:
        yield f"Сводка не обновлена: {reasons.pop()}."


def _steps(analysis: Analysis) -> Iterator[str]:
    if all(analysis.counted[name].every.empty for name in ("tutors", "meetings", "schedule")):
        yield "Таблицы пусты: начните с листов «Школы» и «Тьюторы» книги «Справочники»."
        return
    errors = [p for p in analysis.problems if p.severity is Severity.ERROR]
    warnings = [p for p in analysis.problems if p.severity is Severity.WARNING]
    structural = [p for p in errors if p.cell is None]
    if structural:
        yield f"Сначала почините книгу «{structural[0].place.shown}». {structural[0].sentence()}"
    if errors:
        yield _worst(errors, "ошибку", "ошибки", "ошибок")
    gaps = sum(p.check in (Check.MARK_MISSING, Check.REGISTER_NO_COLUMN) for p in warnings)
    if gaps:
        cells = plural(gaps, "клетка не заполнена", "клетки не заполнены", "клеток не заполнено")
        yield f"Отметьте явку приглашённых тьюторов: {cells}."
    if not errors and warnings:
        yield _worst(warnings, "предупреждение", "предупреждения", "предупреждений")
    owners = Counter(p.owner for p in (*errors, *warnings) if p.owner)
    if owners and owners.most_common(1)[0][1] > 1:
        name, count = owners.most_common(1)[0]
        words = plural(count, "замечание", "замечания", "замечаний")
        yield f"Больше всего может исправить {name}: {words} (лист «Замечания» сводки)."
    if not errors and not warnings:
        yield "Замечаний нет: таблицы заполнены верно."


def _worst(problems: Sequence[Problem], *words: str) -> str:
    """Where most of the problems are, with the first one as an example."""
    tab, count = Counter(p.place.tab for p in problems).most_common(1)[0]
    first = next(p for p in problems if p.place.tab == tab)
    total = plural(len(problems), *words)
    most = f": больше всего на листе «{tab}» ({count})" if count > 1 else ""
    do = "Исправьте" if first.severity is Severity.ERROR else "Проверьте"
    return f"{do} {total}{most}. {first.sentence()}"
