"""Attendance and consultations month by month, for the charts."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

from sheets_sync.figures.attendance import tally
from sheets_sync.figures.consultations import months
from sheets_sync.figures.measures.attendance import RATE
from sheets_sync.figures.measures.consultations import HELD, HELD_RATE, PLANNED, TEACHERS
from sheets_sync.figures.totals import Numbers, nobody_named
from sheets_sync.sheet.pieces import Align, Block, Cell, Head, Row
from sheets_sync.summary.cells import NOT_KNOWN, heads, measured, short_month
from sheets_sync.summary.view import View


def month_blocks(view: View) -> Block:
    """Month by month: what the charts draw."""
    numbers = _by_month(view)
    held = "consultations" in view.analysis.figures
    rows = [_month_row(key, numbers.get(key, {}), held) for key in _months_so_far(view)]
    columns = (replace(one, span=3) for one in heads((*_CAME, *_HELD), Align.RIGHT))
    return Block(
        "months", (Head("Месяц", span=3), *columns), tuple(rows), title="По месяцам",
        empty="Данных пока нет", known_as="Показатели_по_месяцам",
    )  # fmt: skip


_CAME = (replace(RATE, limits=()),)
_HELD = (HELD, PLANNED, replace(HELD_RATE, limits=(), beside=""), TEACHERS)
_NOTHING = dict.fromkeys(("present", "marked", *(one.name for one in _HELD)), 0)


def _by_month(view: View) -> dict[str, dict[str, int]]:
    """The counts of each month, attendance by the meeting's date."""
    found: dict[str, dict[str, int]] = {}
    states = view.analysis.facts.states
    frames = [view.analysis.figures.get("consultations_by_month")]
    if states is not None:
        frames.append(tally(states.assign(month=months(states["date"])), ["month"]))
    for frame in frames:
        for row in () if frame is None else frame.to_dict("records"):
            counts = {str(name): n for name, n in row.items() if isinstance(n, int)}
            found[row["month"]] = found.get(row["month"], {}) | counts
    return found


def _months_so_far(view: View) -> Iterator[str]:
    """The months from September to the report date, as «2020-09»."""
    year = view.analysis.year
    last = min(view.analysis.today, year.period.end)
    for n in range(12):
        month = f"{year.start + (8 + n) // 12}-{(8 + n) % 12 + 1:02}"
        if month <= f"{last:%Y-%m}":
            yield month


def _month_row(key: str, numbers: Numbers, consultations: bool) -> Row:
    """A month; «–» and no zeros where the consultations could not be computed, or nobody is named
    in the journal."""
    row = SimpleNamespace(**(_NOTHING | dict(numbers)))
    unnamed = (TEACHERS,) if nobody_named(numbers, "") else ()
    unknown = {one.name: NOT_KNOWN for one in (unnamed if consultations else _HELD)}
    return (
        Cell(short_month(key)),
        *measured("attendance_by_month", _CAME, row, month=key),
        *measured("consultations_by_month", _HELD, row, unknown, month=key),
    )
