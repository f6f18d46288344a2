"""The tabs «Замечания», every problem by who can mend it, and «Учёт строк»."""

import re
from collections import Counter
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.staff_rows import ROWS
from sheets_sync.figures.rounding import whole
from sheets_sync.letters import plural
from sheets_sync.problems import Problem, Severity, capital
from sheets_sync.reading.unfilled import unfilled
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Grid,
    Head,
    Lines,
    Look,
    Piece,
    Row,
    Spacer,
)
from sheets_sync.summary.cells import NOBODY, as_total, head, heads, measured
from sheets_sync.summary.view import ROWS_TITLE, Summary, View, notes, page_of, tab, top

TITLE = "Замечания"
MOST = 20_000
"""More rows than this nobody reads; errors come first, and the tab says how many are left out."""
WIDTHS = (16, 18.5, 17.5, 13.5, 7, 17, 31, 27.5)
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
    "Ошибка — строка (или только эта ячейка) не учтена в сводке; предупреждение — строка "
    "учтена, но проверьте; если что-то оставлено пустым или не считается, это сказано. Щёлкните "
    "по адресу ячейки, чтобы её открыть. Исправили — замечание исчезнет при "
    "следующей проверке. Сколько строк каждого листа не вошло в показатели и почему — лист «Учёт "
    "строк»."
)


EMPTY, WELL = "таблицы пусты", "таблицы заполнены верно"


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
            empty=f"Замечаний нет: {EMPTY if unfilled(view.analysis.tabs) else WELL}",
            filtered=True,
            long=True,
        ),
    ]
    return lay_out(TITLE, pieces, WIDTHS, page_of(view))


def build_rows(view: View) -> Grid:
    """The tab that counts the rows of each staff tab: read, counted, left out and why."""
    about = "Сколько строк не вошло в показатели и почему"
    return tab(
        view, ROWS_TITLE, about, (_left_out_rows(view), notes(of=ROWS.values())), _ROW_WIDTHS
    )


_COUNTS = (
    Head("Лист", wrap=True),
    *heads(pick(ROWS, "read", "counted")),
    head(ROWS["rejected"], align=Align.CENTER),
    Head("Почему отклонено", wrap=True),
)
_ROW_WIDTHS = (28, 12, 12, 12, 80)


def _left_out_rows(view: View) -> Block:
    """How many rows of each staff tab did not enter a figure, and why."""
    tabs: dict[str, Counter[str]] = {}
    for one in view.analysis.tabs:
        tabs.setdefault(one.tab, Counter()).update({name: getattr(one, name) for name in ROWS})
    rows = [_tab_row(name, counts, _reasons(view, name)) for name, counts in tabs.items()]
    whole_row = sum(tabs.values(), Counter())
    summed = as_total(_tab_row("Всего", whole_row, ""))
    return Block(
        "left_out", _COUNTS, tuple(rows), total=summed, empty="Листов нет", long=True,
    )  # fmt: skip


def _tab_row(tab: str, counts: Mapping[str, int], why: str) -> Row:
    row = SimpleNamespace(**{name: counts[name] for name in ROWS})
    return (Cell(tab), *measured("rows", ROWS.values(), row, tab=tab), Cell(why or None))


def _reasons(view: View, tab: str) -> str:
    """What is wrong with the rejected rows of a tab, the most frequent first."""
    rejecting = [p for p in view.analysis.problems if p.rejects and p.place.tab == tab]
    said: dict[str, str] = {}
    rows: dict[str, set[Any]] = {}
    for problem in rejecting:
        said.setdefault(problem.check, problem.message)
        rows.setdefault(problem.check, set()).add(problem.row)
    ordered = sorted(rows, key=lambda check: -len(rows[check]))
    return "; ".join(
        f"{_general(said[check]) if len(rows[check]) > 1 else said[check]} ({len(rows[check])})"
        for check in ordered
    )


_DETAILS = re.compile(r"«[^»]*»|\d[\d.]*")


def _general(message: str) -> str:
    """A message that stands for several rows: without the values of the first."""
    return _DETAILS.sub("…", message)


def _about(problems: list[Problem]) -> str:
    errors = sum(p.severity is Severity.ERROR for p in problems)
    return (
        f"Что исправить в таблицах: {plural(errors, 'ошибка', 'ошибки', 'ошибок')}, "
        f"{plural(len(problems) - errors, 'предупреждение', 'предупреждения', 'предупреждений')}"
    )


def _left_out(count: int) -> str:
    return f"Показаны {whole(MOST)} замечаний из {whole(count)}: сначала исправьте эти"


def _key(problem: Problem) -> tuple[bool, str, int]:
    """By owner (nobody last), then errors first; the rest stands as in the books already."""
    owner = problem.owner or ""
    return not owner, owner, _ORDER[problem.severity]


def _row(problem: Problem) -> Row:
    cell = problem.cell
    return (
        Cell(problem.owner or NOBODY, wrap=True),
        Cell(str(problem.severity), _LOOKS[problem.severity]),
        Cell(problem.place.shown, wrap=True),
        Cell(problem.place.tab) if problem.place.tab else Cell("–", Look.MUTED),
        Cell(cell.a1, link=cell.link) if cell else Cell("–", Look.MUTED),
        Cell(problem.value or None, wrap=True),
        Cell(capital(problem.message), wrap=True),
        Cell(capital(problem.fix) or None, wrap=True),
    )


SUMMARIES = (Summary(TITLE, (), build), Summary(ROWS_TITLE, (), build_rows))
