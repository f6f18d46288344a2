"""The block of all schools of the municipality together."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.figures.measures.results import PRINTED_FROM
from sheets_sync.figures.results import TOWN_KEYS
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Block, Cell, Head, Row
from sheets_sync.summary.result_cells import HEADS, latest_year, rate_cells
from sheets_sync.summary.view import View

_TOWN = (Head("Предмет", wrap=True), *HEADS)
TOWN_WIDTHS = (28, 12, 7, 11, 9, *[9, 6] * 3, 13, 10, 9)


def town(view: View, schools: pd.DataFrame) -> Block:
    """The municipality's newest rows; `schools` are those of `latest_year` that another tab
    prints."""
    figure = view.analysis.figures["results_municipality"]
    events = view.analysis.facts.results
    rows = latest_year(figure, TOWN_KEYS, str(view.analysis.year), events)
    return Block(
        "town", _TOWN, tuple(_lines(rows, _printed(schools))),
        empty="Результатов этого и прошлого года нет", filtered=True, long=True,
        known_as="Результаты_муниципалитета",
    )  # fmt: skip


def _lines(rows: pd.DataFrame, printed: Counter[tuple[Any, ...]]) -> Iterator[Row]:
    for row in sorted(each(rows), key=lambda r: (r.subject, r.procedure, r.grade)):
        hidden = _hidden(row.n, printed[_key(row)])
        yield (Cell(row.subject), *rate_cells("results_municipality", row, TOWN_KEYS, hidden))


def _hidden(n: int, printed: int) -> bool:
    """Whether a row minus the printed schools would show fewer than five pupils."""
    return 0 < n - printed < PRINTED_FROM and printed > 0


def _printed(schools: pd.DataFrame) -> Counter[tuple[Any, ...]]:
    """How many pupils the schools' rows print, by the key of the municipality's."""
    found: Counter[tuple[Any, ...]] = Counter()
    for row in each(schools[schools["n"].ge(PRINTED_FROM)]):
        found[_key(row)] += row.n
    return found


def _key(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in TOWN_KEYS)
