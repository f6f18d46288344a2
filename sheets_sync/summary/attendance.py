"""The tabs «Явка тьюторов», by tutor, and «Явка по совещаниям», by meeting and by stream."""

from typing import Any

from sheets_sync.figures.attendance import missed_in_a_row
from sheets_sync.figures.events import ATTENDANCE_NEEDS
from sheets_sync.figures.measures.attendance import (
    ATTENDANCE,
    GUESTS,
    MARKED,
    MISSED,
    PRESENT,
    RATE,
    RATE_WITHOUT_EXCUSED,
)
from sheets_sync.figures.measures.declared import Measure, pick
from sheets_sync.letters import capital
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Block, Cell, Grid, Head, Row
from sheets_sync.summary.cells import as_total, heads, measured, number, wide_enough
from sheets_sync.summary.expected import EVERYBODY, by_tutor
from sheets_sync.summary.view import Summary, View, notes, tab

TITLE = "Явка тьюторов"
MEETINGS_TITLE = "Явка по совещаниям"
_ABOUT = "Явка приглашённых тьюторов на совещания"
_SHOWN = (
    *pick(ATTENDANCE, "expected", "marked", "present", "remote", "late", "excused", "absent"),
    *pick(ATTENDANCE, "unmarked", "rate", "rate_without_excused"),
)


def _heads(*more: Measure) -> tuple[Head, ...]:
    return heads((*_SHOWN, *more), turned=True)


_WIDTHS = (21, 17, *wide_enough(_heads(MISSED), 8.5))
NOTE = (
    f"{capital(RATE.formula)}; {RATE_WITHOUT_EXCUSED.formula}. {PRESENT.note} "
    f"{capital(MARKED.formula)}; {ATTENDANCE['unmarked'].note}. "
    "Считаются проведённые совещания и запланированные, день которых наступил."
)
TUTORS_NOTE = (
    f"{EVERYBODY} Кого ни на одно совещание не приглашали, у того нули. Пропусков подряд — "
    f"{MISSED.formula}."
)


def build(view: View) -> Grid:
    """The tab from the attendance figures."""
    return tab(
        view,
        TITLE,
        _ABOUT,
        (_by_tutor(view), notes(NOTE, TUTORS_NOTE, of=(*_SHOWN, MISSED))),
        _WIDTHS,
    )


def build_meetings(view: View) -> Grid:
    """The tab by meeting and stream, from the same figures."""
    some = view.analysis.figures["attendance_by_meeting"]["guests"].any()
    note = notes(NOTE, *([f"{capital(GUESTS.formula)}; {GUESTS.note}."] if some else []), of=_SHOWN)
    blocks = (_by_meeting(view), _by_stream(view), note)
    return tab(view, MEETINGS_TITLE, _ABOUT, blocks, _WIDTHS if some else _WIDTHS[:-1])


def _total(view: View, *before: Cell | None) -> Row:
    """The total row, from counts."""
    (row,) = each(view.analysis.figures["attendance"])
    return (*before, *as_total(measured("attendance", _SHOWN, row)))


def _by_tutor(view: View) -> Block:
    figures = by_tutor(view, "attendance_by_tutor")
    missed = missed_in_a_row(view.analysis.facts.states)
    schools = view.rows("tutors").set_index("code")["school"]
    shown = (*_SHOWN, MISSED)
    rows = []
    for row in sorted(each(figures), key=lambda row: view.tutor(row.tutor)):
        names = (Cell(view.tutor(row.tutor)), Cell(view.school(schools.get(row.tutor, ""))))
        count = missed.get(row.tutor, 0)
        last = {MISSED.name: number(count, MISSED.look(count))}
        figures_shown = measured("attendance_by_tutor", shown, row, last, tutor=row.tutor)
        rows.append((*names, *figures_shown))
    return Block(
        "tutors", (Head("Тьютор"), Head("Школа"), *_heads(MISSED)), tuple(rows),
        title="По тьюторам", total=(*_total(view, Cell("Всего"), None), None),
        empty="Совещаний ещё не было", filtered=True, long=True, frozen_columns=1,
        known_as="Явка_по_тьюторам",
    )  # fmt: skip


def _by_meeting(view: View) -> Block:
    meetings: Any = view.rows("meetings").set_index("code")
    figures = view.analysis.figures["attendance_by_meeting"]
    more = (GUESTS,) if figures["guests"].any() else ()
    rows = []
    for row in sorted(each(figures), key=lambda r: (meetings.at[r.meeting, "date"], r.meeting)):
        name = Cell(_meeting(row.meeting, meetings.loc[row.meeting]), wrap=True)
        shown = measured("attendance_by_meeting", (*_SHOWN, *more), row, meeting=row.meeting)
        rows.append((name, *shown))
    return Block(
        "meetings", (Head("Совещание", wrap=True, span=2), *_heads(*more)), tuple(rows),
        title="По совещаниям", total=(*_total(view, Cell("Всего")), *_all_guests(figures, more)),
        empty="Совещаний ещё не было", known_as="Явка_по_совещаниям",
    )  # fmt: skip


def _all_guests(figures: Any, more: tuple[Measure, ...]) -> Row:
    return tuple(as_total((number(int(figures[one.name].sum())),))[0] for one in more)


def _meeting(code: str, row: Any) -> str:
    return f"{row.date:%d.%m.%Y} · {code} · {row.topic} · {row.format}"


def _by_stream(view: View) -> Block:
    figures = view.analysis.figures["attendance_by_stream"]
    rows = [
        (Cell(r.stream), *measured("attendance_by_stream", _SHOWN, r, stream=r.stream))
        for r in each(figures)
    ]
    note = "Тьютор двух направлений считается в каждом из тех, которые приглашены."
    return Block(
        "streams",
        (Head("Направление", span=2), *_heads()),
        tuple(rows),
        title="По направлениям",
        note=note,
        empty="Совещаний ещё не было",
        known_as="Явка_по_направлениям",
    )


SUMMARIES = (
    Summary(TITLE, ATTENDANCE_NEEDS, build),
    Summary(MEETINGS_TITLE, ATTENDANCE_NEEDS, build_meetings),
)
