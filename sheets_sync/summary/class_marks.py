"""The block that sets the marks of a work beside those of the class journal."""

from typing import Any

from sheets_sync.figures.results import KEYS, against_the_journal, before
from sheets_sync.figures.rounding import natural, with_ratio
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Head, Row
from sheets_sync.summary.cells import traced
from sheets_sync.summary.view import View

_MARKS = (
    Head("Школа", wrap=True),
    Head("Процедура", wrap=True),
    Head("Класс", Format.WHOLE, Align.CENTER),
    Head("Учебный год"),
    Head("Предмет", wrap=True, span=2),
    Head("Понизили", align=Align.RIGHT, field="lowered"),
    Head("Подтвердили", align=Align.RIGHT, span=2, field="confirmed"),
    Head("Повысили", align=Align.RIGHT, span=2, field="raised"),
)
_NOTE = (
    "Из учеников, о которых известно, понизили они, подтвердили или повысили отметку журнала; "
    "порядок — по названию школы. Требует внимания, выводов сам по себе не даёт."
)


def class_marks(view: View, year: str) -> Block:
    """Where fewer than half of the marks are those of the class journal, by name: of this school
    year and the last."""
    events = view.analysis.facts.results
    assert events is not None
    found = against_the_journal(events[events["year"].isin([year, before(year)])])
    differ = found[found["confirmed"].lt(found["lowered"] + found["raised"])]
    ordered = sorted(each(differ), key=lambda r: (natural(view.school(r.school)), *r[1:]))
    return Block(
        "marks", _MARKS, tuple(_row(view, row) for row in ordered),
        title="Отметки за работу и отметки журнала: подтвердили меньше половины",
        note=_NOTE, empty="Таких нет",
    )  # fmt: skip


def _row(view: View, row: Any) -> Row:
    total = row.lowered + row.confirmed + row.raised
    cells = (
        Cell(view.school(row.school)),
        Cell(row.procedure),
        Cell(row.grade, format=Format.WHOLE),
        Cell(row.year),
        Cell(row.subject),
        *(
            Cell(with_ratio(part, total), align=Align.RIGHT)
            for part in (row.lowered, row.confirmed, row.raised)
        ),
    )
    return traced(_MARKS, cells, "marks", **{name: getattr(row, name) for name in KEYS})
