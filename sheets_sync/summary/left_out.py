"""The tab «Учёт строк»: the rows of each staff tab, read, counted, left out and why."""

import re
from collections import Counter
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.staff_rows import ROWS
from sheets_sync.sheet.pieces import Align, Block, Cell, Grid, Head, Row
from sheets_sync.summary.cells import as_total, head, heads, measured
from sheets_sync.summary.view import ROWS_TITLE, Summary, View, notes, tab


def build(view: View) -> Grid:
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
        known_as="Учёт_строк",
    )  # fmt: skip


def _tab_row(tab: str, counts: Mapping[str, int], why: str) -> Row:
    row = SimpleNamespace(**{name: counts[name] for name in ROWS})
    return (Cell(tab), *measured("rows", ROWS.values(), row, tab=tab), Cell(why or None))


def _reasons(view: View, tab: str) -> str:
    """What is wrong with the rejected rows of a tab, the most frequent first."""
    rejecting = [p for p in view.analysis.every_problem if p.rejects and p.place.tab == tab]
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


SUMMARY = Summary(ROWS_TITLE, (), build)
