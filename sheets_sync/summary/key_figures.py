"""The tiles of «Сводка»: each key figure of the year, how it moved, what was aimed at."""

from collections.abc import Iterator, Sequence

from sheets_sync.checks.remark_lines import told
from sheets_sync.figures.measures.consultations import HELD_RATE
from sheets_sync.figures.reports import handed_in
from sheets_sync.figures.rounding import DASH
from sheets_sync.figures.totals import Numbers, nobody_named
from sheets_sync.letters import plural
from sheets_sync.sheet.pieces import (
    Align,
    Cell,
    Format,
    Lines,
    Look,
    Meaning,
    Row,
    Target,
    Tiles,
)
from sheets_sync.summary import consultations, problems, reports
from sheets_sync.summary.cells import NOT_KNOWN, percent
from sheets_sync.summary.comparison import LEAST, Pair
from sheets_sync.summary.indicators import INDICATORS, Indicator, change
from sheets_sync.summary.view import View

COLUMNS = 4
"""Sheet columns that a tile takes."""

_Tile = tuple[Row, ...]


def tiles(view: View, pair: Pair) -> Tiles:
    """The key figures, each saying which one it is and leading to its table; `pair` are the days
    by which they moved."""
    return Tiles(tuple(_tiles(view, pair)), COLUMNS)


def said_of_arrows(pair: Pair) -> Lines:
    """What the arrows of the tiles compare."""
    if not pair.before:
        return Lines((Cell(_BASES, Look.NOTE),))
    arrows = f" Стрелка — {pair.now.name} к «{pair.before.name}», где в обоих от {LEAST} случаев."
    return Lines((Cell(f"{_BASES}{arrows}", Look.NOTE),))


_BASES = (
    "Числа — с начала учебного года: явка — из отмеченных, консультации — из плана, исполнение — "
    "из того, чей срок наступил."
)


def _tiles(view: View, pair: Pair) -> Iterator[_Tile]:
    numbers = view.totals()
    months = [view.totals(span.days) for span in pair.spans]
    for one in INDICATORS:
        if one.tile and one.known(numbers):
            yield _share_tile(view, one, numbers, _moved(one, pair, months))
            if one.measure is HELD_RATE:
                yield _teachers_tile(numbers)
    yield from _reports_tile(view)
    yield _errors_tile(view)


def _share_tile(view: View, one: Indicator, numbers: Numbers, moved: Row) -> _Tile:
    n, total = one.share(numbers)
    means = Meaning(one.figure, one.measure.name)
    return (
        (Cell(one.name),),
        (_value(n, total, means, one.to),),
        _parts(n, total, means),
        moved,
        *_target(view, one.target),
    )


def _value(n: int, total: int, means: Meaning, to: Target) -> Cell:
    shown = percent(n, total)._replace(align=Align.LEFT, to=to)
    return shown._replace(means=means) if total else shown


def _parts(n: int, total: int, means: Meaning) -> Row:
    """«119 из 147», each a number."""
    wide = 1 if n < _NARROW else 2
    return (
        Cell(n, format=Format.WHOLE, align=Align.LEFT, span=wide, means=means),
        Cell(total, format=Format.FROM, align=Align.LEFT, means=means),
    )


_NARROW = 100
"""Numbers below fit one sheet column."""


def _moved(one: Indicator, pair: Pair, months: Sequence[Numbers]) -> Row:
    """How this month compares with the same days of the last, if it does."""
    if not pair.before:
        return (None,)
    moved = change(one, *months)
    if moved is NOT_KNOWN:
        return (None,)
    means = Meaning(one.figure, one.measure.name, period=pair.now.days, before=pair.before.days)
    return (moved._replace(align=Align.LEFT, means=means),)


def _target(view: View, name: str) -> tuple[Row, ...]:
    """«цель 90 %» where the workspace sets one."""
    targets = view.analysis.workspace.targets
    if name not in targets:
        return ()
    return ((Cell(f"цель {targets[name]:g} %"),),)


def _teachers_tile(numbers: Numbers) -> _Tile:
    visited = plural(numbers["consultations.visits"], "посещение", "посещения", "посещений")
    helped = plural(numbers["consultations.schools"], "школа", "школы", "школ")
    why = Cell("в журнале нет имён", means=Meaning("consultations", "teachers"))
    return (
        (Cell("Педагоги, получившие помощь"),),
        (_teachers(numbers),),
        *([(why,)] if nobody_named(numbers) else []),
        (Cell(visited, means=Meaning("consultations", "visits")),),
        (Cell(helped, means=Meaning("consultations", "schools")),),
    )


def _teachers(numbers: Numbers) -> Cell:
    """How many different teachers; of a journal that only counts people nobody knows that."""
    known = None if nobody_named(numbers) else numbers["consultations.teachers"]
    return Cell(
        DASH if known is None else known,
        format=Format.TEXT if known is None else Format.WHOLE,
        align=Align.LEFT,
        means=Meaning("consultations", "teachers"),
        to=Target(consultations.TITLE, "consultations_by_tutor"),
    )


def _reports_tile(view: View) -> Iterator[_Tile]:
    """Reports of the last half whose due date has come."""
    expected = view.analysis.facts.reports
    due = [h for h, day in view.analysis.shelf.due.items() if day <= view.analysis.today]
    if expected is None or not due:
        return
    rows = expected[expected["half"].eq(due[-1])]
    n, total = int(handed_in(rows).sum()), len(rows)
    means = Meaning("reports", "handed_in", (("half", due[-1]),))
    yield (
        (Cell(f"Отчёты за {due[-1]} полугодие"),),
        (_value(n, total, means, Target(reports.TITLE, "halves")),),
        _parts(n, total, means),
        *_target(view, "reports"),
    )


def _errors_tile(view: View) -> _Tile:
    errors, warnings, _ = told(view.analysis.problems)
    words = plural(warnings, "предупреждение", "предупреждения", "предупреждений")
    value = Cell(
        errors,
        Look.BAD if errors else Look.GOOD,
        Format.WHOLE,
        Align.LEFT,
        means=Meaning("problems", "errors"),
        to=Target(problems.TITLE, "problems"),
    )
    return (Cell("Ошибок в таблицах"),), (value,), (Cell(f"и ещё {words}"),)
