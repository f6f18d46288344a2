"""The block that sets the marks of a work beside those of the class journal."""

from typing import Any

from sheets_sync.figures.events import needed
from sheets_sync.figures.measures.results import CLASS_MARKS
from sheets_sync.figures.results import KEYS, against_the_journal, before
from sheets_sync.figures.rounding import natural
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Head, Row
from sheets_sync.summary.cells import heads, measured, wide_enough
from sheets_sync.summary.result_cells import works
from sheets_sync.summary.view import View

_MARKS = (
    Head("Школа", wrap=True),
    Head("Процедура", wrap=True),
    Head("Класс", Format.WHOLE, Align.CENTER),
    Head("Учебный год"),
    Head("Предмет", wrap=True),
    *heads(CLASS_MARKS.values()),
)
MARK_WIDTHS = (22, 12, 7, 11, 21, *wide_enough(heads(CLASS_MARKS.values()), 9))
MARKS_ABOUT = "Отметки за работу и отметки журнала: подтвердили меньше половины"
_NOTE = (
    "Считаются ученики, о которых указано, подтвердили они отметку журнала, понизили или повысили. "
    "Порядок — по названию школы. Строка требует внимания, но сама по себе вывода не даёт."
)


def class_marks(view: View, year: str) -> Block:
    """Where fewer than half of the marks are those of the class journal, by name: of this school
    year and the last."""
    events = needed(view.analysis.facts.results)
    found = against_the_journal(events[events["year"].isin([year, before(year)])])
    differ = found[found["confirmed"].lt(found["lowered"] + found["raised"])]
    differ = differ.assign(work=works(differ, events, KEYS))
    ordered = sorted(each(differ), key=lambda r: (natural(view.school(r.school)), *r[1:]))
    return Block(
        "marks", _MARKS, tuple(_row(view, row) for row in ordered), note=_NOTE,
        empty="Таких работ нет", filtered=True, long=True, known_as="Отметки_и_журнал",
    )  # fmt: skip


def _row(view: View, row: Any) -> Row:
    key = {name: getattr(row, name) for name in KEYS}
    return (
        Cell(view.school(row.school)),
        Cell(row.work),
        Cell(row.grade, format=Format.WHOLE),
        Cell(row.year),
        Cell(row.subject),
        *measured("marks", CLASS_MARKS.values(), row, **key),
    )
