"""The indicators of «Сводка»: what they are, and a period of them against the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sheets_sync.figures.measures.all_figures import FIGURES
from sheets_sync.figures.measures.attendance import RATE, RATE_WITHOUT_EXCUSED
from sheets_sync.figures.measures.consultations import CONSULTATIONS, HELD_RATE, TEACHERS
from sheets_sync.figures.measures.declared import Measure, pick
from sheets_sync.figures.measures.deeds import DONE_RATE
from sheets_sync.figures.rounding import half_up
from sheets_sync.figures.totals import Numbers, nobody_named
from sheets_sync.periods import Period
from sheets_sync.sheet.pieces import Align, Block, Cell, Format, Head, Meaning, Row, Target
from sheets_sync.summary import assignments, attendance, consultations, plans, roadmap
from sheets_sync.summary.cells import NOT_KNOWN, number, percent, ratio
from sheets_sync.summary.comparison import LEAST, Pair, Span
from sheets_sync.summary.view import View


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure of a figure over everything, the table that shows it, whether it has a `tile` and
    which of `[targets]` it is held against."""

    figure: str
    measure: Measure
    to: Target
    called: str = ""
    tile: bool = False
    target: str = ""

    @property
    def name(self) -> str:
        """What the line is called."""
        return self.called or self.measure.title

    def known(self, numbers: Numbers) -> bool:
        """Whether it could be counted."""
        return self._key(self.measure.events) in numbers

    def told(self, numbers: Numbers) -> bool:
        """Whether its number says anything: of a journal without names nobody knows how many."""
        return self.known(numbers) and not (self.measure is TEACHERS and nobody_named(numbers))

    def share(self, numbers: Numbers) -> tuple[int, int]:
        """n and N; N is 0 for what is no share."""
        one = self.measure
        n, whole, less = (numbers.get(self._key(c), 0) for c in (one.events, one.whole, one.less))
        return n, whole - less

    def _key(self, count: str) -> str:
        return f"{FIGURES[self.figure].table or self.figure}.{count}"


_CAME = Target(attendance.TITLE, "tutors")
_HELD = Target(consultations.TITLE, "consultations_by_tutor")
_MAP = Target(roadmap.TITLE, "sections")
_PLANS = Target(plans.TITLE, "tutors")
_TASKS = Target(assignments.TITLE, "protocols")
_COUNTED = ("held", "unplanned", "teachers", "visits", "schools", "low_schools")

INDICATORS = (
    Indicator("attendance", RATE, _CAME, tile=True, target="attendance"),
    Indicator("attendance", RATE_WITHOUT_EXCUSED, _CAME),
    Indicator("consultations", HELD_RATE, _HELD, tile=True, target="consultations"),
    *(Indicator("consultations", one, _HELD) for one in pick(CONSULTATIONS, *_COUNTED)),
    Indicator("roadmap", DONE_RATE, _MAP, _MAP.tab, tile=True, target="roadmap"),
    Indicator("plans_by_tutor", DONE_RATE, _PLANS, _PLANS.tab, tile=True, target="plans"),
    Indicator("assignments", DONE_RATE, _TASKS, _TASKS.tab, tile=True, target="assignments"),
)


def comparison(view: View, pair: Pair) -> Block:
    """Each indicator in the days now and, where that says something, in the same days before."""
    counted = [(span, view.totals(span.days)) for span in pair.spans]
    heads = [Head("Показатель", span=_NAME)]
    for span, _ in counted:
        heads += _period_heads(span.name)
    if pair.before:
        heads.append(Head("Изменение", align=Align.CENTER, span=_CHANGE))
    shown = [one for one in INDICATORS if any(one.known(each) for _, each in counted)]
    rows = tuple(_row(one, counted, view.analysis.year.period) for one in shown)
    return Block(
        pair.name, tuple(heads), rows, title=_title(pair), empty="Данных пока нет",
        known_as=f"{pair.name}_по_показателям",
    )  # fmt: skip


_INDENT = "\u2003"
_NAME, _PART, _CHANGE = 10, 2, 3
"""Sheet columns of the page."""


def _period_heads(name: str) -> Iterator[Head]:
    yield Head(name, align=Align.CENTER, span=_PART)
    yield from (Head("", span=_PART, joined=True) for _ in range(2))


def _title(pair: Pair) -> str:
    if pair.before:
        part = "столько же дней прежнего: " if pair.partly else ""
        return f"{pair.name}: {pair.now.name} и {part}{pair.before.name}"
    return f"{pair.name}: {pair.now.name} (сравнить {pair.why})"


def _row(one: Indicator, counted: Sequence[tuple[Span, Numbers]], year: Period) -> Row:
    """An indicator in each of the periods, and the change, each saying what it is; the rows behind
    a number of another year are not among ours."""
    means = Meaning(one.figure, one.measure.name)
    part = _INDENT if one.name.startswith("из них") else ""
    cells: list[Cell | None] = [Cell(f"{part}{one.name}")]
    for span, numbers in counted:
        ours = span.days.start in year
        cells += (
            _means(cell, means, span.days) if ours else cell for cell in _values(one, numbers)
        )
    if len(counted) > 1:
        (before, old), (now, new) = counted
        moved = change(one, old, new)
        ours = before.days.start in year
        cells.append(_means(moved, means, now.days, before.days) if ours else moved)
    return tuple(cells)


def _means(
    cell: Cell | None, means: Meaning, days: Period, before: Period | None = None
) -> Cell | None:
    if cell is None or cell is NOT_KNOWN:
        return cell
    return cell._replace(means=replace(means, period=days, before=before))


def _values(one: Indicator, numbers: Numbers) -> Row:
    """A share with its n and N, or a number over all three columns."""
    if not one.told(numbers):
        return NOT_KNOWN, None, None
    n, whole = one.share(numbers)
    if one.measure.whole:
        return percent(n, whole), *ratio(n, whole)
    return number(n)._replace(span=_PART * 3, align=Align.CENTER), None, None


def change(one: Indicator, before: Numbers, now: Numbers) -> Cell:
    """In percentage points, rounded once, or in pieces; «–» where either is of too few cases."""
    if not (one.told(before) and one.told(now)):
        return NOT_KNOWN
    old, new = one.share(before), one.share(now)
    if not one.measure.whole:
        few = max(old[0], new[0]) < LEAST
        return NOT_KNOWN if few else Cell(new[0] - old[0], format=Format.CHANGE, align=Align.RIGHT)
    if min(old[1], new[1]) < LEAST:
        return NOT_KNOWN
    points = half_up((Fraction(*new) - Fraction(*old)) * 100, 1)
    return Cell(float(points), format=Format.POINTS, align=Align.RIGHT)
