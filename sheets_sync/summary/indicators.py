"""The indicators of «Сводка»: this month and half-year against the ones before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.measures.attendance import RATE, RATE_WITHOUT_EXCUSED
from sheets_sync.figures.measures.consultations import CONSULTATIONS, HELD_RATE
from sheets_sync.figures.measures.declared import Measure, pick
from sheets_sync.figures.measures.deeds import DONE_RATE
from sheets_sync.figures.rounding import half_up, signed, with_ratio
from sheets_sync.figures.totals import Numbers, totals
from sheets_sync.periods import Period, month_before, month_of, same_part
from sheets_sync.sheet.pieces import Align, Block, Cell, Head, Meaning, Row
from sheets_sync.summary import assignments, plans, roadmap
from sheets_sync.summary.cells import NOT_KNOWN, number
from sheets_sync.summary.view import View
from sheets_sync.tables.kinds.dates import MONTHS


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the table: a measure of a figure over everything; `tile` says in the tile of the
    page what N is."""

    figure: str
    measure: Measure
    called: str = ""
    tile: str = ""

    @property
    def name(self) -> str:
        """What the line is called."""
        return self.called or self.measure.title

    def known(self, numbers: Numbers) -> bool:
        """Whether it could be counted."""
        return self._key(self.measure.events) in numbers

    def share(self, numbers: Numbers) -> tuple[int, int]:
        """n and N; N is 0 for what is no share."""
        one = self.measure
        n, whole, less = (numbers.get(self._key(c), 0) for c in (one.events, one.whole, one.less))
        return n, whole - less

    def _key(self, count: str) -> str:
        return f"{FIGURES[self.figure].table or self.figure}.{count}"


INDICATORS = (
    Indicator("attendance", RATE, tile="отмечено"),
    Indicator("attendance", RATE_WITHOUT_EXCUSED),
    Indicator("consultations", HELD_RATE, tile="по плану"),
    *(
        Indicator("consultations", one)
        for one in pick(
            CONSULTATIONS, "held", "unplanned", "teachers", "visits", "schools", "low_schools"
        )
    ),
    Indicator("roadmap", DONE_RATE, roadmap.TITLE, "срок наступил"),
    Indicator("plans_by_tutor", DONE_RATE, plans.TITLE, "срок наступил"),
    Indicator("assignments", DONE_RATE, assignments.TITLE, "срок наступил"),
)


def indicators(view: View) -> Block:
    """Each indicator this month and the one before, this half and the one before."""
    periods = _periods(view)
    counted = [totals(view.analysis.facts.within(p)) if p else {} for _, p in periods]
    days = [period for _, period in periods]
    heads = (
        Head("Показатель", span=2),
        *(Head(name, align=Align.RIGHT) for name, _ in periods[:2]),
        Head("Изменение", align=Align.RIGHT),
        *(Head(name, align=Align.RIGHT) for name, _ in periods[2:]),
        Head("Изменение", align=Align.RIGHT),
    )
    rows = [
        (
            Cell(one.name),
            *_pair(one, counted[:2], days[:2]),
            *_pair(one, counted[2:], days[2:]),
        )
        for one in INDICATORS
        if any(map(one.known, counted))
    ]
    return Block("indicators", heads, tuple(rows), title="Показатели", empty="Данных пока нет")


def _periods(view: View) -> list[tuple[str, Period | None]]:
    """(head, days): the month before, this month, the half before, this half."""
    today = view.analysis.today
    before, now = month_before(today), same_part(month_of(today), today)
    named: list[tuple[str, Period | None]] = [
        (f"{MONTHS[before.start.month - 1]} {before.start.year}", before),
        (f"{MONTHS[now.start.month - 1]} {now.start.year}{_so_far(month_of(today), today)}", now),
    ]
    halves = view.analysis.shelf.halves
    first, second = halves["I"], halves["II"]
    second_now = today >= second.start
    named.append(("I полугодие", first) if second_now else ("Прошлое полугодие", None))
    now_half = second if second_now else first
    name = f"{'II' if second_now else 'I'} полугодие{_so_far(now_half, today)}"
    named.append((name, same_part(now_half, today)))
    return named


def _so_far(period: Period, today: date) -> str:
    """« (идёт)» while a period is not over: it is compared with a whole one. No day is named, or
    the page would change every day."""
    return " (идёт)" if today < period.end else ""


def _pair(one: Indicator, counted: Iterable[Numbers], days: Iterable[Period | None]) -> Row:
    """An indicator before and now, and the change, each saying what it is."""
    before, now = counted
    earlier, present = days
    means = Meaning(one.figure, one.measure.name, period=present)
    cells = (_value(one, before), _value(one, now), _change(one, before, now))
    meanings = (replace(means, period=earlier), means, replace(means, before=earlier))
    return tuple(
        cell if cell is NOT_KNOWN else replace(cell, means=meaning)
        for cell, meaning in zip(cells, meanings, strict=True)
    )


def _value(one: Indicator, numbers: Numbers) -> Cell:
    if not one.known(numbers):
        return NOT_KNOWN
    n, total = one.share(numbers)
    return Cell(with_ratio(n, total), align=Align.RIGHT) if one.measure.whole else number(n)


def _change(one: Indicator, before: Numbers, now: Numbers) -> Cell:
    """In percentage points, rounded once, or in pieces."""
    if not (one.known(before) and one.known(now)):
        return NOT_KNOWN
    old, new = one.share(before), one.share(now)
    if not one.measure.whole:
        return Cell(signed(new[0] - old[0]), align=Align.RIGHT)
    if not (old[1] and new[1]):
        return NOT_KNOWN
    points = half_up((Fraction(*new) - Fraction(*old)) * 100, 1)
    return Cell(signed(float(points), 1) + " п.п.", align=Align.RIGHT)
