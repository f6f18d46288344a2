"""Attendance and consultations month by month, for the charts."""

from collections.abc import Iterator

from sheets_sync.figures.attendance import tally
from sheets_sync.figures.consultations import months
from sheets_sync.figures.totals import Numbers
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Head, Row
from sheets_sync.summary.cells import NOT_KNOWN, month_name, number, percent, ratio, traced
from sheets_sync.summary.view import View


def month_blocks(view: View) -> Block:
    """Month by month: what the charts draw."""
    numbers = _by_month(view)
    held = "consultations" in view.analysis.figures
    rows = [_month_row(key, numbers.get(key, {}), held) for key in _months_so_far(view)]
    heads = (Head("Месяц", span=2), *_CAME_HEADS, *_HELD_HEADS)
    return Block("months", heads, tuple(rows), title="По месяцам", empty="Данных пока нет")


_CAME_HEADS = (
    Head("Явка", Format.PERCENT, Align.RIGHT, field="rate"),
    Head("пришли / отмечено", align=Align.RIGHT, field="rate"),
)


_HELD_HEADS = (
    Head("Проведено", Format.WHOLE, Align.RIGHT, field="held"),
    Head("План", Format.WHOLE, Align.RIGHT, field="planned"),
    Head("Проведение", Format.PERCENT, Align.RIGHT, field="held_rate"),
    Head("Педагогов", Format.WHOLE, Align.RIGHT, field="teachers"),
)


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
    """A month; «–» and no zeros where the consultations could not be computed."""
    present, marked = numbers.get("present", 0), numbers.get("marked", 0)
    held, planned = numbers.get("held", 0), numbers.get("planned", 0)
    came = (percent(present, marked), ratio(present, marked))
    done = (
        number(held),
        number(planned),
        percent(held, planned),
        number(numbers.get("teachers", 0)),
    )
    if not consultations:
        done = (NOT_KNOWN,) * 4
    return (
        Cell(month_name(key)),
        *traced(_CAME_HEADS, came, "attendance_by_month", month=key),
        *traced(_HELD_HEADS, done, "consultations_by_month", month=key),
    )
