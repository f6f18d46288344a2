"""Which cells next to each other are alike: one request for all of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

Span = tuple[int, int]
"""The first and the last of rows or columns."""


def rectangles(
    rows: Iterable[Sequence[Any]], top: int, left: int
) -> Iterator[tuple[Span, Span, Any]]:
    """Runs of a row that go on in the rows below → their rows, their columns, what is alike."""
    open_runs: dict[tuple[int, int, Any], int] = {}
    for number, row in enumerate((*rows, ()), top):
        runs = dict.fromkeys(alike(row, left))
        for run in [run for run in open_runs if run not in runs]:
            yield (open_runs.pop(run), number - 1), run[:2], run[2]
        for run in runs:
            open_runs.setdefault(run, number)


def alike(row: Iterable[Any], first: int) -> Iterator[tuple[int, int, Any]]:
    """Neighbours that are alike, and something → numbers of the first and last, what they are."""
    for alike, found in groupby(enumerate(row, first), lambda pair: pair[1]):
        numbers = [number for number, _ in found]
        if alike:
            yield numbers[0], numbers[-1], alike
