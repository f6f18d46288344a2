"""The tab «История»: a row for every run that brought other figures, problems or counts."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sheets_sync.checks.remark_lines import told
from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD_RATE, TEACHERS, VISITS
from sheets_sync.figures.measures.staff_rows import ERRORS, ROWS, TO_KNOW, WARNINGS
from sheets_sync.problems import Severity
from sheets_sync.sheet.cells import Tab
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Format, Grid, Head, Row, Spacer, Value
from sheets_sync.summary.cells import heads, percent
from sheets_sync.summary.view import Summary, View, page_of, top

TITLE = "История"
WIDTHS = (
    *(15.5, 10.5, 7, 7, 6.3, 6, 6, 6, 6, 6.3, 6),
    *(8, 5.5, 6, 10.8, 5.5, 6, 7.5, 7.5, 9.1),
)
_HEADS = (
    Head("Проверено", Format.MOMENT),
    Head("Данные на", Format.DATE),
    *(Head(o.head, o.format, turned=True) for o in (*ROWS.values(), ERRORS, WARNINGS, TO_KNOW)),
    *(Head(name, Format.WHOLE, turned=True) for name in ("Новых", "Исправлено", "Осталось")),
    *heads((RATE, HELD_RATE)),
    *(Head(one.head, one.format, turned=True) for one in (TEACHERS, VISITS)),
    Head("Отпечаток", hidden=True),
)
NOTE = (
    "Строка появляется, когда изменились показатели, замечания или число строк. «Новых», "
    "«Исправлено», «Осталось» — ошибок и предупреждений по сравнению с прежней строкой; пусто — "
    "прежние неизвестны."
)


def build(view: View) -> Grid:
    """What earlier runs wrote, and a row of this one if something changed."""
    rows = previous_rows(view)
    print_now = fingerprint(view)
    if view.recorded and (not rows or _text(rows[-1][-1]) != print_now):
        rows.append(_row(view, print_now, _text(rows[-1][-1]) if rows else None))
    block = Block(
        "history", _HEADS, tuple(rows), note=NOTE, long=True, empty="Пока пусто",
        known_as="История_проверок",
    )  # fmt: skip
    return lay_out(
        TITLE, [top(view, TITLE, "Что менялось от проверки к проверке"), Spacer(), block],
        WIDTHS, page_of(view),
    )  # fmt: skip


def _text(cell: Cell | None) -> Value:
    return cell.value if cell else None


def previous_rows(view: View) -> list[Row]:
    """The rows of the tab as it stands, under the headers of today."""
    if TITLE not in view.ours:
        return []
    tab = view.ours[TITLE].tab
    first = next((r for r in range(1, tab.height + 1) if tab.at(r, 1) == _HEADS[0].text), None)
    if first is None:
        return []
    places = {tab.at(first, column): column for column in range(1, len(tab.columns) + 1)}
    rows = range(first + 1, tab.height + 1)
    return [_old_row(tab, row, places) for row in rows if isinstance(tab.at(row, 1), datetime)]


def _old_row(tab: Tab, row: int, places: dict[Any, int]) -> Row:
    values: list[Any] = []
    for head in _HEADS:
        if head.joined:
            values[-1:] = _n_and_whole(
                values[-1], tab.at(row, places.get(_HEADS[len(values) - 1].text, 0) + 1)
            )
        else:
            values.append(tab.at(row, places[head.text]) if head.text in places else None)
    return _cells(values)


def _n_and_whole(n: Any, beside: Any) -> tuple[Any, Any]:
    """An n and the N beside it; earlier versions wrote both as one text, «119/147»."""
    if not isinstance(n, str):
        return n, beside
    part, _, whole = n.replace(_BLANK, "").partition("/")
    return (int(part), int(whole)) if part.isdecimal() and whole.isdecimal() else (None, None)


_BLANK = "\u00a0"


def _cells(values: Sequence[Any]) -> Row:
    """A row's plain values as cells: a new row looks just like one that was read back."""
    return tuple(
        None if value is None else Cell(_typed(value, head), format=_format(head))
        for value, head in zip(values, _HEADS, strict=True)
    )


def _format(head: Head) -> Format:
    if head.joined:
        return Format.OF
    return Format.WHOLE if head.text in (RATE.beside, HELD_RATE.beside) else head.format


def _typed(value: Any, head: Head) -> Value:
    """A share of 1.0 comes back from a sheet as 1."""
    shares = head.format is Format.PERCENT and isinstance(value, int)
    return float(value) if shares else value


def fingerprint(view: View) -> str:
    """Figures, problems and counts as a short digest."""
    analysis = view.analysis
    problems = [
        (p.id, p.place.book, p.place.tab, p.cell.a1 if p.cell else "", p.owner)
        for p in analysis.problems
        if p.severity is not Severity.INFO
    ]
    tabs = [(t.book, t.tab, t.read, t.counted) for t in analysis.tabs]
    known = json.dumps([analysis.plain_figures, problems, tabs], sort_keys=True)
    return blake2b(known.encode(), digest_size=6).hexdigest()


def _row(view: View, print_now: str, print_before: Value) -> Row:
    analysis = view.analysis
    counts = told(analysis.problems)
    return _cells(
        [
            view.stamp.checked.replace(tzinfo=None, microsecond=0),
            analysis.today,
            *(sum(getattr(t, n) for t in analysis.tabs) for n in ROWS),
            counts.errors,
            counts.warnings,
            counts.to_know,
            *_moves(view, print_before),
            *_shares(view),
            print_now,
        ]
    )


def _moves(view: View, print_before: Value) -> tuple[int | None, ...]:
    """How many problems to mend are new, mended and left since the row before, where it is known
    which those were."""
    if view.past.print != print_before:
        return (None, None, None)
    return view.past.moves(view.analysis.problems, view.analysis.every_problem)


def _shares(view: View) -> list[Value]:
    """Явка and Проведение with their n/N, Педагогов, Посещений; None for what is not known."""
    figures = view.analysis.plain_figures
    came: Any = figures.get("attendance")
    held: Any = figures.get("consultations")
    return [
        *(_share(came["present"], came["marked"]) if came else (None,) * 3),
        *(_share(held["held"], held["planned"]) if held else (None,) * 3),
        *((held["teachers"], held["visits"]) if held else (None, None)),
    ]


def _share(part: int, total: int) -> tuple[Value, Value, Value]:
    return percent(part, total).value, part, total


SUMMARY = Summary(TITLE, (), build)
