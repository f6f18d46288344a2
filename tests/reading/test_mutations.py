"""Whatever slips, no figure changes without a line in «Замечания»."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from helpers import BOOKS, Desk, look
from reading.mutations import MUTATIONS, Mutation

from sheets_sync.analysis import Analysis

TABS = [title for tabs in BOOKS.values() for title in tabs]


def figures(analysis: Analysis) -> dict[str, list[dict[str, Any]]]:
    return {name: frame.to_dict("records") for name, frame in analysis.figures.items()}


def told(analysis: Analysis) -> Counter[tuple[str, ...]]:
    """What is said, wherever it stands."""
    return Counter((p.check, p.value or "", p.message) for p in analysis.problems)


QUICK = ("Журнал", "Явка", "Дорожная карта", "Результаты")
TRIALS = [
    pytest.param(tab, seed, marks=() if tab in QUICK and not seed else pytest.mark.slow)
    for tab in TABS
    for seed in range(6)
]


@pytest.mark.kinds
@pytest.mark.parametrize(("tab", "seed"), TRIALS)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_figures_are_equal_or_it_is_told(tab: str, mutation: Mutation, seed: int):
    base, desk = look(Desk()), Desk()
    mutation(desk, tab, Random(f"{tab} {mutation.__name__} {seed}"))
    found = look(desk)
    if repr(figures(found)) != repr(figures(base)):
        assert told(found) - told(base), desk.rows(tab)
