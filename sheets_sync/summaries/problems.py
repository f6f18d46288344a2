"""The tab «Замечания»: every problem, by the person who can mend it."""

from sheets_sync.grid import Block, Cell, Grid, Head, Lines, Look, Page, Piece, Row, Spacer, lay_out
from sheets_sync.kinds.base import Severity
from sheets_sync.kinds.text import plural
from sheets_sync.problems import Problem, capital
from sheets_sync.summaries.base import Summary, View, top, whole

TITLE = "Замечания"
NOBODY = "не указан"
MOST = 20_000
"""More rows than this nobody reads; errors come first, and the tab says how many are left out."""
WIDTHS = (22, 16, 24, 15, 9, 24, 46, 42)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_LOOKS = {Severity.ERROR: Look.BAD, Severity.WARNING: Look.WARN, Severity.INFO: Look.MUTED}
_HEADS = (
    Head("Кто исправит", wrap=True),
    Head("Важность"),
    Head("Книга", wrap=True),
    Head("Лист"),
    Head("Ячейка"),
    Head("Что вписано", wrap=True),
    Head("Что не так", wrap=True),
    Head("Что сделать", wrap=True),
)
NOTE = (
    "Ошибка — строка (или только эта ячейка) не учтена в сводке; предупреждение — учтена, но "
    "проверьте. Щёлкните по адресу ячейки, чтобы её открыть. Исправили — замечание исчезнет при "
    "следующей проверке."
)


def build(view: View) -> Grid:
    """The tab from the problems of severity ошибка and предупреждение."""
    problems = [p for p in view.analysis.problems if p.severity is not Severity.INFO]
    shown = sorted(problems, key=_key)
    if len(shown) > MOST:
        shown = sorted(sorted(shown, key=lambda p: _ORDER[p.severity])[:MOST], key=_key)
    pieces: list[Piece] = [
        top(view, TITLE, _about(problems)),
        Lines((Cell(NOTE, Look.NOTE),)),
        *([Lines((Cell(_left_out(len(problems)), Look.ALERT),))] if len(problems) > MOST else []),
        Spacer(),
        Block(
            "problems",
            _HEADS,
            tuple(map(_row, shown)),
            empty="Замечаний нет: таблицы заполнены верно",
            filtered=True,
            frozen=True,
        ),
    ]
    return lay_out(TITLE, pieces, WIDTHS, Page(landscape=True))


def _about(problems: list[Problem]) -> str:
    errors = sum(p.severity is Severity.ERROR for p in problems)
    return (
        f"Что исправить в таблицах: {plural(errors, 'ошибка', 'ошибки', 'ошибок')}, "
        f"{plural(len(problems) - errors, 'предупреждение', 'предупреждения', 'предупреждений')}"
    )


def _left_out(count: int) -> str:
    return f"Показаны {whole(MOST)} замечаний из {whole(count)}: сначала исправьте эти"


def _key(problem: Problem) -> tuple[bool, str, int, str, str, int, int]:
    """By owner (nobody last), then errors first, then as they stand in the books."""
    at = (problem.cell.row, problem.cell.column) if problem.cell else (0, 0)
    place = problem.place
    owner = problem.owner or ""
    return not owner, owner, _ORDER[problem.severity], place.book, place.tab, *at


def _row(problem: Problem) -> Row:
    cell = problem.cell
    return (
        Cell(problem.owner or NOBODY, wrap=True),
        Cell(str(problem.severity), _LOOKS[problem.severity]),
        Cell(problem.place.book, wrap=True),
        Cell(problem.place.tab),
        Cell(cell.a1, link=cell.link) if cell else Cell("–", Look.MUTED),
        Cell(problem.value or None, wrap=True),
        Cell(capital(problem.message), wrap=True),
        Cell(capital(problem.fix) or None, wrap=True),
    )


SUMMARY = Summary(TITLE, (), build)
