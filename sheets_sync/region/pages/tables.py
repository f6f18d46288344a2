"""The two kinds of tables of a region: a row a municipality, and a row a key of all together."""

from collections.abc import Callable, Sequence
from typing import Any

from sheets_sync.figures.measures.declared import Measure
from sheets_sync.figures.measures.region import REGION
from sheets_sync.figures.rounding import whole
from sheets_sync.region.pages.region_tab import View, name_cell
from sheets_sync.sheet.pieces import Block, Cell, Head, Row
from sheets_sync.summary.cells import NOT_KNOWN, as_total, heads, measured, wide_enough

NAME = "Муниципалитет"
Widths = tuple[float, ...]


def by_municipality(
    view: View, figure: str, shown: Sequence[Measure], title: str, **key: str
) -> Block:
    """A row a municipality of a figure's rows with that key, «Всего» below."""
    columns = heads(shown, turned=True)
    rows: list[Row] = []
    for one in view.rows:
        row = view.of(one, figure, **key)
        cells = _unknown(columns) if row is None else measured(
            figure, shown, row, None, municipality=one.name, **key
        )  # fmt: skip
        rows.append((name_cell(one), *cells))
    total = view.total(figure, **key)
    summed = _unknown(columns) if total is None else measured(figure, shown, total, None, **key)
    return Block(
        f"{figure}{''.join(key.values())}", (Head(NAME, wrap=True), *columns), tuple(rows),
        title=title, total=(Cell("Всего"), *as_total(summed)), note=_made_of(view, figure),
        empty="Муниципалитетов нет", frozen_columns=1,
    )  # fmt: skip


def widths(view: View, figure: str, shown: Sequence[Measure], name: float = 26) -> Widths:
    """Column widths in which a region's numbers, as large as they are, have room."""
    rows = view.every(figure)
    if not rows:
        return (name, *wide_enough(heads(shown, turned=True), 9))
    found = [name]
    for one in shown:
        least = wide_enough(heads((one,), turned=True), 9)
        if one.whole:
            shares = [one.share(row) for row in rows]
            n, whole_ = (max(map(len, map(whole, some))) for some in zip(*shares, strict=True))
            found += [least[0], max(least[1], n + 1.6), max(least[2], whole_ + 3.4)]
        else:
            digits = max(len(whole(int(getattr(row, one.name)))) for row in rows)
            found.append(max(least[0], digits + 1.6))
    return tuple(found)


def _unknown(columns: Sequence[Head]) -> Row:
    return tuple(NOT_KNOWN for _ in columns)


def _made_of(view: View, figure: str) -> str:
    """Which part of the municipalities that are read tell this figure, where not all do."""
    inside = view.look.total.known.get(figure, 0)
    told = sum(bool(one.tables) for one in view.look.rows)
    if inside == told:
        return ""
    return f"Эти листы ведут {inside} из {told} прочитанных муниципалитетов: «–» — листа нет."


def by_key(
    view: View,
    figure: str,
    shown: Sequence[Measure],
    title: str,
    head: str,
    label: Callable[[Any], str],
) -> Block:
    """A row a key of a figure of all municipalities together."""
    columns = heads(shown, turned=True)
    (key,) = REGION[figure].keys
    rows = tuple(
        (Cell(label(row)), *measured(figure, shown, row, **{key: getattr(row, key)}))
        for row in view.every(figure)
    )
    return Block(
        figure, (Head(head, wrap=True), *columns), rows, title=title, empty="Записей ещё нет"
    )
