"""The first lines of «Что сделать» on «Сводка»."""

from dataclasses import replace

from sheets_sync.sheet.pieces import Block, Cell, Target
from sheets_sync.summary.todo_lines import GROUPS, HEADS, NOTHING, TITLE, cells, count, lines
from sheets_sync.summary.view import View

_FIRST = 7
_SPANS = (6, 15, 3, 3, 5)


def most_urgent(view: View, width: float, most: int = _FIRST) -> Block:
    """The first lines, so many at most, and how many of each urgency stand where they lead; `width`
    is that of a column of the tab in characters."""
    every = lines(view)
    widths = [span * width for span in _SPANS]
    rows = tuple(cells(view, line, widths) for line in every[:most])
    counts = ((name, count(every, kind)) for kind, name in GROUPS.items())
    told = "; ".join(f"{name.lower()} — {n}" for name, n in counts if n)
    way = Cell(f"Всего: {told}", span=sum(_SPANS), own=True, to=Target(TITLE, "todo"))
    heads = tuple(replace(head, span=span) for head, span in zip(HEADS, _SPANS, strict=True))
    return Block("todo", heads, rows, title=TITLE, total=(way,), empty=NOTHING, flows=True)
