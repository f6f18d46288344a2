"""The main indicators by school year, on «История»."""

from collections.abc import Iterator

from sheets_sync.figures.totals import Numbers
from sheets_sync.letters import few
from sheets_sync.sheet.pieces import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Head,
    Piece,
    Row,
    Series,
    Spacer,
)
from sheets_sync.summary.cells import NOT_KNOWN, number, percent, ratio
from sheets_sync.summary.indicators import INDICATORS, Indicator
from sheets_sync.summary.view import View

YEARS = "years"
_COUNTED = ("teachers", "visits")
_SHARES = tuple(one for one in INDICATORS if one.tile)
_SHOWN = (*_SHARES, *(one for one in INDICATORS if one.measure.name in _COUNTED))
_NARROW = "roadmap"
"""Where the columns of «История» are too narrow for a share it takes two."""
_NOTE = (
    "Прежние годы — по книгам их папок, какими их оставили (строка previous в workspace.toml); "
    "этот год — на отчётную дату."
)


def year_pieces(view: View) -> Iterator[Piece]:
    """The table of years and how the shares moved; nothing where no earlier year is named."""
    if not view.years:
        return
    this = view.analysis.year
    now = f"{this} (на {view.analysis.today:%d.%m})"
    known = [(one.name, one.numbers) for one in view.years if not one.why]
    rows = [_row(name, numbers) for name, numbers in (*known, (now, view.totals()))]
    unread = [f"«{one.name}»: {one.why}" for one in view.years if one.why]
    note = f"{_NOTE} Не вошли: {few(unread, 'год', 'года', 'лет')}." if unread else _NOTE
    yield Block(
        YEARS, tuple(_heads()), tuple(rows), title="По годам", note=note, known_as="По_годам"
    )
    yield Charts((_CHART,))
    yield Spacer()


def _heads() -> Iterator[Head]:
    yield Head("Учебный год", wrap=True)
    for one in _SHOWN:
        if one.measure.whole:
            span = 2 if one.figure == _NARROW else 1
            yield Head(one.name, Format.PERCENT, Align.CENTER, wrap=True, span=span)
            yield Head("", joined=True)
            yield Head("", joined=True)
        else:
            yield Head(one.measure.head, Format.WHOLE, Align.RIGHT, turned=True)


def _row(name: str, numbers: Numbers) -> Row:
    return (Cell(name), *(cell for one in _SHOWN for cell in _cells(one, numbers)))


def _cells(one: Indicator, numbers: Numbers) -> Row:
    n, whole = one.share(numbers)
    known = one.known(numbers)
    if one.measure.whole:
        return (percent(n, whole), *ratio(n, whole)) if known else (NOT_KNOWN, None, None)
    return (number(n),) if known else (NOT_KNOWN,)


_CHART = Chart(
    ChartKind.LINE,
    "Доли по годам",
    YEARS,
    0,
    tuple(Series(one.name, 1 + 3 * number) for number, one in enumerate(_SHARES)),
    Format.PERCENT,
)
