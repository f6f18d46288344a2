"""The tab «Явка тьюторов»: by tutor, by meeting, by stream."""

from typing import Any

from sheets_sync.figures.attendance import missed_in_a_row
from sheets_sync.figures.events import ATTENDANCE_NEEDS
from sheets_sync.reading.frames import each
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Piece,
    Row,
    Spacer,
)
from sheets_sync.summary.cells import as_total, number, percent, ratio, traced, wide_enough
from sheets_sync.summary.view import Summary, View, top

TITLE = "Явка тьюторов"
_COUNT_HEADS = (
    Head("Приглашено", Format.WHOLE, field="expected"),
    Head("Отмечено", Format.WHOLE, field="marked"),
    Head("Пришли", Format.WHOLE, field="present"),
    Head("из них дист.", Format.WHOLE, field="remote"),
    Head("из них опоздали", Format.WHOLE, field="late"),
    Head("Уваж. причина", Format.WHOLE, field="excused"),
    Head("Без причины", Format.WHOLE, field="absent"),
    Head("Не отмечено", Format.WHOLE, field="unmarked"),
    Head("Явка", Format.PERCENT, field="rate"),
    Head("пришли / отмечено", align=Align.RIGHT, field="rate"),
    Head("Явка без уваж. причин", Format.PERCENT, field="rate_without_excused"),
    Head("пришли / без уваж.", align=Align.RIGHT, field="rate_without_excused"),
)
ONE_PAGE = 28
"""So many rows fit one page: then its head need not come again over the blocks below."""
_LAST = Head("Пропусков подряд", Format.WHOLE, field="missed")
WIDTHS = (25, 22, *wide_enough((*_COUNT_HEADS, _LAST)))
NOTE = (
    "Явка = пришли / отмечено; явка без уважительных причин = пришли / (отмечено − уважительная "
    "причина). Пришли — присутствовали, в том числе дистанционно и с опозданием. "
    "Отмечено = приглашено − не отмечено; пустая клетка никогда не считается отсутствием. "
    "Считаются проведённые совещания и запланированные, день которых наступил."
)


def build(view: View) -> Grid:
    """The tab from the attendance figures."""
    pieces: list[Piece] = [
        top(view, TITLE, "Явка приглашённых тьюторов на совещания"),
        Spacer(),
        _by_tutor(view),
        Spacer(),
        _by_meeting(view),
        Spacer(),
        _by_stream(view),
        Spacer(),
        Lines((Cell(NOTE, Look.NOTE),)),
    ]
    page = Page(landscape=True, repeat=len(view.analysis.tutor_names) > ONE_PAGE)
    return lay_out(TITLE, pieces, WIDTHS, page)


def counts(row: Any) -> Row:
    """The counts, the rate and its n/N of one row of a figure table."""
    unmarked = number(row.unmarked, Look.WARN if row.unmarked else Look.BODY)
    plain = (row.expected, row.marked, row.present, row.remote, row.late, row.excused, row.absent)
    return (
        *map(number, plain),
        unmarked,
        percent(row.present, row.marked, _rate_look(row.present, row.marked)),
        ratio(row.present, row.marked),
        percent(row.present, row.marked - row.excused),
        ratio(row.present, row.marked - row.excused),
    )


def _rate_look(present: int, marked: int) -> Look:
    """Under a half is bad, under three quarters wants a look."""
    if marked and present * 2 < marked:
        return Look.BAD
    return Look.WARN if marked and present * 4 < marked * 3 else Look.BODY


def total(view: View, *before: Cell | None) -> Row:
    """The total row, from counts."""
    (row,) = each(view.analysis.figures["attendance"])
    return (*before, *as_total(traced(_COUNT_HEADS, counts(row), "attendance")))


def _by_tutor(view: View) -> Block:
    figures = view.analysis.figures["attendance_by_tutor"]
    missed = missed_in_a_row(view.analysis.facts.states)
    schools = view.rows("tutors").set_index("code")["school"]
    heads = (Head("Тьютор"), Head("Школа"), *_COUNT_HEADS, _LAST)
    rows = []
    for row in sorted(each(figures), key=lambda row: view.tutor(row.tutor)):
        names = (Cell(view.tutor(row.tutor)), Cell(view.school(schools.get(row.tutor, ""))))
        cells = (*names, *counts(row), _missed(missed.get(row.tutor, 0)))
        rows.append(traced(heads, cells, "attendance_by_tutor", tutor=row.tutor))
    return Block(
        "tutors", heads, tuple(rows), title="По тьюторам",
        total=(*total(view, Cell("Всего"), None), None),
        empty="Совещаний ещё не было", filtered=True, frozen=True, frozen_columns=1,
    )  # fmt: skip


def _missed(count: int) -> Cell:
    look = Look.BAD if count > 2 else Look.WARN if count == 2 else Look.BODY
    return number(count, look)


def _by_meeting(view: View) -> Block:
    meetings: Any = view.rows("meetings").set_index("code")
    figures = view.analysis.figures["attendance_by_meeting"]
    heads = (Head("Совещание", wrap=True, span=2), *_COUNT_HEADS)
    rows = []
    for row in sorted(each(figures), key=lambda r: (meetings.at[r.meeting, "date"], r.meeting)):
        cells = (Cell(_meeting(row.meeting, meetings.loc[row.meeting]), wrap=True), *counts(row))
        rows.append(traced(heads, cells, "attendance_by_meeting", meeting=row.meeting))
    return Block(
        "meetings", heads, tuple(rows), title="По совещаниям",
        total=total(view, Cell("Всего")), empty="Совещаний ещё не было",
    )  # fmt: skip


def _meeting(code: str, row: Any) -> str:
    return f"{row.date:%d.%m.%Y} · {code} · {row.topic}"


def _by_stream(view: View) -> Block:
    figures = view.analysis.figures["attendance_by_stream"]
    heads = (Head("Направление", span=2), *_COUNT_HEADS)
    rows = [
        traced(heads, (Cell(r.stream), *counts(r)), "attendance_by_stream", stream=r.stream)
        for r in each(figures)
    ]
    note = "Тьютор двух направлений считается в каждом из тех, которые приглашены."
    return Block(
        "streams",
        heads,
        tuple(rows),
        title="По направлениям",
        note=note,
        empty="Совещаний ещё не было",
    )


SUMMARY = Summary(TITLE, ATTENDANCE_NEEDS, build)
