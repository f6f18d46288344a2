"""Whether staff have typed anything yet."""

from collections.abc import Iterable

from sheets_sync.letters import fold
from sheets_sync.reading.tab_count import TabCount
from sheets_sync.tables.books import titles
from sheets_sync.tables.directories import MARKS, SUBJECTS

_READY = titles(MARKS) | titles(SUBJECTS)
"""The tabs whose templates begin with rows of ours."""


def unfilled(tabs: Iterable[TabCount]) -> bool:
    """Whether no tab has a row but those that the templates begin with."""
    return not any(tab.read for tab in tabs if fold(tab.tab) not in _READY)
