"""The contents of the summary: every tab by what it is about, a link to each."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sheets_sync.sheet.pieces import Block, Cell, Head, Row, Target
from sheets_sync.summary.view import CONTENTS, Summary, View, reason

_SPANS = (7, 7, 7, 7)
"""Sheet columns of the links of a line."""


def contents(view: View, changes: Sequence[Cell] = ()) -> Block:
    """A line a theme; tabs that could not be made and stand nowhere are left out. `changes` lead
    to the periods compared."""
    there = [one for one in view.tabs if one.theme and _stands(view, one)]
    rows = (
        *(_row(*group) for group in groupby(there, key=lambda one: one.theme)),
        *(
            _line("" if first else "Что изменилось", changes[first : first + len(_SPANS)])
            for first in range(0, len(changes), len(_SPANS))
        ),
    )
    heads = (
        Head("О чём", span=4),
        Head("Листы", wrap=True, span=_SPANS[0]),
        *(Head("", wrap=True, span=span, joined=True) for span in _SPANS[1:]),
    )
    return Block(CONTENTS, heads, rows, title="Что где искать")


def _stands(view: View, summary: Summary) -> bool:
    return summary.title in view.ours or reason(view.analysis.counted, summary.needs) is None


def _row(theme: str, tabs: Iterable[Summary]) -> Row:
    return _line(theme, [Cell(one.title, to=Target(one.title)) for one in tabs])


def _line(theme: str, links: Sequence[Cell]) -> Row:
    return (Cell(theme or None), *links, *[None] * (len(_SPANS) - len(links)))
