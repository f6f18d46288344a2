"""How figure tables of several municipalities become one: counts add up, the longest delay stays
the longest, the last day the last; a share is made of the sums and never added."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sheets_sync.figures.catalogue import objects
from sheets_sync.figures.measures.declared import Basis, Count, Figure, Measure
from sheets_sync.figures.measures.region import REGION
from sheets_sync.figures.measures.results import TOWN_KEYS
from sheets_sync.figures.results import results
from sheets_sync.figures.shares import with_shares
from sheets_sync.letters import fold_code

Line = list[Any]
"""A row of a table: its keys, then what `counted` names; days are ISO texts."""
Tables = Mapping[str, Sequence[Line]]
"""The rows by the figure's name."""


def _later(one: Any, other: Any) -> Any:
    return max(filter(None, (one, other)), default=None)


RULES: Mapping[Count, Callable[[Any, Any], Any]] = {
    Count.ROWS: lambda one, other: one + other,
    Count.DISTINCT: lambda one, other: one + other,  # a school and its teachers belong to one town
    Count.SUM: lambda one, other: one + other,
    Count.LONGEST: lambda one, other: one + other,
    Count.MOST: max,
    Count.LAST: _later,
}
"""How two numbers of one measure become one; there is none for what must not be put together."""


def counted(figure: Figure) -> list[Measure]:
    """The measures that tables hold: those made of them are left out."""
    made = (one for one in figure.measures.values() if one.printed and not one.whole)
    return [one for one in made if one.basis is not Basis.TWO_YEARS]


def lines_of(figure: Figure, frame: pd.DataFrame) -> list[Line]:
    """The rows of a figure table as they are added up."""
    names = [*figure.keys, *(one.name for one in counted(figure))]
    return [[row[name] for name in names] for row in objects(frame)]


def added(parts: Iterable[Tables]) -> dict[str, list[Line]]:
    """Tables of several as one; the same whatever their order and how they are put in groups."""
    found: dict[str, dict[tuple[Any, ...], Line]] = {}
    for part in parts:
        for name, lines in part.items():
            _add(REGION[name], found.setdefault(name, {}), lines)
    return {
        name: sorted(rows.values(), key=lambda line: line[: len(REGION[name].keys)])
        for name, rows in found.items()
    }


def _add(figure: Figure, rows: dict[tuple[Any, ...], Line], lines: Sequence[Line]) -> None:
    """Put lines beside those of the same key; of two spellings of it the first by letter stays."""
    width = len(figure.keys)
    rules = [RULES[one.count] for one in counted(figure)]
    for line in lines:
        key = tuple(fold_code(k) if isinstance(k, str) else k for k in line[:width])
        there = rows.get(key)
        if there is None:
            rows[key] = list(line)
            continue
        names = [min(pair) for pair in zip(there[:width], line[:width], strict=True)]
        pairs = zip(rules, there[width:], line[width:], strict=True)
        rows[key] = [*names, *(rule(one, other) for rule, one, other in pairs)]


def frame_of(name: str, lines: Iterable[Line], before: Sequence[str] = ()) -> pd.DataFrame:
    """A table as figures are: the shares beside their counts. `before` are further keys that its
    lines begin with."""
    figure = REGION[name]
    measures = counted(figure)
    columns = [*before, *figure.keys, *(one.name for one in measures)]
    frame = pd.DataFrame([*lines], columns=columns)
    if name == "results_municipality":
        return results(frame, [*before, *TOWN_KEYS])
    for one in measures:
        if one.count is Count.LAST:
            frame[one.name] = pd.to_datetime(frame[one.name])
    return with_shares(frame, figure.measures.values())
