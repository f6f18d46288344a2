"""The indicators of «Сводка»: this month and half-year against the ones before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sheets_sync.figures.rounding import half_up, signed, with_ratio
from sheets_sync.figures.totals import Numbers, totals
from sheets_sync.periods import Period, month_before, month_of, same_part
from sheets_sync.sheet.pieces import Align, Block, Cell, Head, Meaning, Row
from sheets_sync.summary.cells import NOT_KNOWN, number
from sheets_sync.summary.view import View
from sheets_sync.tables.kinds.dates import MONTHS


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the table: the figure's table and field, the counts n, N (and what N lacks)."""

    name: str
    figure: str
    field: str
    counts: tuple[str, ...]

    def share(self, numbers: Numbers) -> tuple[int, int]:
        """n and N."""
        less = numbers.get(self.counts[2], 0) if len(self.counts) > 2 else 0
        return numbers.get(self.counts[0], 0), numbers.get(self.counts[1], 0) - less


def _share(name: str, figure: str, field: str, *counts: str) -> Indicator:
    return Indicator(name, figure, field, tuple(f"{figure.split('_')[0]}.{n}" for n in counts))


def _count(name: str, field: str) -> Indicator:
    return Indicator(name, "consultations", field, (f"consultations.{field}",))


def _deeds(name: str, figure: str, part: str) -> Indicator:
    return Indicator(name, figure, "done_rate", (f"{part}.due_done", f"{part}.due"))


_CAME = ("present", "marked")
INDICATORS = (
    _share("Явка на совещания", "attendance", "rate", *_CAME),
    _share("Явка без уважительных причин", "attendance", "rate_without_excused", *_CAME, "excused"),
    _share("Проведение консультаций", "consultations", "held_rate", "held", "planned"),
    _count("Проведено консультаций", "held"),
    _count("Вне графика", "unplanned"),
    _count("Разных педагогов", "teachers"),
    _count("Посещений", "visits"),
    _count("Школ", "schools"),
    _count("из них ШНОР", "low_schools"),
    _deeds("Исполнение дорожной карты", "roadmap", "roadmap"),
    _deeds("Исполнение планов", "plans_by_tutor", "plans"),
    _deeds("Исполнение поручений", "assignments", "tasks"),
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
        if any(one.counts[0] in numbers for numbers in counted)
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
    means = Meaning(one.figure, one.field, period=present)
    cells = (_value(one, before), _value(one, now), _change(one, before, now))
    meanings = (replace(means, period=earlier), means, replace(means, before=earlier))
    return tuple(
        cell if cell is NOT_KNOWN else replace(cell, means=meaning)
        for cell, meaning in zip(cells, meanings, strict=True)
    )


def _value(one: Indicator, numbers: Numbers) -> Cell:
    if one.counts[0] not in numbers:
        return NOT_KNOWN
    if len(one.counts) == 1:
        return number(numbers[one.counts[0]])
    return Cell(with_ratio(*one.share(numbers)), align=Align.RIGHT)


def _change(one: Indicator, before: Numbers, now: Numbers) -> Cell:
    """In percentage points, rounded once, or in pieces."""
    if one.counts[0] not in before or one.counts[0] not in now:
        return NOT_KNOWN
    if len(one.counts) == 1:
        return Cell(signed(now[one.counts[0]] - before[one.counts[0]]), align=Align.RIGHT)
    old, new = one.share(before), one.share(now)
    if not (old[1] and new[1]):
        return NOT_KNOWN
    points = half_up((Fraction(*new) - Fraction(*old)) * 100, 1)
    return Cell(signed(float(points), 1) + " п.п.", align=Align.RIGHT)
