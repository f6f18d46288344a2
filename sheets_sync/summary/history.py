"""The tab «История»: a row for every run that brought other figures, problems or counts."""

import json
from datetime import date
from hashlib import blake2b
from typing import Any

from sheets_sync.checks.remark_lines import told
from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD_RATE, TEACHERS, VISITS
from sheets_sync.figures.measures.staff_rows import ERRORS, ROWS, TO_KNOW, WARNINGS
from sheets_sync.figures.totals import Numbers
from sheets_sync.problems import Severity
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Format, Grid, Head, Row, Spacer, Value
from sheets_sync.stores.base import OurTab
from sheets_sync.summary.cells import heads, percent
from sheets_sync.summary.earlier_rows import earlier_rows, row_of, text_of
from sheets_sync.summary.view import Summary, View, page_of, top
from sheets_sync.summary.years import year_pieces

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
    rows = earlier_rows(view.ours.get(TITLE), _HEADS)
    print_now = fingerprint(view)
    if view.recorded and (not rows or text_of(rows[-1][-1]) != print_now):
        rows.append(_row(view, print_now, text_of(rows[-1][-1]) if rows else None))
    alone = not view.years
    block = Block(
        "history", _HEADS, tuple(rows), note=NOTE, long=alone, flows=not alone, empty="Пока пусто",
        known_as="История_проверок", title="" if alone else "Проверки этого года",
    )  # fmt: skip
    about = "Что менялось от проверки к проверке" + ("" if alone else " и от года к году")
    pieces = [top(view, TITLE, about), Spacer(), *year_pieces(view), block]
    return lay_out(TITLE, pieces, WIDTHS, page_of(view))


def last_numbers(ours: OurTab | None) -> tuple[date, Numbers] | None:
    """The report date of the last row that a summary wrote, and what it says of the year."""
    rows = earlier_rows(ours, _HEADS)
    if not rows:
        return None
    values = [text_of(cell) for cell in rows[-1]]
    at = {head.text: number for number, head in enumerate(_HEADS) if not head.joined}
    came, held = at[RATE.head], at[HELD_RATE.head]
    said = {
        "attendance.present": values[came + 1],
        "attendance.marked": values[came + 2],
        "consultations.held": values[held + 1],
        "consultations.planned": values[held + 2],
        "consultations.teachers": values[at[TEACHERS.head]],
        "consultations.visits": values[at[VISITS.head]],
    }
    day = values[at["Данные на"]]
    numbers = {name: int(value) for name, value in said.items() if isinstance(value, int | float)}
    return (day, numbers) if isinstance(day, date) else None


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
    return row_of(
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
        ],
        _HEADS,
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
