"""The contents of the summary: every tab by what it is about, a link to each."""

from collections.abc import Iterable
from itertools import groupby

from sheets_sync.sheet.pieces import Block, Cell, Head, Row, Target
from sheets_sync.summary.view import CONTENTS, Summary, View, reason

_SPANS = (7, 7, 7, 7)
"""Sheet columns of the links of a line."""


def contents(view: View) -> Block:
    """A line a theme; tabs that could not be made and stand nowhere are left out."""
    there = [one for one in view.tabs if one.theme and _stands(view, one)]
    rows = tuple(_row(*group) for group in groupby(there, key=lambda one: one.theme))
    heads = (
        Head("О чём", span=4),
        Head("Листы", wrap=True, span=_SPANS[0]),
        *(Head("", wrap=True, span=span, joined=True) for span in _SPANS[1:]),
    )
    return Block(CONTENTS, heads, rows, title="Что где искать")


def _stands(view: View, summary: Summary) -> bool:
    return summary.title in view.ours or reason(view.analysis.counted, summary.needs) is None


def _row(theme: str, tabs: Iterable[Summary]) -> Row:
    links = [Cell(one.title, to=Target(one.title)) for one in tabs]
    return (Cell(theme), *links, *[None] * (len(_SPANS) - len(links)))
